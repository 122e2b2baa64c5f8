package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.Runs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that is drained says in the end what a run over files with all that it read says: nothing
 * comes after, so that windows that are open are released as they stand.
 */
class StreamDrainTest {
  private static final int PARTITIONS = 2;
  private static final byte[] NO_EVENT = "[]".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ABOUT_NOBODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void whatWasReadIsPublishedWholly() throws Exception {
    TopicInputs inputs = new TopicInputs(3, 2_000, 150);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT);
    // The last of each partition is rejected at once, and so tells that all was read.
    List<byte[]> last = Collections.nCopies(PARTITIONS, NO_EVENT);
    List<byte[]> events = new ArrayList<>(inputs.events);
    events.addAll(last);
    Runs.batch(site.files(events, inputs.facts));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    try (Broker broker = Broker.start(folder.resolve("broker"));
        LocalCluster cluster = LocalCluster.start(folder.resolve("cluster"), 1, 2)) {
      broker.topic(StreamSite.EVENTS, PARTITIONS);
      broker.topic(StreamSite.LEDGER, PARTITIONS);
      broker.send(StreamSite.LEDGER, PARTITIONS, inputs.facts);
      broker.send(StreamSite.LEDGER, PARTITIONS, Collections.nCopies(PARTITIONS, ABOUT_NOBODY));
      broker.send(StreamSite.EVENTS, PARTITIONS, inputs.sent);
      broker.send(StreamSite.EVENTS, PARTITIONS, last);
      site.topics("topics", broker, "1h", "");
      try (StreamProcess stream =
          StreamProcess.on(cluster, site.file("topics.yaml"), StreamSite.OFTEN)) {
        stream.await(
            "all that there is",
            () ->
                site.rejections("topics").size() == site.rejections("files").size()
                    && site.aboutNobody("topics") == PARTITIONS);
        assertTrue(
            site.tables("topics").size() < expected.size(), "some windows are open until then");
        Checkpoints.drain(stream, cluster, folder.resolve("savepoints"));
        assertEquals(0, stream.exitCode(), stream.log());
      }
    }
    assertEquals(expected, site.tables("topics"));
    assertEquals(site.stored("files"), site.stored("topics"));
    assertEquals(outcomes, site.outcomesOfTopics("topics"));
  }
}
