package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is away when windows close, and later someone holds a table, up to a deadlock. */
class StreamDatabaseTest {
  @TempDir Path folder;

  @Test
  void whatIsPublishedWaitsForTheDatabase() throws Exception {
    TopicInputs inputs = new TopicInputs(13, 3_000, 200);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    EmbeddedPostgres first = database(0);
    int port = first.getPort();
    String place = site.database(first);
    first.close();
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, 2);
      broker.topic(StreamSite.LEDGER, 2);
      broker.send(StreamSite.LEDGER, 2, inputs.facts);
      broker.send(StreamSite.EVENTS, 2, inputs.sent);
      site.topics("topics", broker, "2s", place);
      try (StreamProcess stream = StreamProcess.start(site.file("topics.yaml"), StreamSite.OFTEN)) {
        stream.await(
            "a table that the database cannot take, since files are written first",
            () -> !site.outcomesOfTopics("topics").isEmpty() || !site.tables("topics").isEmpty());
        try (EmbeddedPostgres back = database(port);
            Connection connection = back.getPostgresDatabase().getConnection()) {
          hold(connection, stream);
          stream.await(
              "all windows and counts in the database",
              () -> StoredTables.areComplete(connection, expected.keySet(), outcomes));
          assertEquals(expected, StoredTables.of(connection, StreamReports.NAMES));
          assertEquals(expected, site.tables("topics"));
        }
      }
    }
  }

  /**
   * Holds a table from the first moment that it is there, until a writer waits for it, and then
   * wants what that writer holds: the database ends one of the two.
   */
  private static void hold(Connection connection, StreamProcess stream) throws Exception {
    try (Statement statement = connection.createStatement()) {
      stream.await(
          "a table",
          () -> answers(statement, "select 1 from pg_tables where tablename = 'traffic'"));
      connection.setAutoCommit(false);
      statement.execute("lock table traffic in access exclusive mode");
      stream.await(
          "a writer that waits",
          () -> answers(statement, "select 1 from pg_locks where not granted") || done(statement));
      // The writer looks for a deadlock after a second, and this one much later.
      statement.execute("set local deadlock_timeout = '10s'");
      statement.execute("lock table _windows in share mode");
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** All may have been written before the table was held. */
  private static boolean done(Statement statement) throws Exception {
    return answers(
        statement, "select 1 from _windows where report = 'traffic' having count(*) >= 13");
  }

  private static boolean answers(Statement statement, String sql) throws Exception {
    return statement.executeQuery(sql).next();
  }

  private EmbeddedPostgres database(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("database"))
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }
}
