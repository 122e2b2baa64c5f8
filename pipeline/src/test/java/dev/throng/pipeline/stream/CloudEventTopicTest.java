package dev.throng.pipeline.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.run.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in each mode of CloudEvents, over a topic, are what lines of a file say. */
class CloudEventTopicTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theSameTables() throws Exception {
    TopicInputs inputs = new TopicInputs(43, 2_000, 100);
    StreamSite site = new StreamSite(folder, StreamReports.TEXT, "cloudevents");
    List<byte[]> lines = new ArrayList<>();
    for (byte[] event : inputs.events) {
      lines.add(isEvent(event) ? structured(event) : event);
    }
    Runs.batch(site.files(lines, inputs.facts));
    SortedMap<String, String> expected = site.tables("files");
    SortedMap<String, Long> outcomes = site.outcomesOfFiles();
    outcomes.put("dropped duplicate", (long) inputs.sent.size() - inputs.events.size());
    assertTrue(outcomes.containsKey("rejected malformed"), "some are no events");
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(StreamSite.EVENTS, 2);
      broker.topic(StreamSite.LEDGER, 2);
      broker.send(StreamSite.LEDGER, 2, inputs.facts);
      send(broker, inputs.sent);
      site.topics("topics", broker, "2s", "");
      try (StreamProcess stream = StreamProcess.start(site.file("topics.yaml"), StreamSite.OFTEN)) {
        stream.awaitAll(() -> site.missing("topics", expected, outcomes));
      }
      assertEquals(expected, site.tables("topics"));
      assertEquals(List.of(), inputs.idsIn(folder.resolve("topics")));
    }
  }

  /** One mode after the other; what is no event goes as it is. */
  private static void send(Broker broker, List<byte[]> events) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (byte[] event : events) {
        int mode = isEvent(event) ? sent.size() / 2 % 4 : 0;
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                StreamSite.EVENTS, sent.size() % 2, null, mode > 1 ? structured(event) : event);
        switch (mode) {
          case 1 -> record = attributes(sent.size() % 2, event);
          case 2 ->
              record
                  .headers()
                  .add(
                      "content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8))
                  .add("ce_id", "not this one".getBytes(UTF_8));
          case 0 -> {
            if (isEvent(event)) {
              record.headers().add("ce_specversion", "1.0".getBytes(UTF_8)).add("ce_time", null);
            }
          }
          default -> {}
        }
        sent.add(producer.send(record));
      }
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  /** What the envelope can tell, told there only. */
  private static ProducerRecord<byte[], byte[]> attributes(int partition, byte[] event)
      throws IOException {
    ObjectNode data = (ObjectNode) JSON.readTree(event);
    String type = data.remove("event_type").asText();
    List<String[]> attributes = new ArrayList<>();
    attributes.add(new String[] {"CE-Type", "com.example." + type + ".v1"});
    if (data.path("event_time").isTextual()) {
      attributes.add(new String[] {"ce_time", data.remove("event_time").asText()});
    }
    if (data.has("event_id")) {
      attributes.add(new String[] {"ce_id", data.remove("event_id").asText()});
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(StreamSite.EVENTS, partition, null, JSON.writeValueAsBytes(data));
    attributes.forEach(each -> record.headers().add(each[0], each[1].getBytes(UTF_8)));
    record.headers().add("content-type", "application/json".getBytes(UTF_8));
    return record;
  }

  private static byte[] structured(byte[] event) throws IOException {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("specversion", "1.0").put("type", "com.example.none").put("source", "/shop");
    envelope.set("data", JSON.readTree(event));
    return JSON.writeValueAsBytes(envelope);
  }

  private static boolean isEvent(byte[] line) {
    return new String(line, UTF_8).matches("\\{.*\"event_id\".*\"event_type\".*}");
  }
}
