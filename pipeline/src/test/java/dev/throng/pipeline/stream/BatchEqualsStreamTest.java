package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
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
    Job files = site.files(inputs);
    site.sayByHand(files, inputs);
    Runs.batch(files);
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size() + 20);
    assertTrue(outcomes.containsKey("dropped erased"), "the ledger says something");
    assertTrue(site.stored("files").size() > 1_000, "events are stored");
    assertTrue(
        site.extracts("files").values().stream().anyMatch(each -> each.lines().count() > 2),
        "an extract says something");
    assertTrue(outcomes.containsKey("rejected malformed"), "some are no events");
    try (EmbeddedPostgres database = EmbeddedPostgres.start();
        Broker broker = Broker.start(folder.resolve("broker"))) {
      // One of the partitions is never written to.
      broker.topic(StreamSite.EVENTS, 3);
      broker.topic(StreamSite.LEDGER, 2);
      broker.send(StreamSite.LEDGER, 2, inputs.facts);
      broker.send(StreamSite.EVENTS, 2, inputs.sent);
      broker.poison(StreamSite.EVENTS, 2, inputs.again(20));
      broker.topic(StreamSite.PUBLISHED, 2);
      broker.topic(StreamSite.REJECTED, 2);
      site.sayByHand(
          site.topics(
              "topics",
              broker,
              "2s",
              site.database(database) + "\n    " + StreamSite.published(broker),
              StreamSite.rejected(broker)),
          inputs);
      try (Connection connection = database.getPostgresDatabase().getConnection();
          StreamProcess stream = StreamProcess.start(site.file("topics.yaml"), StreamSite.OFTEN)) {
        stream.awaitAll(
            () ->
                site.missing("topics", expected, outcomes, connection)
                    .unless(
                        "extracts",
                        site.extracts("files").keySet(),
                        () -> site.extracts("topics").keySet())
                    .unless(
                        "rejections",
                        site.rejections("files").size(),
                        () -> site.rejections("topics").size())
                    .unless(
                        "tables in a topic",
                        expected.size(),
                        () -> PublishedTables.of(broker).size()));
      }
      assertEquals(expected, site.tables("topics"));
      assertEquals(site.stored("files"), site.stored("topics"));
      assertEquals(site.extracts("files"), site.extracts("topics"));
      assertEquals(site.rejections("files").size(), site.rejections("topics").size());
      try (Connection connection = database.getPostgresDatabase().getConnection()) {
        assertEquals(expected, StoredTables.of(connection, StreamReports.NAMES));
        assertEquals(outcomes, StoredTables.outcomes(connection));
      }
      assertEquals(PublishedTables.of(expected), PublishedTables.of(broker));
      Map<String, String> sent = PublishedTables.last(broker, StreamSite.REJECTED);
      assertEquals(site.rejections("topics"), sent.values().stream().sorted().toList());
      sent.forEach(
          (place, rejection) ->
              assertTrue(rejection.endsWith("," + place.substring(1)), () -> place + rejection));
    }
  }
}
