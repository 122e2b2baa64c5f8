package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sums over the discrete Gaussian, f(k) = exp(-k^2 / (2 sigma^2)), added up term by term to as many
 * digits as asked for. Where sigma is large, formulas take their place: the sum of all is
 * Poisson's, and bounds that lie close enough stand for tails (a geometric series) and margins (the
 * normal distribution).
 */
final class GaussianSeries {
  static final int DIGITS = 40;

  /** From sigma 4 on Poisson's corrections are below 10^-100. */
  private static final Rational POISSON = Rational.of(16);

  private static final Rational LARGEST_TAIL_ADDED_UP = Rational.of(900);
  private static final Rational LARGEST_MARGIN_ADDED_UP = Rational.of(10_000);
  private static final BigDecimal PI_LOW =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
  private static final BigDecimal PI_HIGH = PI_LOW.add(PI_LOW.ulp());
  private static final BigDecimal NEARLY_ONE =
      BigDecimal.ONE.subtract(new BigDecimal(BigInteger.ONE, 100));
  private static final BigDecimal A_LITTLE_MORE =
      BigDecimal.ONE.add(new BigDecimal(BigInteger.ONE, 100));

  private final Rational sigmaSquared;
  private final int digits;
  private final int inner;
  private final Enclosure one;

  GaussianSeries(Rational sigmaSquared, int digits) {
    this.sigmaSquared = sigmaSquared;
    this.digits = digits;
    this.inner = digits + 10;
    this.one = Enclosure.of(1, inner);
  }

  /**
   * Never more than sigma^2 (Corollary 9), and from sigma 4 on less by no more than a part in
   * 10^100: by Poisson's formula about 8 pi^2 sigma^2 exp(-2 pi^2 sigma^2).
   */
  Enclosure variance() {
    if (sigmaSquared.compareTo(POISSON) < 0) {
      return rounded(sum(BigInteger.ONE, true).times(Enclosure.of(2, inner)).over(whole()));
    }
    Enclosure factor = new Enclosure(NEARLY_ONE, BigDecimal.ONE, inner);
    return rounded(Enclosure.of(sigmaSquared, inner).times(factor));
  }

  Enclosure tail(BigInteger from) {
    if (from.signum() <= 0) {
      return rounded(one.minus(upperTail(BigInteger.ONE.subtract(from))));
    }
    return rounded(upperTail(from));
  }

  /**
   * Above sigma 100 the margin is that of the normal distribution, less a half, rounded up: since f
   * is convex there, a term is no more than the integral from a half before it to a half behind it.
   * That is the least margin or one more.
   */
  BigInteger margin(Confidence confidence) {
    if (sigmaSquared.compareTo(LARGEST_MARGIN_ADDED_UP) > 0) {
      Enclosure sigma = Enclosure.of(sigmaSquared, inner).sqrt();
      Enclosure width = sigma.times(Enclosure.of(confidence.deviations(), inner));
      Rational half = Rational.of(1, 2);
      return Rational.of(width.high()).minus(half).ceil();
    }
    Enclosure wanted = whole().times(Enclosure.of(confidence.chance(), inner));
    Enclosure sum = one;
    BigInteger width = BigInteger.ZERO;
    while (sum.low().compareTo(wanted.high()) < 0) {
      width = width.add(BigInteger.ONE);
      Enclosure term = term(width);
      sum = sum.plus(term).plus(term);
    }
    return width;
  }

  private Enclosure upperTail(BigInteger from) {
    if (sigmaSquared.compareTo(LARGEST_TAIL_ADDED_UP) <= 0) {
      return sum(from, false).over(whole());
    }
    Enclosure first = term(from);
    Enclosure most = first.over(one.minus(step(from))).over(whole());
    Enclosure least = first.over(whole());
    return new Enclosure(least.low(), most.high().min(BigDecimal.ONE), inner);
  }

  /** The sum of f over all whole numbers. */
  private Enclosure whole() {
    if (sigmaSquared.compareTo(POISSON) < 0) {
      Enclosure side = sum(BigInteger.ONE, false);
      return one.plus(side).plus(side);
    }
    // sqrt(2 pi) sigma (1 + 2 sum exp(-2 pi^2 sigma^2 k^2))
    Enclosure area =
        new Enclosure(PI_LOW, PI_HIGH, inner)
            .times(Enclosure.of(sigmaSquared.times(2), inner))
            .sqrt();
    return area.times(new Enclosure(BigDecimal.ONE, A_LITTLE_MORE, inner));
  }

  /** The sum of f(k), or of k^2 f(k), from 1 or more upwards. */
  private Enclosure sum(BigInteger from, boolean squares) {
    BigInteger k = from;
    Enclosure f = term(k);
    Enclosure step = step(k);
    Enclosure shrink = Enclosure.of(Rational.ONE.over(sigmaSquared).negate(), inner).exp();
    Enclosure term = weighed(f, k, squares);
    Enclosure sum = term;
    BigDecimal enough = sum.high().movePointLeft(inner);
    while (true) {
      f = f.times(step);
      step = step.times(shrink);
      k = k.add(BigInteger.ONE);
      term = weighed(f, k, squares);
      sum = sum.plus(term);
      // Each ratio of terms is smaller than the one before: a geometric series bounds the rest.
      if (term.high().compareTo(enough) <= 0) {
        Enclosure ratio = squares ? step.times(growth(k)) : step;
        BigDecimal rest = term.times(ratio).over(one.minus(ratio)).high();
        return sum.plus(new Enclosure(BigDecimal.ZERO, rest, inner));
      }
    }
  }

  /** ((k + 1) / k)^2. */
  private Enclosure growth(BigInteger k) {
    return Enclosure.of(Rational.ONE.plus(Rational.ONE.over(Rational.of(k))).squared(), inner);
  }

  private Enclosure weighed(Enclosure f, BigInteger k, boolean squares) {
    return squares ? f.times(Enclosure.exact(new BigDecimal(k.multiply(k)), inner)) : f;
  }

  /** f(k). */
  private Enclosure term(BigInteger k) {
    return Enclosure.of(Rational.of(k).squared().over(sigmaSquared.times(2)).negate(), inner).exp();
  }

  /** f(k + 1) / f(k). */
  private Enclosure step(BigInteger k) {
    Rational twice = Rational.of(k).times(2).plus(Rational.ONE);
    return Enclosure.of(twice.over(sigmaSquared.times(2)).negate(), inner).exp();
  }

  private Enclosure rounded(Enclosure number) {
    return new Enclosure(number.low(), number.high(), digits);
  }
}
