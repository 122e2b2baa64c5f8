package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of real processes loses workers, its broker and its database in the middle of the
 * journey, and what it publishes is what an undisturbed run over files says, byte for byte.
 */
class StreamFaultsTest {
  private static final int PARTITIONS = 2;

  /** Later than all events: they bring the watermark of their partition behind them. */
  private static final byte[] LAST_EVENT =
      "{\"event_type\":\"page_view\",\"event_time\":\"2026-06-04T00:00:00Z\"}"
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] LAST_FACT =
      ("{\"subject\":{\"type\":\"device\",\"id\":\"nobody's\"},\"purpose\":\"*\",\"state\":\"denied\","
              + "\"effective_at\":\"2026-06-04T00:00:00Z\",\"recorded_at\":\"2026-06-04T00:00:00Z\"}")
          .getBytes(StandardCharsets.UTF_8);

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
    List<List<byte[]>> parts = parts(inputs.sent, 5);
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
      broker.send(StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, LAST_FACT));
      broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(0));
      site.topics("topics", broker, "1h", site.database(database));
      try (StreamProcess stream =
          StreamProcess.start(
              site.file("topics.yaml"),
              "--runner=FlinkRunner",
              "--flinkMaster=" + cluster.master(),
              "--filesToStage=" + String.join(",", LocalCluster.filesToStage()),
              StreamSite.OFTEN[0],
              StreamSite.OFTEN[1],
              StreamSite.OFTEN[2])) {
        awaitCheckpoints(stream, cluster, 2);

        // A worker is lost while there is more to do.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(1));
        cluster.killTaskManager(0);
        cluster.startTaskManager();
        awaitCheckpoints(stream, cluster, 2);

        // The broker is killed, and comes back.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(2));
        broker.kill();
        broker.restart();
        awaitCheckpoints(stream, cluster, 1);

        // The other worker, and then the one that replaced the first, at once after its start.
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(3));
        cluster.killTaskManager(1);
        cluster.killTaskManager(2);
        cluster.startTaskManager();
        cluster.startTaskManager();
        awaitCheckpoints(stream, cluster, 1);

        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(4));
        broker.send(StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, LAST_EVENT));
        stream.await(
            "all windows and counts",
            () ->
                site.tables("topics").keySet().containsAll(expected.keySet())
                    && site.outcomesOfTopics("topics").equals(outcomes)
                    && StoredTables.outcomes(database).equals(outcomes));
      }
      assertEquals(expected, site.tables("topics"));
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

  private static List<List<byte[]>> parts(List<byte[]> events, int count) {
    List<List<byte[]>> parts = new ArrayList<>();
    // An even number each, so that every partition keeps its events in their order.
    int size = events.size() / count / PARTITIONS * PARTITIONS;
    for (int i = 0; i < count; i++) {
      parts.add(events.subList(i * size, i == count - 1 ? events.size() : (i + 1) * size));
    }
    return parts;
  }

  /** Waits until the job has taken that many checkpoints more than it has now. */
  private static void awaitCheckpoints(StreamProcess stream, LocalCluster cluster, int more)
      throws Exception {
    stream.await("an answer", () -> checkpoints(cluster) >= 0);
    long before = Math.max(0, checkpoints(cluster));
    stream.await("checkpoints", () -> checkpoints(cluster) >= before + more);
  }

  /** How many it has taken; less than 0 while the JobManager does not know. */
  private static long checkpoints(LocalCluster cluster) throws InterruptedException {
    try {
      return taken(cluster);
    } catch (IOException notYet) {
      return -1;
    }
  }

  private static long taken(LocalCluster cluster) throws IOException, InterruptedException {
    for (JsonNode job : cluster.rest("/jobs").path("jobs")) {
      return cluster
          .rest("/jobs/" + job.path("id").asText() + "/checkpoints")
          .path("counts")
          .path("completed")
          .asLong();
    }
    return -1;
  }
}
