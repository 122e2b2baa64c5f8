package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.cli.Throng;
import dev.throng.pipeline.run.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job over topics as the application of a Flink cluster, as containers run it. */
class StreamApplicationTest {
  private static final int PARTITIONS = 2;
  private static final Duration DEADLINE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void saysWhatARunOverFilesSays() throws Exception {
    TopicInputs inputs = new TopicInputs(11, 2_000, 200);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    assertFalse(expected.isEmpty());
    ScrapedMetrics scraped = new ScrapedMetrics();
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, PARTITIONS);
      broker.topic(StreamSite.LEDGER, PARTITIONS);
      broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
      broker.send(
          StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
      broker.send(StreamSite.EVENTS, PARTITIONS, inputs.sent);
      broker.send(
          StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
      site.topics("topics", broker, "1h", "");
      try (LocalCluster cluster =
          LocalCluster.startApplication(
              folder.resolve("cluster"),
              2,
              "state.backend.type: rocksdb\nstate.checkpoints.dir: 'file://"
                  + folder.resolve("checkpoints")
                  + "'\n"
                  + scraped.settings(),
              Throng.class.getName(),
              List.of(
                  "run",
                  site.file("topics.yaml").toString(),
                  "--runner=FlinkRunner",
                  "--flinkMaster=[auto]",
                  "--parallelism=2",
                  "--checkpointingInterval=2000",
                  "--minPauseBetweenCheckpoints=1000"))) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!site.tables("topics").keySet().containsAll(expected.keySet())) {
          assertFalse(System.nanoTime() > end, "it took too long");
          Thread.sleep(100);
        }
        assertEquals(1, cluster.rest("/jobs").path("jobs").size());
        // How many partitions there are a reader tells with a record that comes after the answer.
        broker.send(
            StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_FACT));
        broker.send(
            StreamSite.EVENTS, PARTITIONS, Collections.nCopies(PARTITIONS, TopicInputs.LAST_EVENT));
        double records = inputs.sent.size() + 2 * PARTITIONS;
        while (System.nanoTime() < end
            && !(scraped.missing().isEmpty() && scraped.sum("records_read") == records)) {
          Thread.sleep(100);
        }
        assertEquals(Set.of(), scraped.missing(), "what alerts and dashboards look at");
        assertEquals(Set.of(), scraped.unmatched(), "steps that alerts look for");
        assertEquals(List.of(), scraped.whatIsIn(inputs), "ids in metrics");
        assertEquals(records, scraped.sum("records_read"));
        assertEquals(
            records,
            scraped.sum("records_kept")
                + scraped.sum("records_dropped")
                + scraped.sum("records_rejected"));
        // Two topics, and each of their partitions by one reader.
        assertEquals(2 * PARTITIONS, scraped.sum("partitions_read"));
        assertEquals(2 * PARTITIONS * PARTITIONS, scraped.sum("partitions_known"));
      }
      assertEquals(expected, site.tables("topics"));
    }
  }
}
