package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.settings.SettingsException;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which windows of noised reports a run releases: all that lie inside whole and have closed,
 * whether anybody did anything in them or not. A window that is missing would tell that nobody did.
 *
 * @param from first instant, inclusive, milliseconds since 1970-01-01T00:00Z
 * @param until first instant after it
 */
public record ReleaseCalendar(long from, long until) implements Serializable {
  /** Of a job that releases nothing to third parties. */
  public static final ReleaseCalendar NOTHING = new ReleaseCalendar(0, 0);

  private static final int MOST = 100_000;

  /**
   * The calendar of a run: its own range, else the limits of the job.
   *
   * @param now windows that end later are not closed
   * @throws SettingsException where neither says from when and until when, or where that makes more
   *     than 100,000 windows
   */
  public static ReleaseCalendar of(Job job, RunRange range, Instant now) {
    if (job.reports().stream().noneMatch(Report::isNoised)) {
      return NOTHING;
    }
    boolean open = range.from() == Long.MIN_VALUE || range.until() == Long.MAX_VALUE;
    if (open && !job.limits().fixed()) {
      throw new SettingsException(
          "the job '"
              + job.name()
              + "' has reports for third parties, whose windows are released whether there are"
              + " events in them or not: say which with --from and --until, or with dates in"
              + " 'limits'");
    }
    ReleaseCalendar calendar =
        new ReleaseCalendar(
            Math.max(range.from(), job.limits().from().toEpochMilli()),
            Math.min(
                Math.min(range.until(), job.limits().until().toEpochMilli()), now.toEpochMilli()));
    long windows = 0;
    for (Report report : job.reports()) {
      windows += report.isNoised() ? calendar.count(report) : 0;
    }
    if (windows > MOST) {
      throw new SettingsException(
          "the job '"
              + job.name()
              + "' would release "
              + windows
              + " windows to third parties, more than "
              + MOST
              + ": narrow 'limits', or use --from and --until");
    }
    return calendar;
  }

  /**
   * The calendar of a job over topics: within the job's limits, without an end where they have
   * none.
   *
   * @throws SettingsException where the limits do not say since when, or that makes more than
   *     100,000 windows by now
   */
  public static ReleaseCalendar from(Job job, Instant now) {
    if (!job.limits().fixedFrom()) {
      throw new SettingsException(
          "the job '"
              + job.name()
              + "' has reports for third parties, whose windows are released whether there are"
              + " events in them or not: say since when, with a date in 'limits.from'");
    }
    long from = job.limits().from().toEpochMilli();
    long until = job.limits().fixedUntil() ? job.limits().until().toEpochMilli() : Long.MAX_VALUE;
    of(job, new RunRange(from, Math.max(from, Math.min(until, now.toEpochMilli()))), now);
    return new ReleaseCalendar(from, until);
  }

  /** Whether the report's window that begins there is released. */
  public boolean holds(Report report, long windowStart) {
    return windowStart >= from && report.windowEnd(windowStart) <= until;
  }

  /** Passes on what is in windows of noised reports that are released. */
  public Contributions.Taker released(List<Report> reports, Contributions.Taker out) {
    List<Report> noised = reports.stream().filter(Report::isNoised).toList();
    return (report, window, unit, group, amounts) -> {
      if (holds(noised.get(report), window)) {
        out.add(report, window, unit, group, amounts);
      }
    };
  }

  /** The first instants of the report's windows, in their order. */
  public List<Long> windows(Report report) {
    List<Long> windows = new ArrayList<>();
    for (long start = first(report); holds(report, start); start = report.windowEnd(start)) {
      windows.add(start);
    }
    return windows;
  }

  private long count(Report report) {
    return Math.max(0, (until - first(report)) / report.window().toMillis());
  }

  /** The first instant of the report's first window that lies inside whole. */
  public long first(Report report) {
    long start = report.windowStart(from);
    return start < from ? report.windowEnd(start) : start;
  }
}
