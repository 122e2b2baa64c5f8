package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of records of one hour, as a table like any other. */
public final class CountsTable {
  /** Its name: no report has one that begins so. */
  public static final String NAME = "_counts";

  static final List<String> DIMENSIONS = List.of("outcome", "reason");
  static final List<Column> MEASURES = List.of(new Column("records", Column.Kind.COUNT));

  private static final long HOUR = 3_600_000;

  private CountsTable() {}

  /**
   * The table of an hour.
   *
   * @param start its first instant, milliseconds since 1970-01-01T00:00Z
   */
  public static Table of(long start, Counts counts) {
    List<ReleasedAggregate> rows = new ArrayList<>();
    if (counts.kept() > 0) {
      rows.add(row(start, "kept", "(all)", counts.kept()));
    }
    add(rows, start, "dropped", counts.dropped());
    add(rows, start, "rejected", counts.rejected());
    add(rows, start, "warned", counts.warnings());
    return new Table(NAME, start, start + HOUR, DIMENSIONS, MEASURES, rows);
  }

  private static void add(
      List<ReleasedAggregate> rows, long start, String outcome, Map<String, Long> counts) {
    counts.forEach((reason, count) -> rows.add(row(start, outcome, reason, count)));
  }

  private static ReleasedAggregate row(long start, String outcome, String reason, long count) {
    return new ReleasedAggregate(
        NAME, start, start + HOUR, List.of(outcome, reason), List.of(Long.toString(count)));
  }
}
