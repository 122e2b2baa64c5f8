package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

/**
 * What rho-zCDP (Bun and Steinke, "Concentrated Differential Privacy", 2016) says of epsilon and
 * delta, by Corollary 13 of Canonne, Kamath and Steinke, 2020 (arXiv:2004.00010): for every alpha
 * above 1,
 *
 * <pre>
 * delta = exp((alpha - 1) (alpha rho - epsilon)) / (alpha - 1) * (1 - 1 / alpha)^alpha
 * </pre>
 *
 * <p>Any alpha gives a true statement, so doubles look for a good one, and what is said for it is
 * computed with rounding to the safe side: what a release spends up, what a budget allows down.
 */
public final class Zcdp {
  private static final int DIGITS = 40;
  private static final MathContext UP = new MathContext(12, RoundingMode.CEILING);
  private static final MathContext DOWN = new MathContext(12, RoundingMode.FLOOR);
  private static final Rational A_LITTLE_LESS = Rational.of(999_999_999, 1_000_000_000);

  /** Where alpha - 1 is looked for, as powers of e: from 10^-6 to 10^12. */
  private static final double LEAST = -14;

  private static final double MOST = 28;

  private Zcdp() {}

  /**
   * The epsilon at a delta, rounded up to 12 digits.
   *
   * @param rho 0 or more
   * @param delta more than 0, less than 1
   */
  public static Rational epsilon(Rational rho, Rational delta) {
    check(rho, delta);
    if (rho.signum() == 0) {
      return Rational.ZERO;
    }
    double r = approximately(rho);
    double surprise = surprise(delta);
    Rational alpha = best(order -> epsilonAt(order, r, surprise));
    Enclosure less = of(alpha.minus(Rational.ONE));
    Enclosure epsilon =
        of(delta)
            .ln()
            .negate()
            .plus(less.times(less.over(of(alpha)).ln()))
            .minus(of(alpha).ln())
            .over(less)
            .plus(of(alpha.times(rho)));
    return Rational.of(epsilon.high().round(UP)).max(Rational.ZERO);
  }

  /**
   * The delta at an epsilon, rounded up to 12 digits; at most 1.
   *
   * @param rho 0 or more
   * @param epsilon 0 or more
   */
  public static Rational delta(Rational rho, Rational epsilon) {
    if (rho.signum() < 0 || epsilon.signum() < 0) {
      throw new IllegalArgumentException("rho and epsilon are 0 or more");
    }
    if (rho.signum() == 0) {
      return Rational.ZERO;
    }
    double r = approximately(rho);
    double e = approximately(epsilon);
    Rational alpha =
        best(
            less ->
                less * ((less + 1) * r - e) - Math.log(less) - (less + 1) * Math.log1p(1 / less));
    Enclosure less = of(alpha.minus(Rational.ONE));
    Enclosure exponent =
        less.times(of(alpha.times(rho).minus(epsilon)))
            .minus(less.ln())
            .plus(of(alpha).times(less.over(of(alpha)).ln()));
    if (exponent.high().signum() >= 0) {
      return Rational.ONE;
    }
    return Rational.of(exponent.exp().high().round(UP)).min(Rational.ONE);
  }

  /**
   * The largest rho that is found to give no more than that epsilon at that delta, to some nine
   * digits, rounded down.
   *
   * @param epsilon more than 0
   * @param delta more than 0, less than 1
   */
  public static Rational rho(Rational epsilon, Rational delta) {
    check(epsilon, delta);
    double wanted = approximately(epsilon);
    double surprise = surprise(delta);
    double low = 0;
    double high = wanted;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      double found = epsilonAt(approximately(bestOf(middle, surprise)) - 1, middle, surprise);
      if (found <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Rational rho = Rational.of(new BigDecimal(low).round(DOWN));
    while (rho.signum() > 0 && epsilon(rho, delta).compareTo(epsilon) > 0) {
      rho = Rational.of(rho.times(A_LITTLE_LESS).decimal(40, RoundingMode.FLOOR).round(DOWN));
    }
    if (rho.signum() <= 0) {
      throw new IllegalArgumentException("epsilon and delta are too small to spend anything");
    }
    return rho;
  }

  private static Rational bestOf(double rho, double surprise) {
    return best(order -> epsilonAt(order, rho, surprise));
  }

  /** The epsilon for alpha - 1, by doubles: a guess. */
  private static double epsilonAt(double less, double rho, double surprise) {
    return (less + 1) * rho + (surprise - less * Math.log1p(1 / less) - Math.log1p(less)) / less;
  }

  /** The alpha for whose alpha - 1 the function is about least, by golden sections. */
  private static Rational best(DoubleUnaryOperator function) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = LEAST;
    double high = MOST;
    while (high - low > 1e-7) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (function.applyAsDouble(Math.exp(left)) <= function.applyAsDouble(Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Rational.ONE.plus(Rational.of(new BigDecimal(Math.exp(low)).round(DOWN)));
  }

  private static void check(Rational amount, Rational delta) {
    if (amount.signum() < 0 || delta.signum() <= 0 || delta.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("rho is 0 or more, delta between 0 and 1");
    }
  }

  private static Enclosure of(Rational number) {
    return Enclosure.of(number, DIGITS);
  }

  private static double surprise(Rational delta) {
    return of(delta).ln().negate().high().doubleValue();
  }

  private static double approximately(Rational number) {
    return of(number).high().doubleValue();
  }
}
