package dev.throng.pipeline.statistical;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * By how much two samples of the same figures, of data with and without somebody, are further apart
 * than epsilon and delta allow: for each figure over all cuts "at most so much", and both ways. How
 * far the frequencies of all cuts may be off by chance at once is bounded by Dvoretzky, Kiefer and
 * Wolfowitz (with Massart's constant): a sound release is accused with a probability of 10^-4 a
 * figure.
 *
 * @param epsilon what is promised
 * @param delta what is promised
 * @param draws how many releases of each are looked at
 */
record Suspicion(double epsilon, double delta, int draws) {

  /**
   * The most that any figure tells beyond what is allowed; at most 0 for a sound release.
   *
   * @param without figures of a release of the data without them, by number
   * @param with the same of the data with them
   */
  double of(IntFunction<double[]> without, IntFunction<double[]> with) {
    double[][] ours = columns(without);
    double[][] theirs = columns(with);
    double most = Double.NEGATIVE_INFINITY;
    for (int figure = 0; figure < ours.length; figure++) {
      most = Math.max(most, excess(ours[figure], theirs[figure]));
    }
    return most;
  }

  private double[][] columns(IntFunction<double[]> releases) {
    double[][] columns = new double[releases.apply(0).length][draws];
    for (int draw = 0; draw < draws; draw++) {
      double[] figures = releases.apply(draw);
      for (int figure = 0; figure < columns.length; figure++) {
        columns[figure][draw] = figures[figure];
      }
    }
    for (double[] column : columns) {
      Arrays.sort(column);
    }
    return columns;
  }

  private double excess(double[] ours, double[] theirs) {
    double factor = Math.exp(epsilon);
    double most = 0;
    for (double[] cuts : List.of(ours, theirs)) {
      for (double cut : cuts) {
        double p = atMost(ours, cut);
        double q = atMost(theirs, cut);
        most = Math.max(most, Math.max(p - factor * q, q - factor * p));
        most = Math.max(most, Math.max(1 - p - factor * (1 - q), 1 - q - factor * (1 - p)));
      }
    }
    // For each of two samples half of the false alarms.
    double off = Math.sqrt(Math.log(2 / 0.5e-4) / (2.0 * draws));
    return most - delta - (1 + factor) * off;
  }

  private static double atMost(double[] sorted, double cut) {
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
}
