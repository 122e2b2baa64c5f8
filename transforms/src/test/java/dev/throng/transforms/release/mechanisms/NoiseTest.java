package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both distributions, against sums over their definitions. */
class NoiseTest {
  static List<Noise> noises() {
    return List.of(
        new DiscreteLaplace(Rational.of(1, 5)),
        new DiscreteLaplace(Rational.ONE),
        new DiscreteLaplace(Rational.of(7, 3)),
        new DiscreteLaplace(Rational.of(120)),
        new DiscreteGaussian(Rational.of(1, 10)),
        new DiscreteGaussian(Rational.of(1, 2)),
        new DiscreteGaussian(Rational.of(5, 2)),
        new DiscreteGaussian(Rational.of(17)),
        new DiscreteGaussian(Rational.of(850)),
        new DiscreteGaussian(Rational.of(2500)));
  }

  /** Unnormalized weight of a number, by doubles. */
  private static DoubleUnaryOperator weight(Noise noise) {
    if (noise instanceof DiscreteLaplace laplace) {
      double scale = value(laplace.scale());
      return x -> Math.exp(-Math.abs(x) / scale);
    }
    double twice = 2 * value(((DiscreteGaussian) noise).sigmaSquared());
    return x -> Math.exp(-x * x / twice);
  }

  private static double value(Rational number) {
    return number.numerator().doubleValue() / number.denominator().doubleValue();
  }

