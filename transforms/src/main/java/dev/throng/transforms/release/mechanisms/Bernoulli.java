package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * Yes with a given probability, exactly: no floating point. Loops end with probability 1, and after
 * few rounds on average; nothing bounds the worst case, whose chance shrinks by half or more with
 * each round. How long a draw takes depends on it, so whoever watches a worker's clock to the
 * microsecond could learn of it; readers of a report cannot.
 */
final class Bernoulli {
  private static final int STEP = 62;
  static final int FIRST_DIGITS = 40;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Bernoulli() {}

  /**
   * Yes with a probability that is a fraction.
   *
   * @param probability 0 to 1
   */
  static boolean of(Rational probability, BitSource bits) {
    return Uniform.below(probability.denominator(), bits).compareTo(probability.numerator()) < 0;
  }

  /**
   * Yes with a probability that is any real number: the binary digits of a uniform number are drawn
   * until they tell on which side of the probability it is, which is known as exactly as that
   * needs.
   *
   * @param probability gives the number, 0 to 1, with so many significant digits
   */
  static boolean of(IntFunction<Enclosure> probability, BitSource bits) {
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal width = BigDecimal.ONE;
    for (int digits = FIRST_DIGITS; ; digits += FIRST_DIGITS) {
      for (int i = 0; i < 2; i++) {
        width = width.multiply(HALF.pow(STEP));
        low = low.add(width.multiply(BigDecimal.valueOf(bits.next(STEP))));
      }
      Enclosure bound = probability.apply(digits);
      if (low.add(width).compareTo(bound.low()) <= 0) {
        return true;
      }
      if (low.compareTo(bound.high()) >= 0) {
        return false;
      }
    }
  }

  /**
   * Yes with probability exp(-gamma): Algorithm 1 of Canonne, Kamath and Steinke, "The Discrete
   * Gaussian for Differential Privacy", 2020 (arXiv:2004.00010). For gamma up to 1, the first
   * failure among trials of chance gamma/1, gamma/2, gamma/3... comes at an odd place with that
   * probability. On average fewer than e trials for each whole of gamma, of which the first "no"
   * ends it.
   *
   * @param gamma 0 or more
   */
  static boolean expMinus(Rational gamma, BitSource bits) {
    if (gamma.signum() < 0) {
      throw new IllegalArgumentException("gamma is 0 or more");
    }
    return expMinus(gamma.numerator(), gamma.denominator(), bits);
  }

  /** The same for a fraction in any terms. */
  static boolean expMinus(BigInteger numerator, BigInteger denominator, BitSource bits) {
    BigInteger rest = numerator;
    while (rest.compareTo(denominator) > 0) {
      if (!expMinusOne(bits)) {
        return false;
      }
      rest = rest.subtract(denominator);
    }
    return expMinusAtMostOne(rest, denominator, bits);
  }

  /** Yes with probability 1/e. */
  static boolean expMinusOne(BitSource bits) {
    for (long k = 1; ; k++) {
      if (Uniform.below(k, bits) >= 1) {
        return (k & 1) == 1;
      }
    }
  }

  private static boolean expMinusAtMostOne(
      BigInteger numerator, BigInteger denominator, BitSource bits) {
    BigInteger whole = BigInteger.ZERO;
    for (long k = 1; ; k++) {
      whole = whole.add(denominator);
      if (Uniform.below(whole, bits).compareTo(numerator) >= 0) {
        return (k & 1) == 1;
      }
    }
  }
}
