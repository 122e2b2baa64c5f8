package dev.throng.transforms.release.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.IntFunction;

/**
 * A real number between two decimals, by interval arithmetic: every operation rounds the lower
 * bound down and the upper bound up, so the true result always lies between them. Who needs the
 * number from above takes {@link #high()}, who needs it from below {@link #low()}. Immutable.
 *
 * @param low not above the number
 * @param high not below the number
 * @param digits significant digits that operations keep
 */
public record Enclosure(BigDecimal low, BigDecimal high, int digits) {
  /** The power of e is not taken further down: 0 and this bound enclose it. */
  private static final BigDecimal LEAST_EXPONENT = new BigDecimal(-1_000_000);

  private static final BigDecimal TINY = new BigDecimal(BigInteger.ONE, 10_000);
  private static final int FIRST_DIGITS = 40;
  private static final int MOST_DIGITS = 1_500;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException where nothing lies between
   */
  public Enclosure {
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException("the lower bound lies above the upper");
    }
  }

  /** The fraction, as exactly as so many digits allow. */
  public static Enclosure of(Rational number, int digits) {
    BigDecimal numerator = new BigDecimal(number.numerator());
    BigDecimal denominator = new BigDecimal(number.denominator());
    return new Enclosure(
        numerator.divide(denominator, down(digits)),
        numerator.divide(denominator, up(digits)),
        digits);
  }

  /** A whole number. */
  public static Enclosure of(long number, int digits) {
    return exact(BigDecimal.valueOf(number), digits);
  }

  /** A decimal number, as it is. */
  public static Enclosure exact(BigDecimal number, int digits) {
    return new Enclosure(number, number, digits);
  }

  /**
   * How a number compares with a fraction: it is computed with ever more digits until that is sure.
   *
   * @param number gives the number with so many digits
   * @return -1, 0 or 1; 0 only where the number is known to be exactly the fraction
   * @throws ArithmeticException where 1,280 digits do not tell
   */
  public static int compare(IntFunction<Enclosure> number, Rational bound) {
    for (int digits = FIRST_DIGITS; digits <= MOST_DIGITS; digits *= 2) {
      Enclosure enclosure = number.apply(digits);
      int low = compare(enclosure.low, bound);
      int high = compare(enclosure.high, bound);
      if (low > 0 || high < 0 || (low == 0 && high == 0)) {
        return low;
      }
    }
    throw new ArithmeticException("too close to a bound to tell");
  }

  private static int compare(BigDecimal number, Rational bound) {
    return number
        .multiply(new BigDecimal(bound.denominator()))
        .compareTo(new BigDecimal(bound.numerator()));
  }

  /** The sum. */
  public Enclosure plus(Enclosure other) {
    return new Enclosure(
        low.add(other.low, down(digits)), high.add(other.high, up(digits)), digits);
  }

  /** The difference. */
  public Enclosure minus(Enclosure other) {
    return plus(other.negate());
  }

  /** The number on the other side of 0. */
  public Enclosure negate() {
    return new Enclosure(high.negate(), low.negate(), digits);
  }

  /** The product. */
  public Enclosure times(Enclosure other) {
    if (low.signum() >= 0 && other.low.signum() >= 0) {
      return new Enclosure(
          low.multiply(other.low, down(digits)), high.multiply(other.high, up(digits)), digits);
    }
    BigDecimal[] products = {
      low.multiply(other.low),
      low.multiply(other.high),
      high.multiply(other.low),
      high.multiply(other.high)
    };
    BigDecimal least = products[0];
    BigDecimal most = products[0];
    for (BigDecimal product : products) {
      least = least.min(product);
      most = most.max(product);
    }
    return new Enclosure(least.round(down(digits)), most.round(up(digits)), digits);
  }

  /**
   * 1 over the number.
   *
   * @throws ArithmeticException where 0 lies between the bounds
   */
  public Enclosure inverse() {
    if (low.signum() != high.signum() || low.signum() == 0) {
      throw new ArithmeticException("a division by what may be 0");
    }
    return new Enclosure(
        BigDecimal.ONE.divide(high, down(digits)), BigDecimal.ONE.divide(low, up(digits)), digits);
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException where the other may be 0
   */
  public Enclosure over(Enclosure other) {
    return times(other.inverse());
  }

  /** The quotient by 1 or more. */
  private Enclosure over(int whole) {
    BigDecimal divisor = BigDecimal.valueOf(whole);
    return new Enclosure(
        low.divide(divisor, down(digits)), high.divide(divisor, up(digits)), digits);
  }

  /**
   * The square root.
   *
   * @throws ArithmeticException where the number may be negative
   */
  public Enclosure sqrt() {
    BigDecimal under = low.sqrt(down(digits));
    BigDecimal over = high.sqrt(up(digits));
    // The library promises a result within one unit of the last place, not on which side.
    return new Enclosure(
        under.multiply(under).compareTo(low) > 0 ? under.subtract(under.ulp()) : under,
        over.multiply(over).compareTo(high) < 0 ? over.add(over.ulp()) : over,
        digits);
  }

  /**
   * The power of e.
   *
   * @throws ArithmeticException above 1,000,000
   */
  public Enclosure exp() {
    Enclosure least = exp(low);
    return low.compareTo(high) == 0 ? least : new Enclosure(least.low, exp(high).high, digits);
  }

  /**
   * The natural logarithm.
   *
   * @throws ArithmeticException where the number may be 0 or less
   */
  public Enclosure ln() {
    Enclosure least = ln(low);
    return low.compareTo(high) == 0 ? least : new Enclosure(least.low, ln(high).high, digits);
  }

  /** Taylor's series of the argument cut in halves, then squared as often. */
  private Enclosure exp(BigDecimal x) {
    if (x.compareTo(LEAST_EXPONENT) < 0) {
      return new Enclosure(BigDecimal.ZERO, TINY, digits);
    }
    if (x.compareTo(LEAST_EXPONENT.negate()) > 0) {
      throw new ArithmeticException("a power of e beyond all bounds");
    }
    int halves = 8 + x.toBigInteger().bitLength();
    int inner = digits + 10 + halves;
    BigDecimal pieces = new BigDecimal(BigInteger.ONE.shiftLeft(halves));
    Enclosure part =
        new Enclosure(x.divide(pieces, down(inner)), x.divide(pieces, up(inner)), inner);
    BigDecimal enough = new BigDecimal(BigInteger.ONE, inner);
    Enclosure term = of(1, inner);
    Enclosure sum = term;
    for (int n = 1; magnitude(term).compareTo(enough) > 0; n++) {
      term = term.times(part).over(n);
      sum = sum.plus(term);
    }
    // The terms shrink at least by half, so what is left is no more than the last one.
    BigDecimal rest = magnitude(term);
    sum = sum.plus(new Enclosure(rest.negate(), rest, inner));
    for (int i = 0; i < halves; i++) {
      sum = sum.times(sum);
    }
    return new Enclosure(sum.low.round(down(digits)), sum.high.round(up(digits)), digits);
  }

  /** A guess by doubles, then the series of ln(1 + u) of the small rest. */
  private Enclosure ln(BigDecimal y) {
    if (y.signum() <= 0) {
      throw new ArithmeticException("the logarithm of what may be 0");
    }
    int inner = digits + 10;
    int shift = y.precision() - y.scale();
    BigDecimal mantissa = y.scaleByPowerOfTen(-shift);
    Enclosure result = lnNearOne(mantissa, inner);
    if (shift != 0) {
      Enclosure ten = lnNearOne(new BigDecimal("0.1"), inner).negate();
      result = result.plus(ten.times(of(shift, inner)));
    }
    return new Enclosure(result.low.round(down(digits)), result.high.round(up(digits)), digits);
  }

  /** For numbers from 0.1 to 1. */
  private static Enclosure lnNearOne(BigDecimal y, int inner) {
    BigDecimal guess = BigDecimal.valueOf(Math.log(y.doubleValue()));
    Enclosure u = exact(y, inner).times(exact(guess.negate(), inner).exp()).minus(of(1, inner));
    BigDecimal enough = new BigDecimal(BigInteger.ONE, inner);
    Enclosure power = u;
    Enclosure sum = exact(guess, inner).plus(u);
    for (int n = 2; magnitude(power).compareTo(enough) > 0; n++) {
      power = power.times(u).negate();
      sum = sum.plus(power.over(n));
    }
    BigDecimal rest = magnitude(power);
    return sum.plus(new Enclosure(rest.negate(), rest, inner));
  }

  private static BigDecimal magnitude(Enclosure number) {
    return number.low.abs().max(number.high.abs());
  }

  private static MathContext down(int digits) {
    return new MathContext(digits, RoundingMode.FLOOR);
  }

  private static MathContext up(int digits) {
    return new MathContext(digits, RoundingMode.CEILING);
  }
}
