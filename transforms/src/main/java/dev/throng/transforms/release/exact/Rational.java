package dev.throng.transforms.release.exact;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact fraction, in lowest terms with a positive denominator. Immutable.
 *
 * @param numerator any whole number
 * @param denominator 1 or more
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational>, Serializable {
  /** 0. */
  public static final Rational ZERO = of(0);

  /** 1. */
  public static final Rational ONE = of(1);

  private static final int MOST_DIGITS = 400;

  /**
   * Brings the fraction to lowest terms.
   *
   * @throws ArithmeticException where the denominator is 0
   */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction over 0");
    }
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    if (!common.equals(BigInteger.ONE)) {
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
  }

  /** A whole number. */
  public static Rational of(long number) {
    return of(BigInteger.valueOf(number));
  }

  /** A whole number. */
  public static Rational of(BigInteger number) {
    return new Rational(number, BigInteger.ONE);
  }

  /** A fraction of whole numbers. */
  public static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** A decimal number, exactly. */
  public static Rational of(BigDecimal number) {
    return number.scale() > 0
        ? new Rational(number.unscaledValue(), BigInteger.TEN.pow(number.scale()))
        : of(number.toBigIntegerExact());
  }

  /**
   * A decimal number as settings write it, exactly: {@code 1.5}, {@code 1e-9}.
   *
   * @throws IllegalArgumentException where it is none, or has more than 400 digits or places
   */
  public static Rational parse(String word) {
    if (word.length() <= MOST_DIGITS && word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
      BigDecimal number = new BigDecimal(word);
      if (Math.abs((long) number.scale()) <= MOST_DIGITS) {
        return of(number);
      }
    }
    throw new IllegalArgumentException(
        "must be a decimal number such as 0.5 or 1e-9, not '" + word + "'");
  }

  /** The sum. */
  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The difference. */
  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  /** The number on the other side of 0. */
  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  /** The product. */
  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The product. */
  public Rational times(long other) {
    return times(of(other));
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException where the other is 0
   */
  public Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** The quotient. */
  public Rational over(long other) {
    return over(of(other));
  }

  /** The product with itself. */
  public Rational squared() {
    return times(this);
  }

  /** The distance from 0. */
  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** -1, 0 or 1. */
  public int signum() {
    return numerator.signum();
  }

  /** The largest whole number that is not above. */
  public BigInteger floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** The smallest whole number that is not below. */
  public BigInteger ceil() {
    return negate().floor().negate();
  }

  /** The smaller one. */
  public Rational min(Rational other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The larger one. */
  public Rational max(Rational other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** As a decimal with that many places. */
  public BigDecimal decimal(int places, RoundingMode rounding) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), places, rounding);
  }

  /** For people: so many significant digits, as in {@code 0.25}, {@code 30} or {@code 1.5e-9}. */
  public String text(int digits, RoundingMode rounding) {
    MathContext context = new MathContext(digits, rounding);
    BigDecimal rounded =
        new BigDecimal(numerator).divide(new BigDecimal(denominator), context).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.signum() == 0 || (exponent > -4 && exponent < 9)
        ? rounded.toPlainString()
        : rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
