package dev.throng.pipeline.publish;

import java.io.Serializable;
import java.util.ArrayList;

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
    ArrayList<WrittenFile> files)
    implements Serializable {

  public ReportSummary {
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
        report, windowStart, rowsReleased, groupsMerged, groupsSuppressed, "", false, files);
  }

  /** Whether it is for third parties. */
  public boolean forThirdParties() {
    return !content.isEmpty();
  }

  /** The same where third parties have the window already: nothing of it is published. */
  public ReportSummary frozen() {
    return new ReportSummary(report, windowStart, 0, 0, 0, content, true, new ArrayList<>());
  }
}
