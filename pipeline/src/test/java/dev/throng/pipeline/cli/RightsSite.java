package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.transforms.pseudonymize.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * A folder with a job over seven events of three days. Each is known by a word in its campaign, so
 * that a test can tell them apart without a key:
 *
 * <pre>
 * June 1   alpha    anna on the laptop
 *          bravo    bert on the same laptop
 * June 2   charlie  an order of anna's, by telephone
 *          delta    somebody on the laptop
 *          echo     the cookie of a session
 * June 3   foxtrot  anna, who buys from bert
 *          golf     bert
 * </pre>
 */
final class RightsSite {
  static final String ANNA = "anna-zq4711";
  static final String BERT = "bert-zq4712";
  static final String LAPTOP = "laptop-zq0815";
  static final String PHONE = "phone-zq0816";
  static final String SESSION = "session-zq0817";
  static final List<String> ALL =
      List.of("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String JOB =
      """
      name: rights
      events: {format: throng-json, from: in.ndjson}
      consent: {%s}
      policy: policy.yaml
      keys: {keyring: keys, master: "file:master.key"}
      output:
        events: {to: %3$s/events, format: %2$s}
        aggregates: [{to: %3$s/tables}]
        rejected: {to: %3$s/rejected}
        manifest: %3$s/run.json
      limits: {from: 2026-06-01, until: 2026-07-01}
      """;

  final Shell shell = new Shell(ANNA, BERT, LAPTOP, PHONE, SESSION);
  final Path folder;
  private final String format;

  RightsSite(Path folder, String format) throws IOException {
    this.folder = folder;
    this.format = format;
    Files.writeString(
        folder.resolve("in.ndjson"),
        event("2026-06-01T10:00:30Z", "page_view", user(ANNA) + device(LAPTOP), "alpha")
            + event("2026-06-01T11:00:00Z", "page_view", user(BERT) + device(LAPTOP), "bravo")
            + event("2026-06-02T10:00:00Z", "order", user(ANNA) + device(PHONE), "charlie")
            + event("2026-06-02T11:00:00Z", "page_view", device(LAPTOP), "delta")
            + event(
                "2026-06-02T12:00:00Z",
                "page_view",
                "\"cookie\":{\"id\":\"" + SESSION + "\",\"lifetime\":\"session\"},",
                "echo")
            + event(
                "2026-06-03T10:00:00Z",
                "page_view",
                user(ANNA) + "\"commerce\":{\"seller_id\":\"" + BERT + "\"},",
                "foxtrot")
            + event("2026-06-03T11:00:00Z", "page_view", user(BERT), "golf"));
    policy("");
    job("job", "out", "");
    assertEquals(0, shell.throng("keys", "create", job("job")), shell::err);
  }

  private static String event(String time, String type, String who, String word) {
    return "{\"event_type\":\"%s\",\"event_time\":\"%s\",%s\"campaign\":{\"name\":\"%s\"},\"consent\":{\"statistical\":true,\"marketing\":true}}\n"
        .formatted(type, time, who, word);
  }

  private static String user(String id) {
    return "\"user\":{\"id\":\"" + id + "\",\"country\":\"DE\"},";
  }

  private static String device(String id) {
    return "\"device\":{\"id\":\"" + id + "\"},";
  }

  /** The shipped policy, changed. */
  void policy(String more, String... changes) throws IOException {
    String text = Policy.shippedText();
    for (int i = 0; i < changes.length; i += 2) {
      assertEquals(true, text.contains(changes[i]), changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    Files.writeString(folder.resolve("policy.yaml"), text + more);
  }

  /** Writes a job that shares keys, store and input with the others. */
  void job(String name, String out, String consent) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), JOB.formatted(consent, format, out));
  }

  String job(String name) {
    return folder.resolve(name + ".yaml").toString();
  }

  void run(String name) {
    assertEquals(0, shell.throng("run", job(name), "--runner=DirectRunner"), shell::err);
  }

  /** The words of all stored events below an output, sorted, each behind what it may serve. */
  List<String> words(String out) throws IOException {
    List<String> words = new ArrayList<>();
    for (JsonNode row : rows(out)) {
      words.add(row.path("campaign_name").asText());
    }
    return words.stream().sorted().toList();
  }

  /** All stored events below an output, read without Throng. */
  List<JsonNode> rows(String out) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve(out).resolve("events"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        read(file, rows);
      }
    }
    return rows;
  }

  private static void read(Path file, List<JsonNode> rows) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".jsonl")) {
      for (String line : Files.readAllLines(file)) {
        rows.add(JSON.readTree(line));
      }
    } else if (name.endsWith(".avro")) {
      try (DataFileReader<GenericRecord> records =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        for (GenericRecord record : records) {
          rows.add(JSON.readTree(record.toString()));
        }
      }
    } else {
      try (ParquetReader<GenericRecord> records =
          AvroParquetReader.<GenericRecord>builder(
                  new LocalInputFile(file), new PlainParquetConfiguration())
              .build()) {
        for (GenericRecord record = records.read(); record != null; record = records.read()) {
          rows.add(JSON.readTree(record.toString()));
        }
      }
    }
  }

  /** Every file below a folder, but locks, with a hash of its content. */
  SortedMap<String, Integer> tree(String below) {
    SortedMap<String, Integer> tree = new TreeMap<>();
    Path start = folder.resolve(below);
    if (!Files.exists(start)) {
      return tree;
    }
    try (Stream<Path> files = Files.walk(start)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".lock")) {
          tree.put(start.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /** What the last command printed. */
  JsonNode receipt() throws IOException {
    return JSON.readTree(shell.out());
  }

  long count(String name) throws IOException {
    return receipt().path("counts").path(name).asLong();
  }
}
