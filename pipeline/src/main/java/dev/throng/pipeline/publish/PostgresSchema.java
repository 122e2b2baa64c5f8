package dev.throng.pipeline.publish;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The statements that make and fill the table of a report, whose names are its own. */
final class PostgresSchema {
  /** Says that a window is out, and waits for whoever else is writing it. */
  static final String MARK =
      "insert into _windows (report, window_start, window_end, rows, released_at)"
          + " values (?, ?, ?, ?, now())"
          + " on conflict (report, window_start) do update set rows = excluded.rows";

  private PostgresSchema() {}

  /** The table of windows, where there is none. */
  static List<String> ofWindows() {
    return List.of(
        "create table if not exists _windows (report text, window_start timestamptz, window_end"
            + " timestamptz not null, rows bigint not null, released_at timestamptz not null,"
            + " primary key (report, window_start))",
        comment(
            "table _windows",
            "One row a report and window that was released: it is whole, also where it has no row"
                + " because too few people were in it."));
  }

  /** The table of a report, where there is none, and what its columns are. */
  static List<String> of(Layout table) {
    List<String> statements = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    columns.add("window_start timestamptz not null");
    columns.add("window_end timestamptz not null");
    table.dimensions().forEach(name -> columns.add(quoted(name) + " text not null"));
    table.measures().forEach(column -> columns.add(quoted(column.name()) + " " + type(column)));
    columns.add("primary key (" + String.join(", ", keys(table)) + ")");
    String name = quoted(table.report());
    statements.add("create table if not exists " + name + " (" + String.join(", ", columns) + ")");
    statements.add(comment("table " + name, table.about()));
    statements.add(comment("column " + name + ".window_start", Meaning.WINDOW_START));
    statements.add(comment("column " + name + ".window_end", Meaning.WINDOW_END));
    for (String dimension : table.dimensions()) {
      statements.add(
          comment("column " + name + "." + quoted(dimension), Meaning.ofDimension(dimension)));
    }
    for (Column column : table.measures()) {
      statements.add(
          comment(
              "column " + name + "." + quoted(column.name()), Meaning.ofMeasure(column.name())));
    }
    return statements;
  }

  /** Removes a window's rows. */
  static String delete(Table table) {
    return "delete from " + quoted(table.report()) + " where window_start = ?";
  }

  /** Adds one row. */
  static String insert(Table table) {
    int columns = 2 + table.dimensions().size() + table.measures().size();
    List<String> names = new ArrayList<>();
    table.columns().forEach(column -> names.add(quoted(column)));
    return "insert into %s (%s) values (%s)"
        .formatted(
            quoted(table.report()),
            String.join(", ", names),
            String.join(", ", Collections.nCopies(columns, "?")));
  }

  private static List<String> keys(Layout table) {
    List<String> keys = new ArrayList<>(List.of("window_start"));
    table.dimensions().forEach(name -> keys.add(quoted(name)));
    return keys;
  }

  private static String type(Column column) {
    return switch (column.kind()) {
      case COUNT -> "bigint";
      case SUM -> "numeric(38, 4)";
      case RATIO -> "numeric(18, 6)";
    };
  }

  /** Names of reports and columns have no quotation mark: {@link Table} and {@link Column}. */
  static String quoted(String name) {
    return '"' + name + '"';
  }

  private static String comment(String of, String text) {
    return "comment on " + of + " is '" + text.replace("'", "''") + "'";
  }
}
