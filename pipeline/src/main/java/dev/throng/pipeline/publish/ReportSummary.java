package dev.throng.pipeline.publish;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the release of one report and window came to.
 *
 * @param report name of the report
 * @param windowStart first instant of the window, milliseconds since 1970-01-01T00:00Z
 * @param rowsReleased rows that may be published
 * @param groupsMerged groups that went into others
 * @param groupsSuppressed groups that are in no row
 * @param content SHA-256 of the rows in hexadecimal, where they are for third parties; else empty
 * @param alreadyReleased whether third parties have the window already, with other content; then it
 *     has no files
 * @param more what else the manifest counts of it, by name; of most reports nothing
 * @param files its staged files, one an output
 */
public record ReportSummary(
    String report,
    long windowStart,
    long rowsReleased,
    long groupsMerged,
    long groupsSuppressed,
    String content,
    boolean alreadyReleased,
    TreeMap<String, Long> more,
    ArrayList<WrittenFile> files)
    implements Serializable {
  private static final String RELEASED = "events_released";

  public ReportSummary {
    more = new TreeMap<>(more);
    files = new ArrayList<>(files);
  }

  /** Of a report that is not noised. */
  public static ReportSummary ofInternal(
      String report,
      long windowStart,
      long rowsReleased,
      long groupsMerged,
      long groupsSuppressed,
      ArrayList<WrittenFile> files) {
    return new ReportSummary(
        report,
        windowStart,
        rowsReleased,
        groupsMerged,
        groupsSuppressed,
        "",
        false,
        new TreeMap<>(),
        files);
  }

  /** Of one that goes to third parties, with the SHA-256 of its rows. */
  public static ReportSummary ofNoised(
      String report,
      long windowStart,
      long rowsReleased,
      long groupsSuppressed,
      String content,
      ArrayList<WrittenFile> files) {
    return new ReportSummary(
        report,
        windowStart,
        rowsReleased,
        0,
        groupsSuppressed,
        content,
        false,
        new TreeMap<>(),
        files);
  }

  /**
   * Of a day of the extract for research.
   *
   * @param released how many events are in its rows
   * @param suppressed how many are in none, by why
   */
  public static ReportSummary ofExtract(
      String report,
      long windowStart,
      long rowsReleased,
      long released,
      Map<String, Long> suppressed,
      ArrayList<WrittenFile> files) {
    TreeMap<String, Long> events = new TreeMap<>(Map.of(RELEASED, released));
    suppressed.forEach((why, count) -> events.put("events_" + why, count));
    return new ReportSummary(report, windowStart, rowsReleased, 0, 0, "", false, events, files);
  }

  /** Whether it is of the extract for research. */
  public boolean forResearch() {
    return !more.isEmpty();
  }

  /**
   * How many events an extract leaves out, because too few people, or people too alike, made them.
   */
  public long leftOut() {
    return more.values().stream().mapToLong(count -> count).sum() - more.getOrDefault(RELEASED, 0L);
  }

  /** Whether it is for third parties. */
  public boolean forThirdParties() {
    return !content.isEmpty();
  }

  /** The same where third parties have the window already: nothing of it is published. */
  public ReportSummary frozen() {
    return new ReportSummary(
        report, windowStart, 0, 0, 0, content, true, new TreeMap<>(), new ArrayList<>());
  }
}
