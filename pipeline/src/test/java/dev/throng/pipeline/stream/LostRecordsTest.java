package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a topic has deleted before it was read is counted; Kafka's own client says nothing. */
class LostRecordsTest {
  private static final String TOPIC = "events";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  @TempDir Path folder;

  private static Consumer<byte[], byte[]> client(Broker broker) {
    Consumer<byte[], byte[]> client =
        new TopicClient(null)
            .apply(Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"));
    client.assign(List.of(FIRST, SECOND));
    return client;
  }

  /** The offsets that are read until each partition is read to its end, one after the other. */
  private static List<List<Long>> read(Consumer<byte[], byte[]> client) {
    List<List<Long>> offsets = List.of(new ArrayList<>(), new ArrayList<>());
    Map<TopicPartition, Long> ends = client.endOffsets(List.of(FIRST, SECOND));
    while (ends.entrySet().stream()
        .anyMatch(end -> client.position(end.getKey()) < end.getValue())) {
      client
          .poll(Duration.ofMillis(200))
          .forEach(record -> offsets.get(record.partition()).add(record.offset()));
    }
    return offsets;
  }

  private static List<Long> from(int first, int until) {
    return IntStream.range(first, until).mapToObj(Long::valueOf).toList();
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereReadAreCounted() throws Exception {
    List<byte[]> values =
        IntStream.range(0, 40)
            .mapToObj(i -> Integer.toString(i).getBytes(StandardCharsets.UTF_8))
            .toList();
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic(TOPIC, 2);
      broker.send(TOPIC, 2, values);
      try (Consumer<byte[], byte[]> fresh = client(broker)) {
        assertEquals(0, fresh.position(FIRST));
        assertEquals(List.of(from(0, 20), from(0, 20)), read(fresh));
        assertEquals(0, LostRecords.take(TOPIC), "a beginning loses nothing");
      }
      broker.deleteBefore(FIRST, 12);
      try (Consumer<byte[], byte[]> fresh = client(broker)) {
        assertEquals(List.of(from(12, 20), from(0, 20)), read(fresh));
        assertEquals(0, LostRecords.take(TOPIC), "what was deleted before a job began is not lost");
      }
      try (Consumer<byte[], byte[]> back = client(broker)) {
        back.seek(FIRST, 5);
        back.seek(SECOND, 5);
        assertEquals(List.of(from(12, 20), from(5, 20)), read(back));
        assertEquals(7, LostRecords.take(TOPIC), "5 to 11 were not read");
        assertEquals(0, LostRecords.take(TOPIC), "and are told once");
      }
      try (Consumer<byte[], byte[]> stranger = client(broker)) {
        stranger.seek(FIRST, 1_000);
        IllegalStateException told =
            assertThrows(
                IllegalStateException.class,
                () -> {
                  while (true) {
                    stranger.poll(Duration.ofMillis(200));
                  }
                });
        assertTrue(String.valueOf(told.getMessage()).startsWith("the topic 'events' ends before"));
      }
    }
  }
}
