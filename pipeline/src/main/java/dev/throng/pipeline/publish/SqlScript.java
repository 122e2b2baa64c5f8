package dev.throng.pipeline.publish;

import java.util.List;

/** Scripts that make tables and views of reports, as files for people. */
public final class SqlScript {
  private SqlScript() {}

  /**
   * For PostgreSQL: the tables as a run makes them, with comments, and the views. It may be run
   * before the first run, and again.
   */
  public static String postgres(List<Layout> layouts) {
    StringBuilder sql =
        new StringBuilder(
            "-- Tables and views of Throng's reports for PostgreSQL, made by 'throng sql'.\n\n");
    PostgresSchema.ofWindows().forEach(statement -> sql.append(statement).append(";\n"));
    sql.append('\n').append(counts());
    for (Layout layout : layouts) {
      sql.append('\n');
      PostgresSchema.of(layout).forEach(statement -> sql.append(statement).append(";\n"));
    }
    return sql.append(views(layouts)).toString();
  }

  /**
   * For DuckDB: views over the files, which read them anew with each query.
   *
   * @param folder of the aggregates, as DuckDB knows it
   * @param format CSV or Parquet
   * @throws IllegalArgumentException for another format
   */
  public static String duckDb(List<Layout> layouts, String folder, AggregateFormat format) {
    return "-- Views of Throng's reports for DuckDB, made by 'throng sql'. Times are UTC. A report whose folder is not there yet\n"
        + "-- makes its view fail: leave it out.\n\n"
        + DuckDbViews.of(layouts, folder, format)
        + views(layouts);
  }

  /** For PostgreSQL: the table of counts by hour, as a job over topics makes it. */
  public static String counts() {
    return String.join(";\n", PostgresSchema.of(Layout.ofCounts())) + ";\n";
  }

  private static String views(List<Layout> layouts) {
    StringBuilder sql = new StringBuilder("\n").append(AnalystViews.ofWindows());
    for (Layout layout : layouts) {
      String views = AnalystViews.of(layout);
      if (!views.isBlank()) {
        sql.append('\n').append(views);
      }
    }
    return sql.toString();
  }
}
