package dev.throng.pipeline;

import dev.throng.pipeline.publish.Counts;
import java.util.Map;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What whoever operates a job over topics sees of it, as counters and gauges of Beam in the
 * namespace {@code throng}, which Flink reports. They are for alarms, and begin anew with each
 * start: what became of records is data (law 3), in {@code _counts}. None has a name or a label
 * that comes from an event.
 */
public final class OperationMetrics {
  /** The namespace of all. */
  public static final String NAMESPACE = "throng";

  /** What stands before a report's name among the warnings: events that came too late for it. */
  public static final String LATE = "late for ";

  private OperationMetrics() {}

  /** Counts what became of some records: by outcome, and by reason. */
  public static void outcomes(Counts counts) {
    add("records_read", counts.read());
    add("records_kept", counts.kept());
    byReason("dropped", counts.dropped());
    byReason("rejected", counts.rejected());
    long late = 0;
    long warned = 0;
    for (Map.Entry<String, Long> warning : counts.warnings().entrySet()) {
      if (warning.getKey().startsWith(LATE)) {
        late += warning.getValue();
      } else {
        warned += warning.getValue();
      }
    }
    add("records_late", late);
    add("records_warned", warned);
  }

  /** Counts a window that was released. */
  public static void released(long rows, long merged, long suppressed) {
    add("windows_released", 1);
    add("rows_released", rows);
    add("groups_merged", merged);
    add("groups_suppressed", suppressed);
  }

  /** Counts user agents, and those of them that were not remembered from before. */
  public static void agents(long asked, long anew) {
    add("agents_asked", asked);
    add("agents_read_anew", anew);
  }

  /** Counts partitions that a reader reads, once a start. */
  public static void partitionsRead(int count) {
    add("partitions_read", count);
  }

  /** Counts records of a topic that were deleted before they were read. */
  public static void recordsLost(long count) {
    add("records_lost", count);
  }

  /** Says how many partitions a topic has now. */
  public static void partitionsKnown(int count) {
    Metrics.gauge(NAMESPACE, "partitions_known").set(count);
  }

  /** The reasons are words of the program. */
  private static void byReason(String outcome, Map<String, Long> counts) {
    long all = 0;
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      all += each.getValue();
      add(outcome + "_" + each.getKey().replaceAll("[^a-z0-9]+", "_"), each.getValue());
    }
    add("records_" + outcome, all);
  }

  /** Adding nothing makes it known, so that an alarm sees a 0 and not a gap. */
  private static void add(String name, long count) {
    Metrics.counter(NAMESPACE, name).inc(count);
  }
}
