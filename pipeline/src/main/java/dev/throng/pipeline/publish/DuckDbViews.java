package dev.throng.pipeline.publish;

import java.util.ArrayList;
import java.util.List;

/** Views of DuckDB that read the files of reports as the tables that they are. */
final class DuckDbViews {
  private final String folder;
  private final String ending;
  private final String read;

  private DuckDbViews(String folder, AggregateFormat format) {
    this.folder = folder.endsWith("/") ? folder : folder + "/";
    this.ending = format.label();
    this.read =
        switch (format) {
          // Everything as text: types come from the report, never from a guess.
          case CSV ->
              "read_csv(%s, header = true, all_varchar = true, delim = ',', quote = '\"', escape ="
                  + " '\"', filename = true)";
          case PARQUET -> "read_parquet(%s, filename = true)";
          case JSONL, AVRO -> throw new IllegalArgumentException("is not read by the script");
        };
  }

  /**
   * One view a report, and {@code _windows}.
   *
   * @param folder of the aggregates, as DuckDB knows it
   * @param format CSV or Parquet
   * @throws IllegalArgumentException for another format
   */
  static String of(List<Layout> layouts, String folder, AggregateFormat format) {
    DuckDbViews views = new DuckDbViews(folder, format);
    StringBuilder sql = new StringBuilder();
    List<String> windows = new ArrayList<>();
    for (Layout layout : layouts) {
      sql.append(views.table(layout)).append('\n');
      windows.add(views.windows(layout));
    }
    sql.append(
        "-- A file without rows is a window with too few people, which its name alone tells of.\n");
    sql.append("create or replace view _windows as\n");
    return sql.append(String.join("union all\n", windows).stripTrailing()).append(";\n").toString();
  }

  private String table(Layout layout) {
    List<String> columns = new ArrayList<>();
    columns.add("  " + instant("window_start"));
    columns.add("  " + instant("window_end"));
    for (String dimension : layout.dimensions()) {
      String name = PostgresSchema.quoted(dimension);
      // What a spreadsheet would run has an apostrophe before it in CSV.
      columns.add(
          ending.equals("csv")
              ? "  regexp_replace(%1$s, '^''', '') as %1$s".formatted(name)
              : "  " + name);
    }
    for (Column column : layout.measures()) {
      String name = PostgresSchema.quoted(column.name());
      String type =
          switch (column.kind()) {
            case COUNT -> "bigint";
            case SUM -> "decimal(38, 4)";
            case RATIO -> "decimal(18, 6)";
          };
      columns.add("  cast(%1$s as %2$s) as %1$s".formatted(name, type));
    }
    return "-- %s%ncreate or replace view %s as%nselect%n%s%nfrom %s;%n"
        .formatted(
            layout.about(),
            PostgresSchema.quoted(layout.report()),
            String.join(",\n", columns),
            read.formatted(files(layout)))
        .replace("\r", "");
  }

  private static String instant(String name) {
    return "cast(%1$s as timestamp) as %1$s".formatted(name);
  }

  private String windows(Layout layout) {
    return """
        select '%1$s' as report, start as window_start, start + interval '%2$d minutes' as window_end,
          (select count(*) from %3$s where filename = file) as rows
        from (select file, strptime(regexp_extract(file, '([^/\\\\]+)\\.%4$s$', 1), ['%%Y-%%m-%%d', '%%Y-%%m-%%dT%%H%%M']) as start
              from glob(%5$s))
        """
        .formatted(
            layout.report(),
            layout.window().toMinutes(),
            read.formatted(files(layout)),
            ending,
            files(layout));
  }

  private String files(Layout layout) {
    return "'" + folder.replace("'", "''") + layout.report() + "/*." + ending + "'";
  }
}
