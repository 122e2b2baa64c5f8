package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of real processes loses workers, its broker and its database in the middle of the
 * journey, and what it publishes is what an undisturbed run over files says, byte for byte.
 */
class StreamFaultsTest {
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  @Test
  void whatIsPublishedIsWhatAnUndisturbedRunSays() throws Exception {
    TopicInputs inputs = new TopicInputs(7, 8_000, 400);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    assertFalse(expected.isEmpty());
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    outcomes.merge("rejected time_out_of_limits", (long) PARTITIONS, Long::sum);
    List<List<byte[]>> parts = inputs.parts(5, PARTITIONS);
    try (EmbeddedPostgres database = EmbeddedPostgres.start();
        Broker broker = Broker.start(folder.resolve("broker"));
        LocalCluster cluster =
            LocalCluster.start(
                folder.resolve("cluster"),
                2,
                1,
                "state.backend.type: rocksdb\nstate.checkpoints.dir: 'file://"
                    + folder.resolve("checkpoints")
                    + "'\n")) {
      broker.topic(StreamSite.EVENTS, PARTITIONS);
      broker.topic(StreamSite.LEDGER, PARTITIONS);
      broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
      broker.send(
          StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
      broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(0));
      site.topics("topics", broker, "1h", site.database(database));
      try (Connection connection = database.getPostgresDatabase().getConnection();
          StreamProcess stream =
              StreamProcess.on(cluster, site.file("topics.yaml"), StreamSite.OFTEN)) {
        Checkpoints.await(stream, cluster, 2);

        // A worker is lost while there is more to do.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(1));
        cluster.killTaskManager(0);
        cluster.startTaskManager();
        Checkpoints.await(stream, cluster, 2);

        // The broker is killed, and comes back.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(2));
        broker.kill();
        broker.restart();
        assertEquals(List.of(), RestAnswers.of(cluster).naming(inputs.ids()), "in the midst");
        Checkpoints.await(stream, cluster, 1);

        // The other worker, and then the one that replaced the first, at once after its start.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(3));
        cluster.killTaskManager(1);
        cluster.killTaskManager(2);
        cluster.startTaskManager();
        cluster.startTaskManager();
        Checkpoints.await(stream, cluster, 1);

        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(4));
        broker.send(
            StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
        stream.awaitAll(() -> site.missing("topics", expected, outcomes, connection));
        RestAnswers answers = RestAnswers.of(cluster);
        assertEquals(List.of(), answers.naming(inputs.ids()), "what Flink tells");
        assertEquals(List.of(), answers.unanswered());
        Map.of(
                "/plan: ", "Decide events",
                "/metrics?get=", "Decide_events",
                "/exceptions", "Exception: ",
                "/log: ", "Decide events")
            .forEach(
                (question, text) ->
                    assertTrue(
                        answers.naming(List.of(text)).stream()
                            .anyMatch(found -> found.contains(question)),
                        "nothing of the job is in " + question));
      }
      assertEquals(expected, site.tables("topics"));
      assertEquals(site.stored("files"), site.stored("topics"));
      try (Connection connection = database.getPostgresDatabase().getConnection()) {
        assertEquals(expected, StoredTables.of(connection, StreamReports.NAMES));
        assertEquals(outcomes, StoredTables.outcomes(connection));
      }
    }
    // The cluster has ended, and what it wrote stays.
    for (String place : List.of("topics", "topics.yaml.log", "checkpoints", "cluster")) {
      assertEquals(List.of(), inputs.idsIn(folder.resolve(place)), place);
    }
  }
}