  /** Probabilities of -reach to reach. */
  private static double[] probabilities(Noise noise) {
    int reach = 8000;
    double[] all = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = weight(noise).applyAsDouble(i - reach);
      sum += all[i];
    }
    for (int i = 0; i < all.length; i++) {
      all[i] /= sum;
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("noises")
  void varianceIsThatOfTheDefinition(Noise noise) {
    double[] p = probabilities(noise);
    double variance = 0;
    for (int i = 0; i < p.length; i++) {
      double x = i - p.length / 2;
      variance += x * x * p[i];
    }
    Enclosure actual = noise.variance(20);
    assertEquals(1, actual.low().doubleValue() / variance, 1e-9);
    assertEquals(1, actual.high().doubleValue() / variance, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("noises")
  void tailsAreThoseOfTheDefinition(Noise noise) {
    double[] p = probabilities(noise);
    for (int from : List.of(-40, -3, -1, 0, 1, 2, 5, 40, 100)) {
      double tail = 0;
      for (int i = p.length - 1; i >= p.length / 2 + from; i--) {
        tail += p[i];
      }
      Enclosure actual = noise.tail(BigInteger.valueOf(from), 20);
      assertTrue(actual.high().doubleValue() >= tail * (1 - 1e-9) - 1e-300, from + " " + actual);
      assertTrue(actual.low().doubleValue() <= tail * (1 + 1e-9), from + " " + actual);
      boolean series = noise instanceof DiscreteGaussian g && value(g.sigmaSquared()) > 900;
      if (!series && tail > 1e-290) {
        assertEquals(1, actual.low().doubleValue() / tail, 1e-9, from + " " + actual);
        assertEquals(1, actual.high().doubleValue() / tail, 1e-9, from + " " + actual);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("noises")
  void marginsAreTheLeastThatHoldOftenEnough(Noise noise) {
    double[] p = probabilities(noise);
    Map<Confidence, Double> chances = Map.of(Confidence.P95, 0.95, Confidence.P97_5, 0.975);
    chances.forEach(
        (confidence, chance) -> {
          double held = p[p.length / 2];
          int margin = 0;
          while (held < chance) {
            margin++;
            held += 2 * p[p.length / 2 + margin];
          }
          assertEquals(BigInteger.valueOf(margin), noise.margin(confidence), confidence::toString);
        });
  }

  /** Above sigma 100 the margin comes from the normal distribution: at most one too wide. */
  @Test
  void marginsOfLargeGaussiansAreAtMostOneTooWide() {
    Noise noise = new DiscreteGaussian(Rational.of(160_001));
    double[] p = probabilities(noise);
    double held = p[p.length / 2];
    int margin = 0;
    while (held < 0.95) {
      margin++;
      held += 2 * p[p.length / 2 + margin];
    }
    int actual = noise.margin(Confidence.P95).intValueExact();
    assertTrue(actual == margin || actual == margin + 1, margin + " " + actual);
  }

  static boolean tailIsAtMost(Noise noise, BigInteger from, Rational probability) {
    return Rational.of(noise.tail(from, 40).high()).compareTo(probability) <= 0;
  }

  @ParameterizedTest
  @MethodSource("noises")
  void upperPointsAreTheLeastOfTheirTail(Noise noise) {
    for (String word : List.of("1e-9", "0.001", "0.3", "0.6", "0.99")) {
      Rational probability = Rational.parse(word);
      BigInteger point = noise.upperPoint(probability);
      assertTrue(tailIsAtMost(noise, point, probability));
      assertEquals(false, tailIsAtMost(noise, point.subtract(BigInteger.ONE), probability));
    }
    assertThrows(IllegalArgumentException.class, () -> noise.upperPoint(Rational.ONE));
    assertThrows(IllegalArgumentException.class, () -> noise.upperPoint(Rational.ZERO));
  }

  /**
   * Every sequence of bits up to a depth: each number has come with no more than its probability.
   */
  @ParameterizedTest
  @MethodSource("noises")
  void samplesHaveExactlyTheirProbabilitiesBitByBit(Noise noise) {
    BitTree<BigInteger> tree = BitTree.of(noise::sample, 17);
    double undecided = value(tree.undecided());
    double[] p = probabilities(noise);
    double decided = 0;
    for (Map.Entry<BigInteger, Rational> entry : tree.decided().entrySet()) {
      double truth = p[p.length / 2 + entry.getKey().intValueExact()];
      double part = value(entry.getValue());
      decided += part;
      assertTrue(part <= truth * (1 + 1e-9), entry.getKey() + ": " + part + " of " + truth);
      assertTrue(part + undecided >= truth, entry.getKey() + ": " + part + " of " + truth);
    }
    assertEquals(1, decided + undecided, 1e-12);
    for (BigInteger number : tree.decided().keySet()) {
      assertEquals(
          tree.decided().get(number), tree.decided().get(number.negate()), "not symmetrical");
    }
  }

  @Test
  void scalesFollowFromEpsilonAndSensitivity() {
    Sensitivity events = Sensitivity.spread(4, 10);
    assertEquals(
        new DiscreteLaplace(Rational.of(120)), DiscreteLaplace.of(Rational.of(1, 3), events));
    assertEquals(
        new DiscreteGaussian(Rational.of(2000)), DiscreteGaussian.of(Rational.of(1, 10), events));
    Sensitivity rolledUp = Sensitivity.gathered(4, 10);
    assertEquals(
        new DiscreteLaplace(Rational.of(120)), DiscreteLaplace.of(Rational.of(1, 3), rolledUp));
    assertEquals(
        new DiscreteGaussian(Rational.of(8000)), DiscreteGaussian.of(Rational.of(1, 10), rolledUp));
    assertThrows(IllegalArgumentException.class, () -> DiscreteLaplace.of(Rational.ZERO, events));
    assertThrows(IllegalArgumentException.class, () -> DiscreteGaussian.of(Rational.ZERO, events));
    assertThrows(IllegalArgumentException.class, () -> Sensitivity.spread(0, 10));
    assertThrows(IllegalArgumentException.class, () -> new DiscreteLaplace(Rational.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new DiscreteGaussian(Rational.of(-1)));
  }

  /**
   * The definition itself, number by number: moving the exact number by the sensitivity changes no
   * probability by more than e^epsilon. Known without a sample.
   */
  @Test
  void laplaceOfNeighboursIsWithinEpsilonAtEveryNumber() {
    Rational epsilon = Rational.of(3, 10);
    DiscreteLaplace noise = DiscreteLaplace.of(epsilon, Sensitivity.spread(1, 3));
    Rational bound = epsilon;
    for (int y = -50; y <= 50; y++) {
      // ln p(y) - ln p(y - 3) = (|y - 3| - |y|) / scale, exactly.
      Rational loss = Rational.of(Math.abs(y - 3) - Math.abs(y)).over(noise.scale());
      assertTrue(loss.abs().compareTo(bound) <= 0);
    }
    assertEquals(bound, Rational.of(3).over(noise.scale()));
  }
}
