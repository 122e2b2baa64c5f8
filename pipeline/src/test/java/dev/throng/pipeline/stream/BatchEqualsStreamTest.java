package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of topics is what comes of files with the same lines, byte for byte (design 7). */
class BatchEqualsStreamTest {
  @TempDir Path folder;

  @Test
  void theSameTables() throws Exception {
    TopicInputs inputs = new TopicInputs(42, 6_000, 300);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    assertTrue(outcomes.containsKey("dropped erased"), "the ledger says something");
    assertTrue(outcomes.containsKey("rejected malformed"), "some are no events");
    try (EmbeddedPostgres database = EmbeddedPostgres.start();
        Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, 2);
      broker.topic(StreamSite.LEDGER, 2);
      broker.send(StreamSite.LEDGER, 2, inputs.facts);
      broker.send(StreamSite.EVENTS, 2, inputs.sent);
      site.topics("topics", broker, "2s", site.database(database));
      try (StreamProcess stream = StreamProcess.start(site.file("topics.yaml"), StreamSite.OFTEN)) {
        stream.await(
            "all windows and counts",
            () ->
                site.tables("topics").keySet().containsAll(expected.keySet())
                    && site.outcomesOfTopics("topics").equals(outcomes)
                    && StoredTables.outcomes(database).equals(outcomes));
      }
      assertEquals(expected, site.tables("topics"));
      assertEquals(site.rejections("files").size(), site.rejections("topics").size());
      try (Connection connection = database.getPostgresDatabase().getConnection()) {
        assertEquals(expected, StoredTables.of(connection, StreamReports.NAMES));
        assertEquals(outcomes, StoredTables.outcomes(connection));
      }
    }
  }
}
