package dev.throng.pipeline.stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a database holds, written as files hold it. */
public final class StoredTables {
  private StoredTables() {}

  /** The windows of reports as CSV, by the path that a file would have. */
  public static SortedMap<String, String> of(Connection connection, List<String> reports)
      throws SQLException {
    SortedMap<String, String> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set time zone 'UTC'");
      for (String report : reports) {
        SortedMap<String, String> windows = new TreeMap<>();
        String name =
            "select to_char(window_start, case when window_end - window_start >= '1 day' then"
                + " 'YYYY-MM-DD' else 'YYYY-MM-DD\"T\"HH24MI' end), window_start::text from _windows"
                + " where report = '"
                + report
                + "'";
        try (ResultSet found = statement.executeQuery(name)) {
          while (found.next()) {
            windows.put(found.getString(1), found.getString(2));
          }
        }
        for (Map.Entry<String, String> window : windows.entrySet()) {
          tables.put(
              report + "/" + window.getKey() + ".csv", csv(statement, report, window.getValue()));
        }
      }
    }
    return tables;
  }

  /** Whether all windows are there, by the paths that files would have, and all counts. */
  static boolean areComplete(
      Connection connection, Set<String> windows, SortedMap<String, Long> outcomes)
      throws SQLException {
    return outcomes(connection).equals(outcomes)
        && of(connection, StreamReports.NAMES).keySet().containsAll(windows);
  }

  private static String csv(Statement statement, String report, String window) throws SQLException {
    StringBuilder csv = new StringBuilder();
    try (ResultSet rows =
        statement.executeQuery(
            "select * from \"" + report + "\" where window_start = '" + window + "'")) {
      int columns = rows.getMetaData().getColumnCount();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        names.add(rows.getMetaData().getColumnName(i));
      }
      csv.append(String.join(",", names)).append('\n');
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String value = rows.getString(i);
          values.add(
              value == null ? "" : i <= 2 ? value.replace(' ', 'T').replace("+00", "Z") : value);
        }
        lines.add(String.join(",", values));
      }
      lines.stream().sorted().forEach(line -> csv.append(line).append('\n'));
    }
    return csv.toString();
  }

  /** The same of a database that a job may still write to. */
  static SortedMap<String, Long> outcomes(EmbeddedPostgres database) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection()) {
      return outcomes(connection);
    }
  }

  /** What became of records, by outcome and reason. */
  static SortedMap<String, Long> outcomes(Connection connection) throws SQLException {
    SortedMap<String, Long> outcomes = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select outcome || ' ' || reason, sum(records) from _counts where outcome <>"
                    + " 'warned' group by 1")) {
      while (rows.next()) {
        outcomes.put(rows.getString(1), rows.getLong(2));
      }
    }
    return outcomes;
  }
}
