package dev.throng.pipeline.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Six people with one event each day from the 1st to the 4th of June, who allow statistics with
 * each, and a ledger in which each of them says something else on the 3rd. Every number is reasoned
 * out by hand from CONSENT.md.
 */
class StoryTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> PEOPLE =
      List.of("anna", "bert", "cleo", "dora", "emil", "fred");

  private static final String JOB =
      """
      name: story
      events: {format: throng-json, from: [events.ndjson]}
      consent: {ledger: [ledger.ndjson], decide: DECIDE, join: JOIN}
      keys: {keyring: keys, master: "file:master.key", epoch: day}
      output:
        events: {to: out/events, format: jsonl}
        aggregates: [{to: out/aggregates, format: csv}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {from: 2026-06-01, until: 2026-06-10}
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    StringBuilder events = new StringBuilder();
    for (String person : PEOPLE) {
      for (int day = 1; day <= 4; day++) {
        events.append(
            """
            {"event_type":"page_view","event_time":"2026-06-0%1$dT12:00:00Z","user":{"id":"%2$s"},\
            "commerce":{"product_id":"%3$s%1$d"},"consent":{"statistical":true}}
            """
                .formatted(day, person, person.substring(0, 1).toUpperCase(Locale.ROOT)));
      }
    }
    Files.writeString(folder.resolve("events.ndjson"), events);
    Files.writeString(
        folder.resolve("ledger.ndjson"),
        fact("bert", "statistical", "withdrawn", 3)
            + fact("cleo", "*", "objected", 3)
            + fact("cleo", "statistical", "granted", 4)
            + fact("dora", "*", "erased", 3)
            + fact("emil", "*", "restricted", 3)
            + fact("fred", "*", "minor", 3)
            + "{\"subject\":{\"type\":\"user\",\"id\":\"nobody we know\"}}\n");
  }

  private static String fact(String user, String purpose, String state, int day) {
    return """
        {"subject":{"type":"user","id":"%s"},"purpose":"%s","state":"%s",\
        "effective_at":"2026-06-0%dT00:00:00Z","recorded_at":"2026-06-05T00:00:00Z"}
        """
        .formatted(user, purpose, state, day);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          memory | as_known      | A1 A2 A3 A4 C4 D3 D4                      | erased 2, minor 4, objected 3, restricted 4, withdrawn 4
          shuffle | as_known     | A1 A2 A3 A4 C4 D3 D4                      | erased 2, minor 4, objected 3, restricted 4, withdrawn 4
          memory | at_event_time | A1 A2 A3 A4 B1 B2 C1 C2 C4 D3 D4 E1 E2    | erased 2, minor 4, objected 1, restricted 2, withdrawn 2
          shuffle | at_event_time | A1 A2 A3 A4 B1 B2 C1 C2 C4 D3 D4 E1 E2   | erased 2, minor 4, objected 1, restricted 2, withdrawn 2
          memory | {as_of: 2026-06-04T00:00:00Z} | A1 A2 A3 A4 B1 B2 B3 B4 C1 C2 C3 C4 D1 D2 D3 D4 E1 E2 E3 E4 F1 F2 F3 F4 |
          """)
  void whatEachOfThemSaidHasItsEffect(String join, String decide, String kept, String dropped)
      throws IOException {
    JsonNode manifest = run(join, decide);
    assertEquals(kept, keptProducts());
    Map<String, Integer> reasons = new TreeMap<>();
    manifest
        .path("dropped")
        .properties()
        .forEach(e -> reasons.put(e.getKey(), e.getValue().intValue()));
    StringBuilder said = new StringBuilder();
    reasons.forEach((reason, n) -> said.append(", ").append(reason).append(' ').append(n));
    assertEquals(dropped == null ? "" : ", " + dropped, said.toString());
    assertEquals(
        JSON.readTree("{\"facts_read\":7,\"facts_rejected\":0,\"facts_unclear\":1}"),
        manifest.path("ledger"));
  }

  /** P31: gina follows an unsubscribe link on the 3rd, and signs up again on the 4th. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          memory  | as_known      | G4
          shuffle | as_known      | G4
          memory  | at_event_time | G1 G2 G4
          shuffle | at_event_time | G1 G2 G4
          """)
  void whoUnsubscribesObjects(String join, String decide, String kept) throws IOException {
    StringBuilder events = new StringBuilder();
    for (int day = 1; day <= 4; day++) {
      events.append(
          """
          {"event_type":"email_open","event_time":"2026-06-0%1$dT12:00:00Z","user":{"id":"gina"},\
          "commerce":{"product_id":"G%1$d"},"consent":{"marketing":true}}
          """
              .formatted(day));
    }
    events.append(
        """
        {"event_type":"\\u0055nsubscribe","event_time":"2026-06-03T12:00:00Z","user":{"id":"gina"}}
        """);
    Files.writeString(folder.resolve("events.ndjson"), events);
    Files.writeString(folder.resolve("ledger.ndjson"), fact("gina", "marketing", "granted", 4));
    JsonNode manifest = run(join, decide);
    assertEquals(kept, keptProducts());
    assertEquals(5 - kept.length() / 3 - 1, manifest.path("dropped").path("objected").intValue());
  }

  private JsonNode run(String join, String decide) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, JOB.replace("JOIN", join).replace("DECIDE", decide));
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    Keyring.of(job.keys()).createMaster();
    new BatchRun(job, RunRange.EVERYTHING, Engine.of("--runner=DirectRunner"), RunListener.NONE)
        .run();
    return JSON.readTree(folder.resolve("out/run.json").toFile());
  }

  private String keptProducts() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out/events"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return String.join(
          " ",
          all.toString()
              .lines()
              .map(line -> line.replaceAll(".*\"product\":\"(\\w+)\".*", "$1"))
              .sorted()
              .toList());
    }
  }
}
