package dev.throng.pipeline.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.store.OwnFact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with the same job twice, over files and over topics, with the same keys. */
final class StreamSite {
  static final String EVENTS = "events";
  static final String LEDGER = "consent";
  static final String PUBLISHED = "published";
  static final String REJECTED = "rejected";

  /** Two threads, and checkpoints often. */
  static final String[] OFTEN = {
    "--parallelism=2", "--checkpointingInterval=2000", "--minPauseBetweenCheckpoints=1000"
  };

  /** What an extract for research says besides where it goes. */
  private static final String EXTRACT =
      "recipient: tests, quasi_identifiers: [[country], [hour], [device_class]], k: 2,"
          + " suppress: 20%";

  private static final String REST =
      """
      keys: {keyring: keys, master: "file:master.key", epoch: day}
      reports: reports.yaml
      budget: {third_party: {epsilon: 10, delta: 1e-3, period: 1d}}
      store: %s-store
      limits: {rejected: 20%%, record: 20KB, from: 2026-06-01, until: 2026-06-05}
      """;

  private final Path folder;
  private final String format;

  StreamSite(Path folder, String reports) throws IOException {
    this(folder, reports, "throng-json");
  }

  StreamSite(Path folder, String reports, String format) throws IOException {
    this.folder = folder;
    this.format = format;
    Files.writeString(folder.resolve("reports.yaml"), reports);
  }

  /** The job over files. */
  Job files(TopicInputs inputs) throws IOException {
    return files(inputs.events, inputs.facts);
  }

  /** The same over these lines. */
  Job files(List<byte[]> events, List<byte[]> facts) throws IOException {
    Files.write(folder.resolve("events.ndjson"), lines(events));
    Files.write(folder.resolve("facts.ndjson"), lines(facts));
    return job(
        "files",
        """
        name: site
        events: {format: throng-json, from: events.ndjson}
        consent: {ledger: facts.ndjson, decide: at_event_time, grace: 1m}
        output:
          aggregates: [{to: files/aggregates, format: csv}]
          events: {to: files/events, format: jsonl}
          research: {to: files/research, format: csv, %s}
          rejected: {to: files/rejected}
          manifest: files/run.json
        """
            .formatted(EXTRACT));
  }

  /**
   * The job over topics.
   *
   * @param idle after how long a partition is idle
   * @param aggregates an entry of {@code output.aggregates} more, or nothing
   */
  Job topics(String name, Broker broker, String idle, String aggregates) throws IOException {
    return topics(name, broker, idle, aggregates, "");
  }

