package dev.throng.pipeline.publish;

import java.time.Duration;
import java.util.List;

/**
 * The columns of a report's tables, whatever is in them.
 *
 * @param report name of the report
 * @param window how long a window is
 * @param about what the tables hold, in sentences for who reads them without the job
 * @param dimensions their names, as columns
 * @param measures their columns
 */
public record Layout(
    String report, Duration window, String about, List<String> dimensions, List<Column> measures) {
  /** Checks as {@link Table} does. */
  public Layout {
    Table columns = new Table(report, 0, 1_000, dimensions, measures, List.of());
    dimensions = columns.dimensions();
    measures = columns.measures();
  }

  /** Those of counts of records by hour, which jobs over topics write. */
  static Layout ofCounts() {
    return new Layout(
        CountsTable.NAME,
        Duration.ofHours(1),
        "What became of the records of an hour: kept, dropped and rejected ones, and warnings.",
        CountsTable.DIMENSIONS,
        CountsTable.MEASURES);
  }

  /** Whether the numbers carry noise. */
  boolean isNoised() {
    return measures.stream().anyMatch(column -> column.name().endsWith("_error"));
  }

  /** All columns: window, dimensions, measures. */
  List<String> columns() {
    return new Table(report, 0, 1_000, dimensions, measures, List.of()).columns();
  }

  /** The same without its first dimension: what each seller gets is in a folder of their own. */
  Layout ofReader() {
    return new Layout(report, window, about, dimensions.subList(1, dimensions.size()), measures);
  }
}
