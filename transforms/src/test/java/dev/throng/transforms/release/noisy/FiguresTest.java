package dev.throng.transforms.release.noisy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final DiscreteLaplace NOISE = new DiscreteLaplace(Rational.ONE);
  private static final NoisedQuantity COUNT = quantity(0, true, "7", 10, 20);
  private static final NoisedQuantity AMOUNT = quantity(4, false, "20000", 30_000, 40_000);

  private static NoisedQuantity quantity(
      int decimals, boolean nonNegative, String error, long margin, long wider) {
    return new NoisedQuantity(
        "q",
        decimals,
        nonNegative,
        NOISE,
        new BigDecimal(error),
        BigInteger.valueOf(margin),
        BigInteger.valueOf(wider));
  }

  private static List<String> total(NoisedQuantity noised, long draw, long value) {
    return Figures.total(noised, BigInteger.valueOf(draw), BigInteger.valueOf(value));
  }

  @Test
  void totalsHaveTheIntervalOfTheirDraw() {
    assertEquals(List.of("100", "7.0000", "90", "110", "100"), total(COUNT, 100, 100));
    assertEquals(List.of("4", "7.0000", "0", "14", "4"), total(COUNT, 4, 4));
  }

  @Test
  void theIntervalHoldsTheValueAndNothingBelowZero() {
    assertEquals(List.of("0", "7.0000", "0", "0", "-30"), total(COUNT, -30, 0));
    assertEquals(List.of("0", "7.0000", "0", "5", "-5"), total(COUNT, -5, 0));
    assertEquals(List.of("0", "7.0000", "0", "25", "15"), total(COUNT, 15, 0));
    assertEquals(List.of("2", "7.0000", "2", "25", "15"), total(COUNT, 15, 2));
  }

  @Test
  void amountsHaveFourDecimalsAndMayBeNegative() {
    assertEquals(
        List.of("-1.5000", "2.0000", "-4.5000", "1.5000", "-1.5000"),
        total(AMOUNT, -15_000, -15_000));
  }

  private static List<String> quotient(
      boolean part, NoisedQuantity over, long n, NoisedQuantity under, long d) {
    return Figures.quotient(part, over, BigInteger.valueOf(n), under, BigInteger.valueOf(d));
  }

  /** 50 of 200, each within 20: from 30/220 to 70/180; the error is 7 sqrt(1 + 1/16) / 200. */
  @Test
  void ratesAreNoisyNumeratorOverNoisyDenominator() {
    assertEquals(
        List.of("0.250000", "0.036078", "0.136363", "0.388889"),
        quotient(true, COUNT, 50, COUNT, 200));
    assertEquals(
        List.of("0.250000", "0.036078", "0.136363", "0.388889"),
        quotient(false, COUNT, 50, COUNT, 200));
  }

  @Test
  void ratesOfPartsStayBetweenZeroAndOne() {
    assertEquals(
        List.of("1.000000", "0.109344", "0.833333", "1.000000"),
        quotient(true, COUNT, 120, COUNT, 100));
    assertEquals("0.000000", quotient(true, COUNT, -5, COUNT, 100).get(0));
    assertEquals("1.200000", quotient(false, COUNT, 120, COUNT, 100).get(0));
    assertEquals("0.000000", quotient(false, COUNT, -5, COUNT, 100).get(0));
  }

  /** An amount of -2.5000 within 4.0000 over 200 within 20: -6.5/180 to 1.5/180. */
  @Test
  void meansMayBeNegative() {
    assertEquals(
        List.of("-0.012500", "0.010010", "-0.036112", "0.008334"),
        quotient(false, AMOUNT, -25_000, COUNT, 200));
    // Wholly below 0: -10.5/180 to -2.5/220.
    List<String> below = quotient(false, AMOUNT, -65_000, COUNT, 200);
    assertEquals("-0.058334", below.get(2));
    assertEquals("-0.011363", below.get(3));
  }

  @Test
  void whatMayBeDividedByNothingHasNoBound() {
    assertEquals(
        Arrays.asList("4.166667", "2.499576", "0.937500", null),
        quotient(false, COUNT, 50, COUNT, 12));
    assertEquals(
        Arrays.asList(null, null, "0.000000", "1.000000"), quotient(true, COUNT, 5, COUNT, -3));
    assertEquals(Arrays.asList(null, null, null, null), quotient(false, AMOUNT, 5, COUNT, -30));
    assertEquals(Arrays.asList(null, null, "0.000000", null), quotient(false, COUNT, 5, COUNT, 0));
  }
}
