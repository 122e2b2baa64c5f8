package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables into PostgreSQL: one table a report, made where there is none, and each window in a
 * transaction of its own, in which {@code _windows} says that it is whole. Statements wait no
 * longer than a minute.
 */
public final class PostgresTables implements TableSink {
  private static final Driver DRIVER = new org.postgresql.Driver();

  /** How often a transaction is tried that met another one, or a connection that was cut. */
  private static final int TRIES = 5;

  private static final int MOST_IN_BATCH = 1_000;

  private final String url;
  private final Supplier<Properties> secrets;
  private final Map<String, Layout> layouts;
  private final Set<String> made = new HashSet<>();
  private @Nullable Connection connection;

  /**
   * Tables of a database, to which nothing is said before the first is written.
   *
   * @param url {@code jdbc:postgresql:...}
   * @param secrets user, password and other settings of the driver, asked for on each connection
   * @param layouts the columns of reports, by their names
   */
  public PostgresTables(String url, Supplier<Properties> secrets, Map<String, Layout> layouts) {
    this.url = url;
    this.layouts = new HashMap<>(layouts);
    this.layouts.put(CountsTable.NAME, Layout.ofCounts());
    this.secrets = secrets;
  }

  @Override
  public void write(Table table) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        Connection open = open();
        make(open, table);
        replace(open, table);
        open.commit();
        return;
      } catch (SQLException e) {
        close();
        if (tried == TRIES || !passes(e)) {
          // Its message may quote a row: the state says enough.
          throw new IOException(
              "the database %s refused window %s of '%s' (SQL state %s)"
                  .formatted(place(), table.windowName(), table.report(), e.getSQLState()));
        }
      }
    }
  }

  /**
   * Whether the database says that a window is whole.
   *
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   * @throws IOException where it cannot be asked
   */
  public boolean holds(String report, long windowStart) throws IOException {
    try (PreparedStatement asked =
        open()
            .prepareStatement(
                "select to_regclass('_windows') is not null and exists (select 1 from _windows"
                    + " where report = ? and window_start = ?)")) {
      asked.setString(1, report);
      asked.setObject(2, instant(windowStart));
      try (ResultSet answer = asked.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IOException(
          "the database %s cannot be asked (SQL state %s)".formatted(place(), e.getSQLState()));
    }
  }

  /**
   * Connects, so that a run over hours of input does not fail at its end.
   *
   * @throws IOException where the database cannot be reached, or refuses the user
   */
  public void check() throws IOException {
    try {
      open();
    } catch (SQLException e) {
      throw new IOException(
          ("the database %s cannot be reached or refuses the user (SQL state %s): see that it runs,"
                  + " and what the file in 'properties' says")
              .formatted(place(), e.getSQLState()));
    }
  }

  /** Whether it may be otherwise soon: a cut connection, a deadlock, two that were not in turn. */
  private static boolean passes(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("57")
        || state.equals("23505")
        || state.equals("42P07");
  }

  private String place() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      Properties settings = new Properties();
      settings.putAll(secrets.get());
      settings.putIfAbsent("connectTimeout", "10");
      settings.putIfAbsent("socketTimeout", "60");
      settings.putIfAbsent("ApplicationName", "throng");
      Connection opened = DRIVER.connect(url, settings);
      if (opened == null) {
        throw new SQLException("the driver does not know the address", "08001");
      }
      opened.setAutoCommit(false);
      connection = opened;
      made.clear();
    }
    return connection;
  }

  private void make(Connection open, Table table) throws SQLException {
    if (made.contains(table.report())) {
      return;
    }
    Layout layout = layouts.get(table.report());
    if (layout == null) {
      throw new IllegalArgumentException("a table of no report of the job");
    }
    try (Statement statement = open.createStatement()) {
      for (String sql : PostgresSchema.ofWindows()) {
        statement.execute(sql);
      }
      for (String sql : PostgresSchema.of(layout)) {
        statement.execute(sql);
      }
    }
    open.commit();
    made.add(table.report());
  }

  private static void replace(Connection open, Table table) throws SQLException {
    OffsetDateTime start = instant(table.windowStart());
    OffsetDateTime end = instant(table.windowEnd());
    try (PreparedStatement mark = open.prepareStatement(PostgresSchema.MARK);
        PreparedStatement delete = open.prepareStatement(PostgresSchema.delete(table));
        PreparedStatement insert = open.prepareStatement(PostgresSchema.insert(table))) {
      // First, so that two writers of one window come one after the other.
      mark.setString(1, table.report());
      mark.setObject(2, start);
      mark.setObject(3, end);
      mark.setInt(4, table.rows().size());
      mark.execute();
      delete.setObject(1, start);
      delete.execute();
      int batch = 0;
      for (ReleasedAggregate row : table.rows()) {
        insert.setObject(1, start);
        insert.setObject(2, end);
        int at = 3;
        for (String value : row.getGroup()) {
          // PostgreSQL holds no NUL in a text.
          insert.setString(at++, value.replace('\0', '\ufffd'));
        }
        for (int i = 0; i < table.measures().size(); i++) {
          String decimal = row.getMeasures().get(i);
          insert.setBigDecimal(
              at++, decimal == null ? null : table.measures().get(i).kind().value(decimal));
        }
        insert.addBatch();
        if (++batch % MOST_IN_BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static OffsetDateTime instant(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException gone) {
        // What was not committed is not there.
      }
      connection = null;
    }
  }
}
