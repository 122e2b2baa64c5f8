package dev.throng.transforms.release.statistical;

import dev.throng.schemas.ReleasedAggregate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * An attacker who knows everything but whether one person is in the data, and who sees releases
 * with and without them under very many keys. Whatever number the attacker makes of a table, its
 * distributions must be within e^epsilon, plus delta, for every cut. How far the frequencies of all
 * cuts may be off at once is bounded by Dvoretzky, Kiefer and Wolfowitz (with Massart's constant),
 * so that a sound release is accused with a probability of 10^-4 a number.
 *
 * @param epsilon what is promised
 * @param delta what is promised
 * @param keys how many releases of each the attacker sees
 */
record Attack(double epsilon, double delta, int keys) {
  /** A release of what people did, under a key: rows are person, group, events, price. */
  @FunctionalInterface
  interface Release {
    List<ReleasedAggregate> of(List<long[]> rows, byte[] key);
  }

  /** By how much each number tells more than is allowed; at most 0 for a sound release. */
  Map<String, Double> on(
      Release release,
      List<long[]> without,
      List<long[]> with,
      Map<String, ToDoubleFunction<List<ReleasedAggregate>>> views) {
    Map<String, double[]> ours = new HashMap<>();
    Map<String, double[]> theirs = new HashMap<>();
    for (String view : views.keySet()) {
      ours.put(view, new double[keys]);
      theirs.put(view, new double[keys]);
    }
    for (int i = 0; i < keys; i++) {
      int at = i;
      List<ReleasedAggregate> less = release.of(without, key(2 * i));
      List<ReleasedAggregate> more = release.of(with, key(2 * i + 1));
      views.forEach((name, view) -> ours.get(name)[at] = view.applyAsDouble(less));
      views.forEach((name, view) -> theirs.get(name)[at] = view.applyAsDouble(more));
    }
    Map<String, Double> excesses = new TreeMap<>();
    views.keySet().forEach(name -> excesses.put(name, excess(ours.get(name), theirs.get(name))));
    return excesses;
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(32).putInt(number).array();
  }

  private double excess(double[] ours, double[] theirs) {
    Arrays.sort(ours);
    Arrays.sort(theirs);
    double factor = Math.exp(epsilon);
    // For each of two samples half of the false alarms.
    double off = Math.sqrt(Math.log(2 / 0.5e-4) / (2 * keys));
    double most = 0;
    for (double[] cuts : List.of(ours, theirs)) {
      for (double cut : cuts) {
        double p = atMost(ours, cut);
        double q = atMost(theirs, cut);
        most = Math.max(most, Math.max(p - factor * q, q - factor * p));
        most = Math.max(most, Math.max(1 - p - factor * (1 - q), 1 - q - factor * (1 - p)));
      }
    }
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
