package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.transforms.release.exact.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdTest {
  /**
   * One person counts as so many units, so that the discrete Laplace comes close to the continuous
   * one, of which the known answers are.
   */
  private static final long UNITS = 1L << 30;

  /** An answer of google/differential-privacy's tests. */
  record Known(
      String kind,
      BigDecimal epsilon,
      Rational delta,
      BigDecimal threshold,
      BigInteger groups,
      BigDecimal tolerance) {}

  static List<Known> known() throws IOException {
    List<Known> all = new ArrayList<>();
    try (InputStream in =
        ThresholdTest.class.getResourceAsStream("laplace_partition_selection.json")) {
      for (JsonNode node : new ObjectMapper().readTree(in)) {
        String kind = node.get("kind").asText();
        boolean isThreshold = kind.equals("ThresholdTest");
        JsonNode threshold = node.get(isThreshold ? "expected_threshold" : "threshold");
        BigDecimal delta =
            new BigDecimal(node.get(isThreshold ? "delta" : "expected_delta").asText());
        if (!threshold.isNumber()) {
          continue; // infinite: a delta of 0 or 1, or an epsilon beyond doubles; we refuse those
        }
        BigDecimal expected = isThreshold ? new BigDecimal(threshold.asText()) : delta;
        // Where the file has no tolerance, its numbers are written to about six digits.
        BigDecimal tolerance =
            node.has("tolerance")
                ? new BigDecimal(node.get("tolerance").asText())
                : expected.abs().multiply(new BigDecimal("1e-5")).max(new BigDecimal("1e-308"));
        all.add(
            new Known(
                kind,
                new BigDecimal(node.get("epsilon").asText()),
                Rational.of(delta),
                new BigDecimal(threshold.asText()),
                new BigInteger(node.get("max_partitions_contributed").asText()),
                tolerance));
      }
    }
    assertEquals(116, all.size());
    return all;
  }

  @ParameterizedTest
  @MethodSource("known")
  void agreesWithTheKnownAnswersOnAFineGrid(Known known) {
    Rational groups = Rational.of(known.groups());
    Noise noise = new DiscreteLaplace(groups.times(UNITS).over(Rational.of(known.epsilon())));
    if (known.kind().equals("ThresholdTest")) {
      BigInteger point = noise.upperPoint(known.delta().over(groups));
      BigDecimal actual =
          Rational.of(point).over(UNITS).plus(Rational.ONE).decimal(12, RoundingMode.CEILING);
      BigDecimal off = actual.subtract(known.threshold()).abs();
      // The file's thresholds are written to six digits, and ours steps by a unit.
      BigDecimal written = known.threshold().abs().multiply(new BigDecimal("1e-5"));
      BigDecimal most = known.tolerance().max(written).add(new BigDecimal("1e-5"));
      assertTrue(off.compareTo(most) <= 0, actual + " for " + known);
    } else {
      BigDecimal expected = known.delta().decimal(400, RoundingMode.HALF_EVEN);
      double actual = delta(noise, known);
      double off = Math.abs(actual - expected.doubleValue());
      assertTrue(off <= known.tolerance().doubleValue() + 1e-8 * actual, actual + " for " + known);
    }
  }

  /** 1 - (1 - P(one person is shown in one group))^groups. */
  private static double delta(Noise noise, Known known) {
    Rational distance = Rational.of(known.threshold()).minus(Rational.ONE);
    BigInteger point = distance.times(UNITS).floor();
    double one = noise.tail(point, 40).high().round(MathContext.DECIMAL64).doubleValue();
    return -Math.expm1(known.groups().doubleValue() * Math.log1p(-one));
  }

  /** What delta promises, at the whole numbers that we use. */
  @Test
  void aGroupOfOneIsSeenWithNoMoreThanItsPartOfDelta() {
    Rational delta = Rational.parse("1e-6");
    for (long groups : List.of(1L, 3L, 10L)) {
      for (Noise noise :
          List.of(
              DiscreteLaplace.of(Rational.of(1, 2), Sensitivity.spread(groups, 1)),
              DiscreteGaussian.of(Rational.of(1, 50), Sensitivity.spread(groups, 1)))) {
        Threshold threshold = Threshold.of(noise, delta, groups);
        BigInteger missing = threshold.least().subtract(BigInteger.ONE);
        assertTrue(NoiseTest.tailIsAtMost(noise, missing, delta.over(groups)), noise::toString);
        assertFalse(
            NoiseTest.tailIsAtMost(noise, missing.subtract(BigInteger.ONE), delta.over(groups)),
            noise::toString);
        assertTrue(threshold.shows(threshold.least()));
        assertFalse(threshold.shows(missing));
      }
    }
  }

  /** ln(5e5) / ln(3) above 1, by hand: q = 1/3, and q^m / (1 + q) at most 1e-6 from m = 13 on. */
  @Test
  void theThresholdOfLogThreeByHand() {
    Noise noise = new DiscreteLaplace(Rational.ONE.over(Rational.parse("1.09861228866810969140")));
    assertEquals(
        new Threshold(BigInteger.valueOf(14)), Threshold.of(noise, Rational.parse("1e-6"), 1));
  }
}
