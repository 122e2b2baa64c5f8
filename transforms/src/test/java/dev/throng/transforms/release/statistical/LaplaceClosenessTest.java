package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import dev.throng.transforms.release.mechanisms.Noise;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The closeness cases of google/differential-privacy: epsilon and sensitivities must give Laplace
 * noise of the stated mean and variance. Ours is discrete, in units of the case's granularity; it
 * is held against the continuous distribution by the test of Kolmogorov and Smirnov, with a unit's
 * half allowed for. False-alarm rate 10^-4 a case.
 */
@Tag("statistical")
class LaplaceClosenessTest {
  /** sqrt(-ln(10^-4 / 2) / 2). */
  private static final double CRITICAL = 2.2253;

  static List<Map<String, List<String>>> cases() {
    List<Map<String, List<String>>> cases =
        ProtoCases.read(
            "laplace_closeness_test_cases.textproto", "distribution_closeness_test_case");
    assertEquals(19, cases.size());
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noiseHasTheStatedShape(Map<String, List<String>> fields) {
    double distance = distance(fields, Rational.ONE, 50_000);
    assertTrue(distance <= 1, fields.get("name") + ": " + distance);
  }

  /** The file's own measure of what must be told apart: a variance that differs by 6.25 %. */
  @Test
  void aVarianceThatIsOffIsSeen() {
    Rational wider = Rational.parse("1.0308"); // its square is 1.0625
    assertTrue(distance(cases().get(0), wider, 500_000) > 1);
  }

  /** The largest distance of the distributions as a multiple of what is allowed. */
  private static double distance(Map<String, List<String>> fields, Rational factor, int draws) {
    Rational unit = number(fields, "closeness_test_parameters.granularity");
    Rational l1 =
        number(fields, "noise_sampling_parameters.l0_sensitivity")
            .times(number(fields, "noise_sampling_parameters.linf_sensitivity"));
    Rational epsilon = number(fields, "noise_sampling_parameters.epsilon");
    Noise noise = new DiscreteLaplace(l1.over(epsilon).over(unit).times(factor));
    Streams streams = new Streams(fields.get("name").get(0));
    double step = value(unit);
    double mean = value(number(fields, "closeness_test_parameters.mean"));
    double raw = value(number(fields, "noise_sampling_parameters.raw_input"));
    double scale = Math.sqrt(value(number(fields, "closeness_test_parameters.variance")) / 2);
    double[] samples = new double[draws];
    for (int i = 0; i < draws; i++) {
      samples[i] = raw + noise.sample(streams.stream(i)).doubleValue() * step;
    }
    Arrays.sort(samples);
    double most = 0;
    for (int i = 0; i < draws; i++) {
      if (i + 1 == draws || samples[i + 1] > samples[i]) {
        double expected = cumulative((samples[i] + step / 2 - mean) / scale);
        most = Math.max(most, Math.abs((i + 1.0) / draws - expected));
      }
    }
    return most / (CRITICAL / Math.sqrt(draws) + step / scale * step / scale / 24);
  }

  private static double cumulative(double x) {
    return x < 0 ? Math.exp(x) / 2 : 1 - Math.exp(-x) / 2;
  }

  private static Rational number(Map<String, List<String>> fields, String name) {
    return Rational.parse(fields.get(name).get(0));
  }

  private static double value(Rational number) {
    return number.decimal(40, RoundingMode.HALF_EVEN).doubleValue();
  }
}
