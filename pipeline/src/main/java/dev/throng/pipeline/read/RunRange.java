package dev.throng.pipeline.read;

import dev.throng.pipeline.publish.Replaced;
import dev.throng.transforms.aggregate.Report;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The whole UTC days that a run was asked for. Events outside are dropped, and of each report only
 * the windows that lie inside whole are released.
 *
 * @param from first instant, inclusive, milliseconds since 1970-01-01T00:00Z
 * @param until first instant after it
 */
public record RunRange(long from, long until) implements Serializable {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A session lasts at most a day: what began before may still end inside, and after it. */
  private static final long MARGIN = DAY + Duration.ofMinutes(30).toMillis();

  /** All of time. */
  public static final RunRange EVERYTHING = new RunRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * The whole days between two instants; null stands for no bound.
   *
   * @throws IllegalArgumentException where there is no whole day between them
   */
  public static RunRange wholeDays(
      @org.jspecify.annotations.Nullable Instant from,
      @org.jspecify.annotations.Nullable Instant until) {
    long first = from == null ? Long.MIN_VALUE : -Math.floorDiv(-from.toEpochMilli(), DAY) * DAY;
    long last = until == null ? Long.MAX_VALUE : Math.floorDiv(until.toEpochMilli(), DAY) * DAY;
    if (first >= last) {
      throw new IllegalArgumentException("there is no whole day between --from and --until");
    }
    return new RunRange(first, last);
  }

  /** Whether an event of that time is the run's. */
  public boolean holds(long time) {
    return time >= from && time < until;
  }

  /** Whether an event of that time may be in a session that is. */
  boolean near(long time) {
    return (from == Long.MIN_VALUE || time >= from - MARGIN)
        && (until == Long.MAX_VALUE || time < until + MARGIN);
  }

  /** Whether the report's window that begins there lies inside whole. */
  public boolean holdsWindow(Report report, long windowStart) {
    return windowStart >= from && report.windowEnd(windowStart) <= until;
  }

  /** The days of stored events that the run speaks for. */
  public Replaced replaced() {
    return new Replaced(
        from == Long.MIN_VALUE ? LocalDate.MIN : day(from),
        until == Long.MAX_VALUE ? LocalDate.MAX : day(until));
  }

  private static LocalDate day(long time) {
    return Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
