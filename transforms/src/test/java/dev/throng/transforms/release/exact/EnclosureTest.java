package dev.throng.transforms.release.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnclosureTest {
  /** Digits as published: e (OEIS A001113), ln 2 (A002162), ln 10 (A002392), sqrt 2 (A002193). */
  @Test
  void constantsLieBetweenTheBoundsAndTheBoundsAreClose() {
    holds(
        Enclosure.of(1, 60).exp(), "2.71828182845904523536028747135266249775724709369995957496696");
    holds(
        Enclosure.of(2, 60).ln(), "0.69314718055994530941723212145817656807550013436025525412068");
    holds(
        Enclosure.of(10, 60).ln(), "2.30258509299404568401799145468436420760110148862877297603332");
    holds(
        Enclosure.of(2, 60).sqrt(),
        "1.41421356237309504880168872420969807856967187537694807317667");
  }

  private static void holds(Enclosure number, String firstDigits) {
    BigDecimal cut = new BigDecimal(firstDigits);
    assertTrue(number.low().compareTo(cut.add(cut.ulp())) <= 0, number::toString);
    assertTrue(number.high().compareTo(cut) >= 0, number::toString);
    BigDecimal width = number.high().subtract(number.low());
    assertTrue(width.compareTo(new BigDecimal("1e-57")) < 0, number::toString);
  }

  @ParameterizedTest
  @CsvSource({"0.1", "-0.1", "17.3", "-45.5", "600", "-600", "1e-30", "-1e-300"})
  void expAgreesWithDoublesAndWithItsInverse(String word) {
    Rational x = Rational.parse(word);
    Enclosure power = Enclosure.of(x, 50).exp();
    double expected = Math.exp(Double.parseDouble(word));
    assertEquals(1, power.low().doubleValue() / expected, 1e-13);
    Enclosure one = power.times(Enclosure.of(x.negate(), 50).exp());
    assertTrue(
        one.low().compareTo(BigDecimal.ONE) <= 0 && one.high().compareTo(BigDecimal.ONE) >= 0);
    assertTrue(one.high().subtract(one.low()).compareTo(new BigDecimal("1e-45")) < 0);
  }

  /** Wide inputs: whatever number lies in them, its result lies in the result. */
  @Test
  void everyNumberBetweenTheBoundsStaysBetweenThem() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      BigDecimal a = BigDecimal.valueOf(random.nextInt(4000) - 2000, 2);
      BigDecimal b = BigDecimal.valueOf(random.nextInt(4000) - 2000, 2);
      Enclosure left = wide(a, random);
      Enclosure right = wide(b, random);
      assertTrue(inside(left.plus(right), a.add(b)));
      assertTrue(inside(left.minus(right), a.subtract(b)));
      assertTrue(inside(left.times(right), a.multiply(b)));
      if (right.low().signum() == right.high().signum() && b.signum() != 0) {
        assertTrue(inside(left.over(right), a.divide(b, new MathContext(40))));
      }
      assertTrue(inside(left.exp(), new BigDecimal(Math.exp(a.doubleValue()))));
      if (left.low().signum() > 0) {
        assertTrue(inside(left.ln(), new BigDecimal(Math.log(a.doubleValue()))));
        assertTrue(inside(left.sqrt(), new BigDecimal(Math.sqrt(a.doubleValue()))));
      }
    }
  }

  private static Enclosure wide(BigDecimal center, Random random) {
    BigDecimal below = BigDecimal.valueOf(1 + random.nextInt(50), 2);
    BigDecimal above = BigDecimal.valueOf(1 + random.nextInt(50), 2);
    return new Enclosure(center.subtract(below), center.add(above), 30);
  }

  private static boolean inside(Enclosure bounds, BigDecimal number) {
    return bounds.low().compareTo(number) <= 0 && bounds.high().compareTo(number) >= 0;
  }

  @Test
  void roundingGoesOutwards() {
    Enclosure third = Enclosure.of(Rational.of(1, 3), 5);
    assertEquals(new BigDecimal("0.33333"), third.low());
    assertEquals(new BigDecimal("0.33334"), third.high());
    Enclosure minus = Enclosure.of(Rational.of(-1, 3), 5);
    assertEquals(new BigDecimal("-0.33334"), minus.low());
    assertEquals(new BigDecimal("-0.33333"), minus.high());
    assertEquals(new BigDecimal("1.4142"), Enclosure.of(2, 5).sqrt().low());
    assertEquals(new BigDecimal("1.4143"), Enclosure.of(2, 5).sqrt().high());
  }

  @Test
  void comparesUntilItIsSure() {
    Rational nearly = Rational.ONE.plus(Rational.parse("1e-200"));
    assertEquals(-1, Enclosure.compare(digits -> Enclosure.of(1, digits), nearly));
    assertEquals(1, Enclosure.compare(digits -> Enclosure.of(nearly, digits), Rational.ONE));
    assertEquals(0, Enclosure.compare(digits -> Enclosure.of(1, digits), Rational.ONE));
    assertThrows(
        ArithmeticException.class,
        () -> Enclosure.compare(digits -> Enclosure.of(4, digits).ln().exp(), Rational.of(4)));
  }

  @Test
  void whatCannotBeSaidIsRefused() {
    Enclosure around = new Enclosure(BigDecimal.ONE.negate(), BigDecimal.ONE, 10);
    assertThrows(ArithmeticException.class, around::inverse);
    assertThrows(ArithmeticException.class, around::ln);
    assertThrows(ArithmeticException.class, around::sqrt);
    assertThrows(ArithmeticException.class, () -> Enclosure.of(2_000_000, 10).exp());
    assertThrows(
        IllegalArgumentException.class, () -> new Enclosure(BigDecimal.ONE, BigDecimal.ZERO, 10));
  }

  @Test
  void powersThatVanishAreBoundedFromAbove() {
    Enclosure nothing = Enclosure.of(-2_000_000, 10).exp();
    assertEquals(BigDecimal.ZERO, nothing.low());
    assertTrue(nothing.high().signum() > 0);
    assertTrue(nothing.high().compareTo(new BigDecimal("1e-1000")) < 0);
  }
}
