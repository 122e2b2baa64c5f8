package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Column;
import dev.throng.transforms.aggregate.Audience;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.step.Purpose;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The extract for research (P12): rows without pseudonyms, of which each is like those of enough
 * people. It is counted as a report of the day whose dimensions are its columns.
 *
 * @param report what is counted, by which columns, for whom, and when rows may go out
 * @param output where the files are written, one a day
 * @param excludedRegions regions of residence whose people are in no row (P25)
 */
public record Research(Report report, Output<AggregateFormat> output, Set<String> excludedRegions)
    implements Serializable {
  /** How the extract is named among the reports. */
  public static final String NAME = "research";

  /** The column that says how many events look like a row: it is all of them. */
  public static final String ROWS = "rows";

  private static final String SENSITIVE = "sensitive_";

  /** Copies. */
  public Research {
    excludedRegions = Set.copyOf(excludedRegions);
  }

  /**
   * What is counted for an extract.
   *
   * @param columns those of all quasi-identifiers, then the sensitive one
   * @throws IllegalArgumentException for a column that there is not
   */
  static Report counted(String recipient, List<String> columns, Release.KAnonymous release) {
    return new Report(
        NAME,
        Purpose.RESEARCH,
        Audience.INTERNAL,
        recipient,
        Duration.ofDays(1),
        Map.of(),
        columns,
        List.of("events"),
        List.of(),
        release);
  }

  /** The columns of the files; the last begins with {@code sensitive_}, where there is one. */
  public List<String> columns() {
    Release.Diversity diversity = release().diversity();
    return report.dimensions().stream()
        .map(name -> diversity != null && name.equals(diversity.of()) ? SENSITIVE + name : name)
        .map(Column::ofDimension)
        .toList();
  }

  /** When rows may go out. */
  public Release.KAnonymous release() {
    if (report.release() instanceof Release.KAnonymous release) {
      return release;
    }
    throw new IllegalStateException("an extract is released in one way only");
  }
}
