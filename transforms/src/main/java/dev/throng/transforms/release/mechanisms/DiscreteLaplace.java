package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;

/**
 * The discrete Laplace, or two-sided geometric, distribution (Ghosh, Roughgarden and Sundararajan,
 * "Universally Utility-Maximizing Privacy Mechanisms", 2009): x has a probability in proportion to
 * exp(-|x| / scale).
 *
 * <p>Independent noise of scale L1 / epsilon on whole numbers, which one person changes by L1 in
 * all, makes them (epsilon, 0)-differentially private.
 *
 * @param scale more than 0
 */
public record DiscreteLaplace(Rational scale) implements Noise {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException outside of it
   */
  public DiscreteLaplace {
    if (scale.signum() <= 0) {
      throw new IllegalArgumentException("a scale is more than 0");
    }
  }

  /**
   * What makes numbers private at exactly that epsilon.
   *
   * @param epsilon more than 0
   */
  public static DiscreteLaplace of(Rational epsilon, Sensitivity sensitivity) {
    if (epsilon.signum() <= 0) {
      throw new IllegalArgumentException("epsilon is more than 0");
    }
    return new DiscreteLaplace(sensitivity.l1().over(epsilon));
  }

  /**
   * Algorithm 2 of Canonne, Kamath and Steinke, 2020 (arXiv:2004.00010), for the scale t/s. A round
   * takes about 2 trials for the geometric number, and ends in a result with a chance of more than
   * 0.3, whatever the scale.
   */
  @Override
  public BigInteger sample(BitSource bits) {
    return sample(scale.numerator(), scale.denominator(), bits);
  }

  static BigInteger sample(BigInteger t, BigInteger s, BitSource bits) {
    while (true) {
      BigInteger u = Uniform.below(t, bits);
      if (!Bernoulli.expMinus(u, t, bits)) {
        continue;
      }
      BigInteger v = BigInteger.ZERO;
      while (Bernoulli.expMinusOne(bits)) {
        v = v.add(BigInteger.ONE);
      }
      BigInteger y = u.add(t.multiply(v)).divide(s);
      boolean negative = bits.next(1) == 1;
      if (negative && y.signum() == 0) {
        continue; // else 0 would come twice as often
      }
      return negative ? y.negate() : y;
    }
  }

  /** 2q / (1 - q)^2, where q = exp(-1 / scale). */
  @Override
  public Enclosure variance(int digits) {
    int inner = inner(digits);
    Enclosure q = q(inner);
    Enclosure rest = Enclosure.of(1, inner).minus(q);
    return Enclosure.of(2, inner).times(q).over(rest.times(rest));
  }

  /** q^from / (1 + q) where from is 1 or more; by symmetry below. */
  @Override
  public Enclosure tail(BigInteger from, int digits) {
    int inner = inner(digits);
    if (from.signum() <= 0) {
      return Enclosure.of(1, inner).minus(tail(BigInteger.ONE.subtract(from), inner));
    }
    Enclosure power = Enclosure.of(Rational.of(from).over(scale).negate(), inner).exp();
    return power.over(Enclosure.of(1, inner).plus(q(inner)));
  }

  /** By the closed form of the tail, solved for where it starts. */
  @Override
  public BigInteger pointOfTail(Rational probability) {
    BigInteger above = floorOfLog(probability).add(BigInteger.ONE);
    return above.signum() > 0
        ? above
        : BigInteger.ONE.subtract(floorOfLog(Rational.ONE.minus(probability)));
  }

  @Override
  public BigInteger margin(Confidence confidence) {
    Rational side = Rational.ONE.minus(confidence.chance()).over(2);
    return upperPoint(side).subtract(BigInteger.ONE).max(BigInteger.ZERO);
  }

  /**
   * The whole part of scale * -ln(probability (1 + q)). That is no whole number itself, since q is
   * transcendental; so some digits tell.
   */
  private BigInteger floorOfLog(Rational probability) {
    for (int digits = 40; ; digits *= 2) {
      Enclosure part =
          Enclosure.of(probability, digits).times(Enclosure.of(1, digits).plus(q(digits)));
      Enclosure log = part.ln().negate().times(Enclosure.of(scale, digits));
      BigInteger floor = Rational.of(log.low()).floor();
      if (floor.equals(Rational.of(log.high()).floor())) {
        return floor;
      }
    }
  }

  private Enclosure q(int digits) {
    return Enclosure.of(Rational.ONE.over(scale).negate(), digits).exp();
  }

  /** 1 - q loses as many digits as the scale has. */
  private int inner(int digits) {
    return digits + 2 * scale.ceil().bitLength() / 3;
  }
}
