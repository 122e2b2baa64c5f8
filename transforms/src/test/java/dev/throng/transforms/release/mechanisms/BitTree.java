package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every way that a draw can go within so many bits: the exact probability with which each result
 * has come by then, and what is undecided still.
 *
 * @param decided results and their probabilities
 * @param undecided the probability that more bits are needed
 */
public record BitTree<T>(Map<T, Rational> decided, Rational undecided) {
  private static final class OutOfBits extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OutOfBits() {
      super(null, null, false, false);
    }
  }

  /** The first bits of a number, and nothing behind them. */
  private static final class Scripted implements BitSource {
    private final long bits;
    private int left;

    private Scripted(long bits, int length) {
      this.bits = bits;
      this.left = length;
    }

    @Override
    public long next(int count) {
      if (count > left) {
        throw new OutOfBits();
      }
      left -= count;
      return bits >>> left & ((1L << count) - 1);
    }
  }

  /** Tries all of them. */
  public static <T extends Comparable<T>> BitTree<T> of(Function<BitSource, T> draw, int depth) {
    Map<T, BigInteger> parts = new TreeMap<>();
    long undecided = walk(draw, 0, 0, depth, parts);
    Rational whole = Rational.of(BigInteger.ONE.shiftLeft(depth));
    Map<T, Rational> decided = new TreeMap<>();
    parts.forEach((result, part) -> decided.put(result, Rational.of(part).over(whole)));
    return new BitTree<>(decided, Rational.of(undecided).over(whole));
  }

  private static <T extends Comparable<T>> long walk(
      Function<BitSource, T> draw, long bits, int length, int depth, Map<T, BigInteger> parts) {
    try {
      T result = draw.apply(new Scripted(bits, length));
      parts.merge(result, BigInteger.ONE.shiftLeft(depth - length), BigInteger::add);
      return 0;
    } catch (OutOfBits e) {
      return length == depth
          ? 1
          : walk(draw, bits << 1, length + 1, depth, parts)
              + walk(draw, bits << 1 | 1, length + 1, depth, parts);
    }
  }
}
