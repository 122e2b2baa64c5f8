package dev.throng.transforms.release.statistical;

import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Pearson's chi-square test of whole numbers against exact probabilities. */
final class ChiSquare {
  /** A bin expects at least that many. */
  private static final double LEAST_EXPECTED = 10;

  private ChiSquare() {}

  /**
   * The probability that a sample of the distribution fits worse than this one.
   *
   * @param counts how often each number came
   * @param draws how many numbers were drawn
   * @param probability of each number
   * @param reach numbers beyond it, to either side, are one bin
   */
  static double fit(
      Map<Integer, Integer> counts, int draws, IntToDoubleFunction probability, int reach) {
    double statistic = 0;
    int bins = 0;
    double expected = 0;
    double observed = 0;
    double expectedInside = 0;
    double observedInside = 0;
    for (int x = -reach; x <= reach; x++) {
      expected += draws * probability.applyAsDouble(x);
      observed += counts.getOrDefault(x, 0);
      if (expected >= LEAST_EXPECTED) {
        statistic += (observed - expected) * (observed - expected) / expected;
        bins++;
        expectedInside += expected;
        observedInside += observed;
        expected = 0;
        observed = 0;
      }
    }
    double rest = draws - expectedInside;
    double restObserved = draws - observedInside;
    if (rest >= 1) {
      statistic += (restObserved - rest) * (restObserved - rest) / rest;
      bins++;
    } else if (restObserved > 20) {
      return 0;
    }
    return upperGamma((bins - 1) / 2.0, statistic / 2);
  }

  /** Q(a, x), the regularized upper incomplete gamma function (Abramowitz and Stegun 6.5). */
  static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double scale = Math.exp(a * Math.log(x) - x - lnGamma(a));
    if (x < a + 1) {
      double term = 1 / a;
      double sum = term;
      for (double n = a + 1; term > sum * 1e-16; n++) {
        term *= x / n;
        sum += term;
      }
      return 1 - sum * scale;
    }
    // The continued fraction 6.5.31, by Lentz's method.
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double fraction = d;
    for (int n = 1; n < 10_000; n++) {
      double factor = n * (a - n);
      b += 2;
      d = 1 / (factor * d + b);
      c = b + factor / c;
      fraction *= c * d;
      if (Math.abs(c * d - 1) < 1e-15) {
        break;
      }
    }
    return fraction * scale;
  }

  /** Stirling's series (Abramowitz and Stegun 6.1.41), after shifting the argument above 20. */
  private static double lnGamma(double x) {
    double shift = 0;
    double y = x;
    while (y < 20) {
      shift += Math.log(y);
      y++;
    }
    double squared = y * y;
    return (y - 0.5) * Math.log(y)
        - y
        + Math.log(2 * Math.PI) / 2
        + (1 / 12.0 - (1 / 360.0 - 1 / 1260.0 / squared) / squared) / y
        - shift;
  }
}
