package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedGeometricTest {
  private static final MathContext DIGITS = new MathContext(80);

  /** The recurrence of the definition, step by step, in decimals of 80 digits. */
  private static List<BigDecimal> slowly(String epsilon, String delta) {
    BigDecimal e = Enclosure.of(Rational.parse(epsilon), 80).exp().low();
    BigDecimal d = new BigDecimal(delta);
    List<BigDecimal> all = new ArrayList<>(List.of(BigDecimal.ZERO));
    while (all.get(all.size() - 1).compareTo(BigDecimal.ONE) < 0) {
      BigDecimal last = all.get(all.size() - 1);
      BigDecimal grown = e.multiply(last, DIGITS).add(d);
      BigDecimal shrunk =
          BigDecimal.ONE.subtract(
              BigDecimal.ONE.subtract(last).subtract(d).divide(e, DIGITS), DIGITS);
      all.add(grown.min(shrunk).min(BigDecimal.ONE));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "1,1e-9",
    "0.1,1e-6",
    "1.0986122886681098,0.02",
    "3,1e-12",
    "0.02,1e-4",
    "0.5,0.3",
    "5,0.9"
  })
  void isTheRecurrenceOfTheDefinition(String epsilon, String delta) {
    TruncatedGeometric selection =
        new TruncatedGeometric(Rational.parse(epsilon), Rational.parse(delta));
    List<BigDecimal> slowly = slowly(epsilon, delta);
    for (int n = 0; n < slowly.size() + 3; n++) {
      BigDecimal expected = n < slowly.size() ? slowly.get(n) : BigDecimal.ONE;
      Enclosure actual = selection.probability(n, 40);
      BigDecimal off = new BigDecimal("1e-50");
      assertTrue(actual.low().subtract(off).compareTo(expected) <= 0, n + " " + actual);
      assertTrue(actual.high().add(off).compareTo(expected) >= 0, n + " " + actual);
      BigDecimal width = actual.high().subtract(actual.low());
      assertTrue(width.compareTo(new BigDecimal("1e-38")) < 0, n + " " + actual);
    }
    assertEquals(slowly.size() - 1, selection.peopleShown(Rational.ONE));
  }

  /** The definition: both inequalities between neighbouring sizes, for both answers. */
  @ParameterizedTest
  @CsvSource({"1,1e-9", "0.3,1e-5", "2,0.01"})
  void neighbouringSizesAreWithinEpsilonAndDelta(String epsilon, String delta) {
    TruncatedGeometric selection =
        new TruncatedGeometric(Rational.parse(epsilon), Rational.parse(delta));
    Enclosure e = Enclosure.of(Rational.parse(epsilon), 60).exp();
    Enclosure d = Enclosure.of(Rational.parse(delta), 60);
    Enclosure one = Enclosure.of(1, 60);
    boolean tight = false;
    for (long n = 0; n <= selection.peopleShown(Rational.ONE); n++) {
      Enclosure less = selection.probability(n, 50);
      Enclosure more = selection.probability(n + 1, 50);
      within(more, e.times(less).plus(d));
      within(less, e.times(more).plus(d));
      within(one.minus(less), e.times(one.minus(more)).plus(d));
      within(one.minus(more), e.times(one.minus(less)).plus(d));
      tight |=
          !isWithin(more, e.times(less).plus(d).times(Enclosure.of(Rational.parse("0.999"), 60)));
    }
    assertTrue(tight, "some probability should be as large as it may be");
  }

  private static void within(Enclosure number, Enclosure bound) {
    assertTrue(isWithin(number, bound), number + " above " + bound);
  }

  private static boolean isWithin(Enclosure number, Enclosure bound) {
    return number.low().compareTo(bound.high()) <= 0;
  }

  @Test
  void onePersonIsShownWithDeltaAndNobodyNever() {
    TruncatedGeometric selection = new TruncatedGeometric(Rational.ONE, Rational.of(1, 8));
    assertEquals(0, Enclosure.compare(digits -> selection.probability(0, digits), Rational.ZERO));
    BigDecimal one = selection.probability(1, 40).low();
    assertEquals(0.125, one.doubleValue(), 1e-15);
    assertFalse(selection.shows(0, count -> 0));
    assertFalse(selection.shows(-5, count -> 0));
    assertTrue(selection.shows(1, count -> 0));
    assertFalse(selection.shows(1, count -> (1L << count) - 1));
    assertTrue(selection.shows(1000, count -> (1L << count) - 1));
  }

  /** Bits right below and right above the probability. */
  @Test
  void decidesAtTheProbabilityItself() {
    TruncatedGeometric selection = new TruncatedGeometric(Rational.ONE, Rational.parse("1e-3"));
    Rational probability = Rational.of(selection.probability(4, 100).low());
    BigInteger cut = probability.times(Rational.of(BigInteger.ONE.shiftLeft(124))).floor();
    assertTrue(selection.shows(4, word(cut.subtract(BigInteger.ONE))));
    assertFalse(selection.shows(4, word(cut.add(BigInteger.ONE))));
  }

  private static BitSource word(BigInteger number) {
    int[] calls = {0};
    return count ->
        calls[0]++ == 0 ? number.shiftRight(62).longValue() : number.longValue() & ((1L << 62) - 1);
  }

  /** What the epsilon of a person costs where they stand in several groups. */
  @Test
  void moreGroupsPerPersonNeedLargerGroups() {
    Rational delta = Rational.parse("1e-9");
    Rational half = Rational.of(1, 2);
    long one = TruncatedGeometric.shared(Rational.ONE, delta, 1).peopleShown(half);
    long four = TruncatedGeometric.shared(Rational.ONE, delta, 4).peopleShown(half);
    assertEquals(21, one);
    assertTrue(four > 3.7 * one && four < 4.3 * one, four + " of " + one);
  }

  @Test
  void nonsenseIsRefused() {
    Rational tenth = Rational.of(1, 10);
    assertThrows(
        IllegalArgumentException.class, () -> new TruncatedGeometric(Rational.ZERO, tenth));
    assertThrows(
        IllegalArgumentException.class, () -> new TruncatedGeometric(Rational.of(1001), tenth));
    assertThrows(
        IllegalArgumentException.class, () -> new TruncatedGeometric(Rational.ONE, Rational.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new TruncatedGeometric(Rational.ONE, Rational.ONE));
  }
}
