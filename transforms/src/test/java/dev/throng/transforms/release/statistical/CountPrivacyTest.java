package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.DiscreteGaussian;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import dev.throng.transforms.release.mechanisms.Noise;
import dev.throng.transforms.release.mechanisms.Sensitivity;
import dev.throng.transforms.release.mechanisms.Zcdp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of google/differential-privacy for counts: two exact counts that one person makes
 * different, and the epsilon and delta between whose noisy versions must lie. Once by the
 * probabilities of the definitions; and once by samples, over the events "at least so much" and "at
 * most so much", which tell such distributions apart best. How far all frequencies of such events
 * may be off at once is bounded by Dvoretzky, Kiefer and Wolfowitz (with Massart's constant);
 * false-alarm rate 10^-4 a case.
 */
@Tag("statistical")
class CountPrivacyTest {
  private static final int DRAWS = 8_000;

  /** For each of two samples half of the false alarms. */
  private static final double OFF = Math.sqrt(Math.log(2 / 0.5e-4) / (2 * DRAWS));

  static List<Map<String, List<String>>> cases() {
    List<Map<String, List<String>>> cases =
        ProtoCases.read("count_dp_test_cases.textproto", "count_dp_test_case");
    assertEquals(36, cases.size());
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesOfNeighboursAreWithinEpsilonAndDelta(Map<String, List<String>> fields) {
    double delta = value(number(fields, "dp_test_parameters.delta"));
    double exact = exactDelta(fields, noise(fields));
    assertTrue(exact <= delta + 1e-12, fields.get("name") + ": " + exact);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void samplesOfNeighboursAreWithinEpsilonAndDelta(Map<String, List<String>> fields) {
    double excess = excess(fields, noise(fields));
    assertTrue(excess <= 0, fields.get("name") + " exceeds by " + excess);
  }

  /** Half of the noise leaks more than delta in every case. */
  @ParameterizedTest
  @MethodSource("cases")
  void halfTheNoiseIsTooLittle(Map<String, List<String>> fields) {
    double delta = value(number(fields, "dp_test_parameters.delta"));
    assertTrue(exactDelta(fields, half(fields)) > delta + 1e-12, fields.get("name")::toString);
  }

  /** And where the leak is large enough for samples to show, they do. */
  @Test
  void samplesSeeHalfTheNoise() {
    int seen = 0;
    for (Map<String, List<String>> fields : cases()) {
      boolean isLaplace = noise(fields) instanceof DiscreteLaplace;
      if (isLaplace && value(number(fields, "dp_test_parameters.epsilon")) > 1) {
        assertTrue(excess(fields, half(fields)) > 0, fields.get("name")::toString);
        seen++;
      }
    }
    assertEquals(12, seen);
  }

  private static Noise half(Map<String, List<String>> fields) {
    Noise noise = noise(fields);
    return noise instanceof DiscreteLaplace laplace
        ? new DiscreteLaplace(laplace.scale().over(2))
        : new DiscreteGaussian(((DiscreteGaussian) noise).sigmaSquared().over(4));
  }

  private static Noise noise(Map<String, List<String>> fields) {
    String sampling = "count_sampling_parameters.";
    Sensitivity sensitivity =
        Sensitivity.spread(
            number(fields, sampling + "max_partitions_contributed").numerator().longValueExact(),
            1);
    Rational epsilon = number(fields, sampling + "epsilon");
    return fields.get(sampling + "noise_type").get(0).equals("LAPLACE")
        ? DiscreteLaplace.of(epsilon, sensitivity)
        : DiscreteGaussian.of(Zcdp.rho(epsilon, number(fields, sampling + "delta")), sensitivity);
  }

  /** The sum over all numbers of what their probability exceeds e^epsilon times the other's. */
  private static double exactDelta(Map<String, List<String>> fields, Noise noise) {
    int distance =
        Math.toIntExact(
            sum(fields, "count_sampling_parameters.neighbour_raw_increment_by")
                - sum(fields, "count_sampling_parameters.raw_increment_by"));
    double factor = Math.exp(value(number(fields, "dp_test_parameters.epsilon")));
    int reach = distance + (int) (40 * Math.sqrt(noise.variance(20).high().doubleValue())) + 2;
    double whole = 0;
    double leak = 0;
    for (int x = -reach; x <= reach; x++) {
      double probability = weight(noise, x);
      whole += probability;
      // Doubles err by a part in 10^14: where the two are equal there is no leak.
      double excess = probability - factor * weight(noise, x + distance);
      leak += excess > 1e-12 * probability ? excess : 0;
    }
    return leak / whole;
  }

  private static double weight(Noise noise, double x) {
    return noise instanceof DiscreteLaplace laplace
        ? Math.exp(-Math.abs(x) / value(laplace.scale()))
        : Math.exp(-x * x / (2 * value(((DiscreteGaussian) noise).sigmaSquared())));
  }

  /** How much the delta that samples show is above what delta and chance allow. */
  private static double excess(Map<String, List<String>> fields, Noise noise) {
    String name = fields.get("name").get(0);
    long[] ours =
        samples(
            noise,
            sum(fields, "count_sampling_parameters.raw_increment_by"),
            new Streams(name + " one"));
    long[] theirs =
        samples(
            noise,
            sum(fields, "count_sampling_parameters.neighbour_raw_increment_by"),
            new Streams(name + " other"));
    double factor = Math.exp(value(number(fields, "dp_test_parameters.epsilon")));
    double allowed = value(number(fields, "dp_test_parameters.delta")) + (1 + factor) * OFF;
    double most = 0;
    for (long cut : ours) {
      double below = atMost(ours, cut);
      double theirsBelow = atMost(theirs, cut);
      most = Math.max(most, below - factor * theirsBelow);
      most = Math.max(most, theirsBelow - factor * below);
      most = Math.max(most, 1 - below - factor * (1 - theirsBelow));
      most = Math.max(most, 1 - theirsBelow - factor * (1 - below));
    }
    return most - allowed;
  }

  private static double atMost(long[] sorted, long cut) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= cut) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (double) low / sorted.length;
  }

  private static long[] samples(Noise noise, long exact, Streams streams) {
    long[] samples = new long[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      samples[i] = exact + noise.sample(streams.stream(i)).longValueExact();
    }
    Arrays.sort(samples);
    return samples;
  }

  private static long sum(Map<String, List<String>> fields, String name) {
    long sum = 0;
    for (String list : fields.getOrDefault(name, List.of())) {
      for (String word : list.replaceAll("[\\[\\]\\s]", "").split(",", -1)) {
        sum += word.isEmpty() ? 0 : Long.parseLong(word);
      }
    }
    return sum;
  }

  private static Rational number(Map<String, List<String>> fields, String name) {
    return Rational.parse(fields.get(name).get(0));
  }

  private static double value(Rational number) {
    return number.numerator().doubleValue() / number.denominator().doubleValue();
  }
}