  /**
   * The same.
   *
   * @param rejected what is said of rejections besides their folder, or nothing
   */
  Job topics(String name, Broker broker, String idle, String aggregates, String rejected)
      throws IOException {
    return job(
        name,
        """
        name: site
        events:
          format: throng-json
          kafka: {bootstrap: "%2$s", topic: %3$s, disorder: 1h, idle: %6$s}
        consent:
          ledger: {bootstrap: "%2$s", topic: %4$s, disorder: 1h, idle: %6$s}
          decide: at_event_time
          grace: 1m
        output:
          events: {to: %1$s/events, format: jsonl}
          research: {to: %1$s/research, format: csv, %7$s}
          aggregates:
            - {to: %1$s/aggregates, format: csv}
            %5$s
          rejected: {to: %1$s/rejected%8$s}
          manifest: %1$s/run.json
        """
            .formatted(
                name, broker.address(), EVENTS, LEDGER, aggregates, idle, EXTRACT, rejected));
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  private Job job(String name, String text) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file, text.replace("format: throng-json", "format: " + format) + REST.formatted(name));
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    if (!Files.exists(folder.resolve("keys"))) {
      Keyring keyring = Keyring.of(job.keys());
      keyring.createMaster();
      keyring.create(TopicInputs.FROM, TopicInputs.FROM.plus(TopicInputs.SPAN));
    }
    return job;
  }

  /** The tables of reports below a run's output, by path. */
  SortedMap<String, String> tables(String name) throws IOException {
    return below(folder.resolve(name).resolve("aggregates"), false);
  }

  /** An entry of {@code output.aggregates} for a topic. */
  static String published(Broker broker) {
    return "- {kafka: {bootstrap: \"%s\", topic: %s}}".formatted(broker.address(), PUBLISHED);
  }

  /** What {@code output.rejected} says besides its folder, for a topic. */
  static String rejected(Broker broker) {
    return ", kafka: {bootstrap: \"%s\", topic: %s}".formatted(broker.address(), REJECTED);
  }

  /** Has some of the people withdraw by letter, before all events. */
  void sayByHand(Job job, TopicInputs inputs) throws IOException {
    JoinKeys keys = JoinPseudonyms.open(job.keys());
    Instant before = TopicInputs.FROM.minusSeconds(60);
    List<OwnFact> facts = new ArrayList<>();
    for (String id : inputs.devices(20)) {
      facts.add(
          new OwnFact(
              IdType.DEVICE,
              keys.of(IdType.DEVICE, id),
              "statistical",
              FactState.WITHDRAWN,
              before,
              before,
              null,
              null));
    }
    FactStore.of(job.store()).add(facts, Instant.parse("2026-06-10T00:00:00Z"));
  }

  /** The files of an extract for research, by path. */
  SortedMap<String, String> extracts(String name) throws IOException {
    return below(folder.resolve(name).resolve("research"), false);
  }

  /** All rows of stored events, sorted. */
  List<String> stored(String name) throws IOException {
    return lines(folder.resolve(name).resolve("events"));
  }

  /** An entry of {@code output.aggregates} for a database, and the file that it names. */
  String database(EmbeddedPostgres database) throws IOException {
    Files.writeString(folder.resolve("pg.properties"), "user=postgres\npassword=postgres\n");
    return "- {to: \"jdbc:postgresql://localhost:%d/postgres\", properties: pg.properties}"
        .formatted(database.getPort());
  }

  /** What became of records, by outcome and reason, as a manifest has it. */
  SortedMap<String, Long> outcomesOfFiles() throws IOException {
    JsonNode manifest =
        new ObjectMapper().readTree(folder.resolve("files").resolve("run.json").toFile());
    SortedMap<String, Long> outcomes = new TreeMap<>();
    outcomes.put("kept (all)", manifest.get("events_kept").asLong());
    for (String outcome : List.of("dropped", "rejected")) {
      manifest
          .get(outcome)
          .properties()
          .forEach(each -> outcomes.put(outcome + " " + each.getKey(), each.getValue().asLong()));
    }
    return outcomes;
  }

  /** Which windows a job over topics has not published yet, and which counts are others. */
  Missing missing(String name, SortedMap<String, String> tables, SortedMap<String, Long> outcomes)
      throws Exception {
    return new Missing()
        .of("windows", tables.keySet(), tables(name).keySet())
        .unless("counts", outcomes, () -> outcomesOfTopics(name));
  }

  /** The same, and what the database lacks, and how many stored events there are but in files. */
  Missing missing(
      String name,
      SortedMap<String, String> tables,
      SortedMap<String, Long> outcomes,
      Connection connection)
      throws Exception {
    return missing(name, tables, outcomes)
        .unless("stored events", stored("files").size(), () -> stored(name).size())
        .unless(
            "the database is complete",
            true,
            () -> StoredTables.areComplete(connection, tables.keySet(), outcomes));
  }

  /** The same, as the tables of counts by hour have it. */
  SortedMap<String, Long> outcomesOfTopics(String name) throws IOException {
    SortedMap<String, Long> outcomes = new TreeMap<>();
    for (String table : below(folder.resolve(name).resolve("aggregates"), true).values()) {
      table
          .lines()
          .skip(1)
          .map(line -> Splitter.on(',').splitToList(line))
          .filter(row -> !row.get(2).equals("warned"))
          .forEach(
              row ->
                  outcomes.merge(
                      row.get(2) + " " + row.get(3), Long.parseLong(row.get(4)), Long::sum));
    }
    return outcomes;
  }

  /** How many lines of the ledger were about nobody, as the tables of counts have it. */
  long aboutNobody(String name) throws IOException {
    return warned(name, "ledger_about_nobody");
  }

  /** How often there was a warning, as the tables of counts have it. */
  long warned(String name, String what) throws IOException {
    return below(folder.resolve(name).resolve("aggregates"), true).values().stream()
        .flatMap(String::lines)
        .filter(line -> line.contains("," + what + ","))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
        .sum();
  }

  /** Rejections of a run, sorted. */
  List<String> rejections(String name) throws IOException {
    return lines(folder.resolve(name).resolve("rejected"));
  }

  private static List<String> lines(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(root)) {
      try (Stream<Path> found = Files.walk(root)) {
        for (Path file :
            found
                .filter(
                    path -> path.toString().endsWith(".jsonl") && !path.toString().contains("/."))
                .toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      } catch (UncheckedIOException | NoSuchFileException replaced) {
        // A file gave way to a newer one meanwhile: whoever waits looks again.
        return List.of();
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static SortedMap<String, String> below(Path root, boolean counts) throws IOException {
    SortedMap<String, String> tables = new TreeMap<>();
    if (Files.exists(root)) {
      try (Stream<Path> found = Files.walk(root)) {
        for (Path file : found.filter(path -> path.toString().endsWith(".csv")).toList()) {
          String place = root.relativize(file).toString();
          if (place.startsWith("_counts") == counts) {
            tables.put(place, Files.readString(file));
          }
        }
      } catch (UncheckedIOException | NoSuchFileException replaced) {
        // A file gave way to a newer one meanwhile: whoever waits looks again.
        return new TreeMap<>();
      }
    }
    return tables;
  }

  private static byte[] lines(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }
}
