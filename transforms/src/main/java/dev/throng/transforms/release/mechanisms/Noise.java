package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.io.Serializable;
import java.math.BigInteger;

/**
 * A distribution of whole numbers around 0, symmetrical, that is added to an exact number. All that
 * is told of it follows from its parameters alone.
 */
public sealed interface Noise extends Serializable permits DiscreteLaplace, DiscreteGaussian {
  /** One number of the distribution, exactly: no floating point is involved. */
  BigInteger sample(BitSource bits);

  /** The variance; its root is the standard error of a noisy number. */
  Enclosure variance(int digits);

  /**
   * The probability of {@code from} or more.
   *
   * @param from any whole number
   */
  Enclosure tail(BigInteger from, int digits);

  /**
   * The half width of an interval: the noise is that much or less, to either side, with at least
   * that probability.
   */
  BigInteger margin(Confidence confidence);

  /**
   * The least number that the noise reaches or exceeds with at most that probability. Where that
   * cannot be told exactly, a number above it: never one below.
   *
   * @param probability more than 0, less than 1
   */
  default BigInteger upperPoint(Rational probability) {
    if (probability.signum() <= 0 || probability.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("a probability between 0 and 1");
    }
    return pointOfTail(probability);
  }

  /** The same, of what is a probability. */
  BigInteger pointOfTail(Rational probability);
}
