package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job is ended with a savepoint and goes on with half the workers, loses its JobManager and all
 * else, and goes on from the checkpoint before the last, which is damaged, with all workers again.
 */
class StreamRestoreTest {
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  @Test
  void itGoesOnWhereItWasWithMoreOrFewerWorkers() throws Exception {
    TopicInputs inputs = new TopicInputs(11, 6_000, 300);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    outcomes.merge("rejected time_out_of_limits", (long) PARTITIONS, Long::sum);
    List<List<byte[]>> parts = inputs.parts(3, PARTITIONS);
    Path kept = folder.resolve("checkpoints");
    String settings =
        "state.backend.type: rocksdb\nstate.checkpoints.num-retained: 3\nstate.checkpoints.dir: 'file://"
            + kept
            + "'\n";
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, PARTITIONS);
      broker.topic(StreamSite.LEDGER, PARTITIONS);
      broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
      broker.send(
          StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
      broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(0));
      site.topics("topics", broker, "1h", "");
      try (LocalCluster cluster = LocalCluster.start(folder.resolve("first"), 1, 2, settings)) {
        String savepoint;
        try (StreamProcess both = run(site, cluster, 2, "")) {
          Checkpoints.await(both, cluster, 1);
          savepoint = Checkpoints.savepoint(both, cluster, folder.resolve("savepoints"));
          assertEquals(0, both.exitCode(), both.log());
        }
        broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(1));
        try (StreamProcess one = run(site, cluster, 1, savepoint)) {
          Checkpoints.await(one, cluster, 3);
          cluster.killJobManager();
        }
      }
      broker.send(StreamSite.EVENTS, PARTITIONS, parts.get(2));
      broker.send(
          StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
      List<Path> checkpoints = Checkpoints.kept(kept);
      Files.write(checkpoints.get(0).resolve("_metadata"), new byte[] {1, 2, 3});
      try (LocalCluster cluster = LocalCluster.start(folder.resolve("second"), 1, 2, settings)) {
        try (StreamProcess damaged = run(site, cluster, 2, checkpoints.get(0).toString())) {
          assertNotEquals(0, damaged.exitCode(), "a damaged checkpoint is no beginning");
        }
        try (StreamProcess both = run(site, cluster, 2, checkpoints.get(1).toString())) {
          both.awaitAll(
              () ->
                  site.missing("topics", expected, outcomes)
                      .unless(
                          "stored events",
                          site.stored("files").size(),
                          () -> site.stored("topics").size()));
        }
      }
      assertEquals(expected, site.tables("topics"));
      assertEquals(site.stored("files"), site.stored("topics"));
    }
  }

  private static StreamProcess run(
      StreamSite site, LocalCluster cluster, int parallelism, String from) throws Exception {
    return StreamProcess.on(
        cluster,
        site.file("topics.yaml"),
        "--parallelism=" + parallelism,
        StreamSite.OFTEN[1],
        StreamSite.OFTEN[2],
        from.isEmpty() ? "--jobName=topics" : "--savepointPath=" + from);
  }
}
