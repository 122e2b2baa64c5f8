package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.throng.pipeline.run.Runs;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of topics is what comes of files with the same lines, byte for byte (design 7). */
class BatchEqualsStreamTest {
  private static final String REPORTS =
      """
      reports:
        - name: traffic
          purpose: statistical
          audience: internal
          recipient: "tests"
          window: 1h
          dimensions: [country, device_class]
          measures: [events, unique_people, unique_devices]
          rollups: [[country], []]
          release: {at_least: 3}
        - name: kinds
          purpose: marketing
          audience: internal
          recipient: "tests"
          window: 1d
          dimensions: [event_type]
          measures: [events, unique_people]
          release: {at_least: 2}
      """;

  @TempDir Path folder;

  @Test
  void theSameTables() throws Exception {
    TopicInputs inputs = new TopicInputs(42, 6_000, 300);
    StreamSite site = new StreamSite(folder, REPORTS);
    Runs.batch(site.files(inputs));
    SortedMap<String, String> expected = site.tables("files");
    assertFalse(expected.isEmpty());
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, 2);
      broker.topic(StreamSite.LEDGER, 2);
      broker.send(StreamSite.LEDGER, 2, inputs.facts);
      broker.send(StreamSite.EVENTS, 2, inputs.events);
      try (Runs.Stream stream = Runs.stream(site.topics("topics", broker, ""), 2)) {
        stream.await(() -> site.tables("topics").keySet().containsAll(expected.keySet()));
      }
      assertEquals(new TreeMap<>(expected), new TreeMap<>(site.tables("topics")));
    }
  }
}
