package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every sequence of bits up to a depth is tried: no statistics, exact bounds. */
class BernoulliTest {
  @ParameterizedTest
  @CsvSource({"1,2", "1,3", "2,3", "5,7", "0,1", "1,1", "3,8"})
  void fractions(long numerator, long denominator) {
    Rational probability = Rational.of(numerator, denominator);
    BitTree<Boolean> tree = BitTree.of(bits -> Bernoulli.of(probability, bits), 18);
    Rational yes = tree.decided().getOrDefault(true, Rational.ZERO);
    assertTrue(yes.compareTo(probability) <= 0);
    assertTrue(yes.plus(tree.undecided()).compareTo(probability) >= 0);
    assertTrue(tree.undecided().compareTo(Rational.of(1, 1000)) < 0);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,100", "1,3", "1,2", "7,8", "1,1", "5,4", "2,1", "10,3"})
  void powersOfE(long numerator, long denominator) {
    Rational gamma = Rational.of(numerator, denominator);
    BitTree<Boolean> tree = BitTree.of(bits -> Bernoulli.expMinus(gamma, bits), 23);
    Rational yes = tree.decided().getOrDefault(true, Rational.ZERO);
    assertTrue(tree.undecided().compareTo(Rational.of(1, 30)) < 0, tree.undecided()::toString);
    assertAround(gamma, yes, yes.plus(tree.undecided()));
  }

  /** A sampler that stops after the third trial is nearly right, and is found out. */
  @Test
  void theBoundsAreNarrowEnoughToSeeACutSeries() {
    Rational gamma = Rational.ONE;
    BitTree<Boolean> tree =
        BitTree.of(
            bits -> {
              for (long k = 1; k <= 5; k++) {
                if (!Bernoulli.of(gamma.over(k), bits)) {
                  return k % 2 == 1;
                }
              }
              return false;
            },
            17);
    Rational yes = tree.decided().get(true);
    Rational most = yes.plus(tree.undecided());
    Enclosure truth = Enclosure.of(gamma.negate(), 30).exp();
    assertTrue(
        Rational.of(truth.high()).compareTo(yes) < 0
            || Rational.of(truth.low()).compareTo(most) > 0,
        "exp(-1) lies outside of " + yes + " to " + most);
  }

  private static void assertAround(Rational gamma, Rational least, Rational most) {
    Enclosure truth = Enclosure.of(gamma.negate(), 30).exp();
    assertTrue(Rational.of(truth.high()).compareTo(least) >= 0, "at least " + least);
    assertTrue(Rational.of(truth.low()).compareTo(most) <= 0, "at most " + most);
  }

  /** The uniform number is put right below, at and above the probability, to 124 and 186 bits. */
  @Test
  void realNumbersAreComparedBitByBit() {
    Enclosure e = Enclosure.of(-1, 200).exp();
    for (int bits : new int[] {124, 248}) {
      BigInteger cut =
          Rational.of(e.low()).times(Rational.of(BigInteger.ONE.shiftLeft(bits))).floor();
      assertTrue(decide(cut.subtract(BigInteger.ONE), bits));
      assertEquals(false, decide(cut.add(BigInteger.ONE), bits));
    }
    assertTrue(Bernoulli.of(digits -> Enclosure.of(1, digits), count -> (1L << count) - 1));
    assertEquals(false, Bernoulli.of(digits -> Enclosure.of(0, digits), count -> 0));
  }

  /** Feeds the number's bits first, then ones, so that only the number decides. */
  private static boolean decide(BigInteger number, int length) {
    Deque<Long> words = new ArrayDeque<>();
    for (int i = 0; i < length; i += 62) {
      words.add(number.shiftRight(length - i - 62).longValue() & ((1L << 62) - 1));
    }
    return Bernoulli.of(
        digits -> Enclosure.of(-1, digits).exp(), count -> words.isEmpty() ? 0 : words.remove());
  }

  @Test
  void uniformNumbersAreAllEquallyLikely() {
    for (long bound : List.of(1L, 2L, 3L, 5L, 6L, 12L)) {
      BitTree<Long> tree = BitTree.of(bits -> Uniform.below(bound, bits), 16);
      assertEquals(bound, tree.decided().size());
      assertEquals(1, tree.decided().values().stream().distinct().count());
      assertTrue(tree.undecided().compareTo(Rational.of(1, 100)) < 0);
    }
  }

  @Test
  void largeBoundsTakeAllTheirBits() {
    BigInteger bound = BigInteger.ONE.shiftLeft(200);
    assertEquals(bound.subtract(BigInteger.ONE), Uniform.below(bound, count -> (1L << count) - 1));
    assertEquals(BigInteger.ZERO, Uniform.below(bound, count -> 0));
  }

  @Test
  void gammaIsNotNegative() {
    assertThrows(
        IllegalArgumentException.class, () -> Bernoulli.expMinus(Rational.of(-1, 2), count -> 0));
  }
}
