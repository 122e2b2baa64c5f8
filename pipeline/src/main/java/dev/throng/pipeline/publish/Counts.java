package dev.throng.pipeline.publish;

import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Warning;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of records (law 3).
 *
 * @param read how many there were
 * @param kept how many may serve at least one purpose
 * @param dropped how many may not be used, by {@link DropReason#label()}
 * @param rejected how many could not be used, by {@link RejectReason#label()}
 * @param warnings what was wrong with records whose outcome is counted above, by {@link
 *     Warning#label()}
 */
public record Counts(
    long read,
    long kept,
    TreeMap<String, Long> dropped,
    TreeMap<String, Long> rejected,
    TreeMap<String, Long> warnings)
    implements Serializable {

  /**
   * @throws IllegalArgumentException unless {@code read = kept + all dropped + all rejected}
   */
  public Counts {
    dropped = new TreeMap<>(dropped);
    rejected = new TreeMap<>(rejected);
    warnings = new TreeMap<>(warnings);
    if (read != kept + sum(dropped) + sum(rejected)) {
      throw new IllegalArgumentException(
          "Records read are not those kept, dropped and rejected together.");
    }
  }

  /** Of nothing read. */
  public static Counts none() {
    return new Counts(0, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** These and {@code other} together. */
  public Counts plus(Counts other) {
    return new Counts(
        read + other.read,
        kept + other.kept,
        both(dropped, other.dropped),
        both(rejected, other.rejected),
        both(warnings, other.warnings));
  }

  private static TreeMap<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
    TreeMap<String, Long> both = new TreeMap<>(one);
    other.forEach((label, count) -> both.merge(label, count, Long::sum));
    return both;
  }

  /** How many were rejected, whatever the reason. */
  public long allRejected() {
    return sum(rejected);
  }

  private static long sum(Map<String, Long> counts) {
    long sum = 0;
    for (long count : counts.values()) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }
}
