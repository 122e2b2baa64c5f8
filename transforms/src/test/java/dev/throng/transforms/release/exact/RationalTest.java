package dev.throng.transforms.release.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RationalTest {
  @Test
  void lowestTermsAndOneSign() {
    assertEquals(Rational.of(-1, 2), Rational.of(3, -6));
    assertEquals(new BigInteger("-1"), Rational.of(3, -6).numerator());
    assertEquals(Rational.ZERO, Rational.of(0, -7));
    assertEquals(BigInteger.ONE, Rational.of(0, -7).denominator());
    assertThrows(ArithmeticException.class, () -> Rational.of(1, 0));
  }

  @ParameterizedTest
  @CsvSource({"0.5,1/2", "1,1", "1e-9,1/1000000000", "-0.25,-1/4", "1.5E2,150", "0.10,1/10"})
  void decimalsAreReadExactly(String word, String fraction) {
    assertEquals(fraction, Rational.parse(word).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1/2", "NaN", "Infinity", ".5", "1.", "+1", "1e9999", "0x1p3", "1e-401"})
  void whatIsNoDecimalIsRefused(String word) {
    assertThrows(IllegalArgumentException.class, () -> Rational.parse(word));
  }

  @ParameterizedTest
  @CsvSource({"7,2,3,4", "-7,2,-4,-3", "6,2,3,3", "-6,2,-3,-3", "1,3,0,1", "-1,3,-1,0"})
  void floorAndCeil(long numerator, long denominator, long floor, long ceil) {
    Rational number = Rational.of(numerator, denominator);
    assertEquals(BigInteger.valueOf(floor), number.floor());
    assertEquals(BigInteger.valueOf(ceil), number.ceil());
  }

  /** The laws of a field, and agreement with decimals, over seeded random fractions. */
  @Test
  void calculatesAsFractionsDo() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      Rational a = Rational.of(random.nextInt(200) - 100, 1 + random.nextInt(50));
      Rational b = Rational.of(random.nextInt(200) - 100, 1 + random.nextInt(50));
      Rational c = Rational.of(random.nextInt(200) - 100, 1 + random.nextInt(50));
      assertEquals(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
      assertEquals(a, a.plus(b).minus(b));
      assertEquals(Integer.signum(a.compareTo(b)), a.minus(b).signum());
      if (b.signum() != 0) {
        assertEquals(a, a.times(b).over(b));
        double quotient = a.over(b).decimal(20, RoundingMode.HALF_EVEN).doubleValue();
        double expected =
            a.numerator().doubleValue()
                * b.denominator().doubleValue()
                / (a.denominator().doubleValue() * b.numerator().doubleValue());
        assertEquals(expected, quotient, 1e-9);
      }
      assertTrue(Rational.of(a.floor()).compareTo(a) <= 0);
      assertTrue(Rational.of(a.floor()).plus(Rational.ONE).compareTo(a) > 0);
    }
  }

  @Test
  void decimalsRoundAsTheyAreTold() {
    assertEquals(new BigDecimal("0.33"), Rational.of(1, 3).decimal(2, RoundingMode.FLOOR));
    assertEquals(new BigDecimal("0.34"), Rational.of(1, 3).decimal(2, RoundingMode.CEILING));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25,0.25",
    "30,30",
    "0.000001,1e-6",
    "1.23456e-9,1.235e-9",
    "123456789,123500000",
    "0,0",
    "-0.5,-0.5",
    "1e12,1e12",
    "0.001,0.001",
    "0.00012,1.2e-4"
  })
  void textForPeople(String word, String text) {
    assertEquals(text, Rational.parse(word).text(4, RoundingMode.CEILING));
  }
}
