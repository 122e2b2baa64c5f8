package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
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
  private final Set<String> made = new HashSet<>();
  private @Nullable Connection connection;

  /**
   * Tables of a database, to which nothing is said before the first is written.
   *
   * @param url {@code jdbc:postgresql:...}
   * @param secrets user, password and other settings of the driver, asked for on each connection
   */
  public PostgresTables(String url, Supplier<Properties> secrets) {
    this.url = url;
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
    try (Statement statement = open.createStatement()) {
      for (String sql : PostgresSchema.of(table)) {
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
