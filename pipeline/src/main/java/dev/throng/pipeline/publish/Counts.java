package dev.throng.pipeline.publish;

import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
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
 */
public record Counts(
    long read, long kept, TreeMap<String, Long> dropped, TreeMap<String, Long> rejected)
    implements Serializable {

  /**
   * @throws IllegalArgumentException unless {@code read = kept + all dropped + all rejected}
   */
  public Counts {
    dropped = new TreeMap<>(dropped);
    rejected = new TreeMap<>(rejected);
    if (read != kept + sum(dropped) + sum(rejected)) {
      throw new IllegalArgumentException(
          "Records read are not those kept, dropped and rejected together.");
    }
  }

  /** Of nothing read. */
  public static Counts none() {
    return new Counts(0, 0, new TreeMap<>(), new TreeMap<>());
  }

  /** These and {@code other} together. */
  public Counts plus(Counts other) {
    TreeMap<String, Long> allDropped = new TreeMap<>(dropped);
    TreeMap<String, Long> allRejected = new TreeMap<>(rejected);
    other.dropped.forEach((reason, count) -> allDropped.merge(reason, count, Long::sum));
    other.rejected.forEach((reason, count) -> allRejected.merge(reason, count, Long::sum));
    return new Counts(read + other.read, kept + other.kept, allDropped, allRejected);
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
