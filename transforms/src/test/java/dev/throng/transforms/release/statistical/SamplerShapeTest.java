package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.BitSource;
import dev.throng.transforms.release.mechanisms.DiscreteGaussian;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import dev.throng.transforms.release.mechanisms.Noise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samplers against the probabilities of their definitions; false-alarm rate 10^-4 a test. */
@Tag("statistical")
class SamplerShapeTest {
  private static final int DRAWS = 100_000;
  private static final double FALSE_ALARM = 1e-4;

  static List<Noise> noises() {
    return List.of(
        new DiscreteLaplace(Rational.of(1, 4)),
        new DiscreteLaplace(Rational.ONE),
        new DiscreteLaplace(Rational.of(22, 7)),
        new DiscreteLaplace(Rational.parse("0.91023922662683739361")),
        new DiscreteLaplace(Rational.of(120)),
        new DiscreteGaussian(Rational.of(1, 3)),
        new DiscreteGaussian(Rational.of(9, 4)),
        new DiscreteGaussian(Rational.of(100)),
        new DiscreteGaussian(Rational.parse("34567.891")));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void samplesHaveTheShapeOfTheDefinition(Noise noise) {
    double fit = fit(noise, bits -> noise.sample(bits).intValueExact());
    assertTrue(fit > FALSE_ALARM, noise + ": " + fit);
  }

  /** Broken samplers are seen, so that the test above is known to be able to fail. */
  @Test
  void aScaleThatIsThreePercentOffIsSeen() {
    Noise noise = new DiscreteLaplace(Rational.of(10));
    Noise other = new DiscreteLaplace(Rational.parse("9.7"));
    assertTrue(fit(noise, bits -> other.sample(bits).intValueExact()) < FALSE_ALARM);
  }

  @Test
  void aZeroThatComesTwiceAsOftenIsSeen() {
    Noise noise = new DiscreteLaplace(Rational.of(10));
    double fit =
        fit(
            noise,
            bits -> {
              int size = Math.abs(noise.sample(bits).intValueExact());
              return bits.next(1) == 1 ? size : -size;
            });
    assertTrue(fit > FALSE_ALARM);
    double broken =
        fit(
            noise,
            bits -> {
              int y = noise.sample(bits).intValueExact();
              return y == 1 && bits.next(3) == 0 ? 0 : y;
            });
    assertTrue(broken < FALSE_ALARM);
  }

  @Test
  void aGaussianInPlaceOfALaplaceIsSeen() {
    Noise noise = new DiscreteLaplace(Rational.of(10));
    Noise gaussian = new DiscreteGaussian(Rational.of(200));
    assertTrue(fit(noise, bits -> gaussian.sample(bits).intValueExact()) < FALSE_ALARM);
  }

  /** Neighbouring exact values have noise that is as good as independent. */
  @Test
  void drawsOfNeighbouringValuesAreUncorrelated() {
    Streams streams = new Streams("correlation");
    Noise noise = new DiscreteGaussian(Rational.of(100));
    double sum = 0;
    double last = noise.sample(streams.stream(0)).doubleValue();
    for (int i = 1; i <= DRAWS; i++) {
      double next = noise.sample(streams.stream(i)).doubleValue();
      sum += last * next;
      last = next;
    }
    // Standard deviation of the mean of products: 100 / sqrt(DRAWS); 4.5 of them is 7e-6.
    assertEquals(0, sum / DRAWS, 4.5 * 100 / Math.sqrt(DRAWS));
  }

  private static double fit(Noise noise, ToIntFunction<BitSource> sampler) {
    Streams streams = new Streams(noise.toString());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(sampler.applyAsInt(streams.stream(i)), 1, Integer::sum);
    }
    double deviation = Math.sqrt(noise.variance(20).high().doubleValue());
    int reach = 2 + (int) (8 * deviation);
    return ChiSquare.fit(counts, DRAWS, probabilities(noise), reach);
  }

  /** By the definitions, in doubles: good to 10^-12, where the test sees 10^-3. */
  private static IntToDoubleFunction probabilities(Noise noise) {
    if (noise instanceof DiscreteLaplace laplace) {
      double q = Math.exp(-1 / value(laplace.scale()));
      return x -> (1 - q) / (1 + q) * Math.pow(q, Math.abs(x));
    }
    double twice = 2 * value(((DiscreteGaussian) noise).sigmaSquared());
    double whole = 0;
    for (int x = -20_000; x <= 20_000; x++) {
      whole += Math.exp(-(double) x * x / twice);
    }
    double sum = whole;
    return x -> Math.exp(-(double) x * x / twice) / sum;
  }

  private static double value(Rational number) {
    return number.numerator().doubleValue() / number.denominator().doubleValue();
  }

  /** Known values: Q(1, x) = exp(-x); chi-square with 10 degrees above 18.307 is 5 %. */
  @Test
  void theTestItselfCalculatesRight() {
    assertEquals(Math.exp(-3.5), ChiSquare.upperGamma(1, 3.5), 1e-12);
    assertEquals(0.05, ChiSquare.upperGamma(5, 18.307 / 2), 1e-5);
    assertEquals(0.95, ChiSquare.upperGamma(5, 3.940 / 2), 1e-4);
    assertEquals(Math.exp(-40), ChiSquare.upperGamma(1, 40), 1e-26);
  }
}
