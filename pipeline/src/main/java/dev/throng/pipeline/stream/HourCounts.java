package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.Counts;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of records, by the hour in which they happened (law 3); what says a time that no
 * event may have is counted at 1970, so that nobody makes hours without end. For one thread.
 */
final class HourCounts {
  private static final long HOUR = 3_600_000;

  private final @Nullable Reach reach;
  private final Map<Long, Hour> hours = new HashMap<>();
  private long lastHour = Long.MIN_VALUE;
  private Hour last = new Hour();

  private static final class Hour {
    private long read;
    private long kept;
    private final Map<String, Long> dropped = new HashMap<>();
    private final Map<String, Long> rejected = new HashMap<>();
    private final Map<String, Long> warnings = new HashMap<>();
  }

  /** Of events that were taken. */
  HourCounts() {
    reach = null;
  }

  /** Of records of any time. */
  HourCounts(Reach reach) {
    this.reach = reach;
  }

  /** One may serve a purpose. */
  void keep(long time) {
    Hour hour = hour(time);
    hour.read++;
    hour.kept++;
  }

  /** One may not be used. */
  void drop(long time, DropReason reason) {
    Hour hour = hour(time);
    hour.read++;
    hour.dropped.merge(reason.label(), 1L, Long::sum);
  }

  /** One could not be used. */
  void reject(long time, RejectReason reason) {
    Hour hour = hour(time);
    hour.read++;
    hour.rejected.merge(reason.label(), 1L, Long::sum);
  }

  /** Something was wrong with one whose outcome is counted elsewhere. */
  void warn(long time, String label) {
    hour(time).warnings.merge(label, 1L, Long::sum);
  }

  /** Gives all counts away, by the first instant of their hour, and begins anew. */
  void flush(BiConsumer<Long, Counts> out) {
    hours.forEach(
        (start, hour) ->
            out.accept(
                start,
                new Counts(
                    hour.read,
                    hour.kept,
                    new TreeMap<>(hour.dropped),
                    new TreeMap<>(hour.rejected),
                    new TreeMap<>(hour.warnings))));
    hours.clear();
    lastHour = Long.MIN_VALUE;
  }

  private Hour hour(long time) {
    long start = reach == null || reach.holds(time) ? Math.floorDiv(time, HOUR) * HOUR : 0;
    if (start != lastHour) {
      lastHour = start;
      last = hours.computeIfAbsent(start, first -> new Hour());
    }
    return last;
  }
}
