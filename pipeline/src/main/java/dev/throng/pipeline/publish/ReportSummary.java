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
 * @param files its staged files, one an output
 */
public record ReportSummary(
    String report,
    long windowStart,
    long rowsReleased,
    long groupsMerged,
    long groupsSuppressed,
    ArrayList<WrittenFile> files)
    implements Serializable {

  public ReportSummary {
    files = new ArrayList<>(files);
  }
}
