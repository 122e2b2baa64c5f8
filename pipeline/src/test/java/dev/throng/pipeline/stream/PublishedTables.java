package dev.throng.pipeline.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a topic of tables holds, each key's last word, and the same of files. */
final class PublishedTables {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedTables() {}

  /** Rows as texts of their members, by report and window. */
  static SortedMap<String, Set<String>> of(Broker broker) throws Exception {
    return tables(last(broker, StreamSite.PUBLISHED));
  }

  /** The last word of each key of a topic. */
  static Map<String, String> last(Broker broker, String topic) throws Exception {
    Map<String, String> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
          last.put(
              new String(each.key(), StandardCharsets.UTF_8),
              new String(each.value(), StandardCharsets.UTF_8));
        }
      }
    }
    return last;
  }

  private static SortedMap<String, Set<String>> tables(Map<String, String> last)
      throws IOException {
    SortedMap<String, Set<String>> tables = new TreeMap<>();
    Map<String, Integer> marks = new HashMap<>();
    for (String value : last.values()) {
      JsonNode record = JSON.readTree(value);
      String report = record.get("report").asText();
      if (!report.startsWith("_")) {
        String table = report + " " + record.get("window_start").asText();
        tables.computeIfAbsent(table, first -> new TreeSet<>());
        if (record.has("rows")) {
          marks.put(table, record.get("rows").asInt());
        } else {
          Map<String, String> members = new TreeMap<>();
          record.properties().forEach(each -> members.put(each.getKey(), text(value, each)));
          members.remove("report");
          tables.get(table).add(members.toString());
        }
      }
    }
    // A window is there when its last word is, and counts as many rows as there are.
    tables
        .entrySet()
        .removeIf(table -> !Objects.equals(marks.get(table.getKey()), table.getValue().size()));
    return tables;
  }

  /** The digits of a number as they stand there. */
  private static String text(String record, Map.Entry<String, JsonNode> member) {
    if (!member.getValue().isNumber()) {
      return member.getValue().asText();
    }
    int from = record.indexOf("\"" + member.getKey() + "\":") + member.getKey().length() + 3;
    int to = from;
    while (record.charAt(to) != ',' && record.charAt(to) != '}') {
      to++;
    }
    return record.substring(from, to);
  }

  /** The same of tables as CSV, whose values hold no comma. */
  static SortedMap<String, Set<String>> of(SortedMap<String, String> files) {
    SortedMap<String, Set<String>> tables = new TreeMap<>();
    files.forEach(
        (path, csv) -> {
          List<String> lines = csv.lines().toList();
          List<String> names = Splitter.on(',').splitToList(lines.get(0));
          String report = path.substring(0, path.indexOf('/'));
          Set<String> rows = new TreeSet<>();
          for (String line : lines.subList(1, lines.size())) {
            List<String> values = Splitter.on(',').splitToList(line);
            Map<String, String> members = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
              if (!values.get(i).isEmpty()) {
                members.put(names.get(i), values.get(i));
              }
            }
            rows.add(members.toString());
          }
          String day = path.substring(path.indexOf('/') + 1, path.length() - ".csv".length());
          String start =
              day.length() == "2026-06-01".length()
                  ? day + "T00:00:00Z"
                  : day.substring(0, 13) + ":" + day.substring(13) + ":00Z";
          tables.put(report + " " + start, rows);
        });
    return tables;
  }
}
