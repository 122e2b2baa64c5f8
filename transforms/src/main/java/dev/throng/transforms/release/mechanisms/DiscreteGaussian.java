package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;

/**
 * The discrete Gaussian distribution of Canonne, Kamath and Steinke, 2020 (arXiv:2004.00010): x has
 * a probability in proportion to exp(-x^2 / (2 sigma^2)).
 *
 * <p>Independent noise of it on whole numbers, whose changes by one person have L2^2 as the sum of
 * their squares, is rho-zCDP with rho = L2^2 / (2 sigma^2) (Theorem 14 there).
 *
 * @param sigmaSquared more than 0
 */
public record DiscreteGaussian(Rational sigmaSquared) implements Noise {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException outside of it
   */
  public DiscreteGaussian {
    if (sigmaSquared.signum() <= 0) {
      throw new IllegalArgumentException("a variance is more than 0");
    }
  }

  /**
   * What makes numbers rho-zCDP, exactly.
   *
   * @param rho more than 0; {@link Zcdp#rho} gives it for an epsilon and a delta
   */
  public static DiscreteGaussian of(Rational rho, Sensitivity sensitivity) {
    if (rho.signum() <= 0) {
      throw new IllegalArgumentException("rho is more than 0");
    }
    return new DiscreteGaussian(sensitivity.l2Squared().over(rho.times(2)));
  }

  /**
   * Algorithm 3 of the paper: a discrete Laplace of scale t, which is the least whole number above
   * sigma, kept with a probability that turns its shape: exp(-(|y| - sigma^2 / t)^2 / (2 sigma^2)).
   * More than a third of the rounds end in a result, whatever sigma.
   */
  @Override
  public BigInteger sample(BitSource bits) {
    BigInteger a = sigmaSquared.numerator();
    BigInteger b = sigmaSquared.denominator();
    BigInteger t = a.divide(b).sqrt().add(BigInteger.ONE);
    BigInteger tb = t.multiply(b);
    // With sigma^2 = a / b the exponent is (|y| t b - a)^2 / (2 a b t^2).
    BigInteger denominator = a.multiply(tb).multiply(t).shiftLeft(1);
    while (true) {
      BigInteger y = DiscreteLaplace.sample(t, BigInteger.ONE, bits);
      BigInteger off = y.abs().multiply(tb).subtract(a);
      if (Bernoulli.expMinus(off.multiply(off), denominator, bits)) {
        return y;
      }
    }
  }

  @Override
  public Enclosure variance(int digits) {
    return new GaussianSeries(sigmaSquared, digits).variance();
  }

  @Override
  public Enclosure tail(BigInteger from, int digits) {
    return new GaussianSeries(sigmaSquared, digits).tail(from);
  }

  /** By doubling and halving; the bounds of {@link GaussianSeries} are on the safe side. */
  @Override
  public BigInteger pointOfTail(Rational probability) {
    BigInteger step = BigInteger.ONE;
    BigInteger under = BigInteger.ZERO;
    BigInteger enough = BigInteger.ZERO;
    while (!tailIsAtMost(enough, probability)) {
      under = enough;
      enough = enough.add(step);
      step = step.shiftLeft(1);
    }
    if (enough.signum() == 0) {
      under = BigInteger.ONE.negate();
      while (tailIsAtMost(under, probability)) {
        enough = under;
        under = under.shiftLeft(1);
      }
    }
    while (enough.subtract(under).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = under.add(enough).shiftRight(1);
      if (tailIsAtMost(middle, probability)) {
        enough = middle;
      } else {
        under = middle;
      }
    }
    return enough;
  }

  private boolean tailIsAtMost(BigInteger from, Rational probability) {
    Enclosure tail = tail(from, GaussianSeries.DIGITS);
    return Rational.of(tail.high()).compareTo(probability) <= 0;
  }

  @Override
  public BigInteger margin(Confidence confidence) {
    return new GaussianSeries(sigmaSquared, GaussianSeries.DIGITS).margin(confidence);
  }
}
