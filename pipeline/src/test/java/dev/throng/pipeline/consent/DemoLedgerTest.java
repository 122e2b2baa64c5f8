package dev.throng.pipeline.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.RawEvent;
import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.LedgerGenerator;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The events of {@code throng demo}, and a ledger of the same people beside them: statistics and
 * reasons are those that {@link NaiveReading} gives.
 */
class DemoLedgerTest {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(7);
  private static final long PEOPLE = 3_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @BeforeEach
  void generate() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("events.ndjson"))) {
      new Generator(1, PEOPLE, FROM, SPAN).write(50_000, out);
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("ledger.ndjson"))) {
      new LedgerGenerator(1, PEOPLE, FROM, SPAN).write(2 * PEOPLE, out);
    }
    Files.writeString(
        folder.resolve("reports.yaml"),
        """
        reports:
          - name: activities
            purpose: statistical
            audience: internal
            recipient: tests
            window: 7d
            dimensions: [event_type]
            measures: [events]
            release: {at_least: 2}
        """);
  }

  /** What came of all events: how many of each type are counted, and why others are dropped. */
  private record Account(Map<String, Long> counted, Map<String, Long> dropped) {}

  private Account run(String name, String consent) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        name: demo
        events: {format: throng-json, from: events.ndjson}
        consent: {%1$s}
        keys: {keyring: keys, master: "file:master.key", epoch: month}
        reports: reports.yaml
        output:
          aggregates: [{to: %2$s/aggregates, format: csv}]
          rejected: {to: %2$s/rejected}
          manifest: %2$s/run.json
        limits: {from: 2026-06-01, until: 2026-07-01}
        """
            .formatted(consent, name));
    Job job = JobFile.read(file.toString(), Instant.now());
    Keyring.of(job.keys()).createMaster();
    new BatchRun(job, RunRange.EVERYTHING, Engine.of("--parallelism=2"), RunListener.NONE).run();
    Map<String, Long> counted = new TreeMap<>();
    Files.readAllLines(folder.resolve(name).resolve("aggregates/activities/2026-06-01.csv"))
        .stream()
        .skip(1)
        .map(row -> row.split(",", -1))
        .forEach(row -> counted.put(row[2], Long.valueOf(row[3])));
    Map<String, Long> dropped = new TreeMap<>();
    JsonNode manifest = JSON.readTree(folder.resolve(name).resolve("run.json").toFile());
    manifest
        .path("dropped")
        .properties()
        .forEach(reason -> dropped.put(reason.getKey(), reason.getValue().longValue()));
    return new Account(counted, dropped);
  }

  private Account read(boolean withLedger) throws IOException {
    Map<Id, List<Said>> ledger = new HashMap<>();
    if (withLedger) {
      for (String line : Files.readAllLines(folder.resolve("ledger.ndjson"))) {
        add(ledger, said(JSON.readTree(line)));
      }
    }
    List<RawEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("events.ndjson"))) {
      RawEvent event = new RawEvent(JSON.readTree(line));
      events.add(event);
      NaiveReading.unsubscribed(happening(event)).forEach(fact -> add(ledger, fact));
    }
    Map<String, Long> counted = new TreeMap<>();
    Map<String, Long> dropped = new TreeMap<>();
    for (RawEvent event : events) {
      Outcome outcome = NaiveReading.of(Setting.AS_KNOWN, happening(event), ledger);
      if (outcome.reason() != null) {
        dropped.merge(outcome.reason(), 1L, Long::sum);
        continue;
      }
      Set<String> needed = new TreeSet<>(Set.of("statistical"));
      if (event.isAdvert()) {
        needed.addAll(Set.of("personalisation", "marketing"));
      }
      if (outcome.purposes().containsAll(needed)) {
        counted.merge(event.type(), 1L, Long::sum);
      }
    }
    return new Account(counted, dropped);
  }

  private static void add(Map<Id, List<Said>> ledger, Said fact) {
    ledger.computeIfAbsent(fact.id(), id -> new ArrayList<>()).add(fact);
  }

  private static Said said(JsonNode fact) {
    JsonNode subject = fact.path("subject");
    return new Said(
        new Id(subject.path("type").textValue(), subject.path("id").textValue()),
        fact.path("purpose").textValue(),
        fact.path("state").textValue(),
        Instant.parse(fact.path("effective_at").textValue()).toEpochMilli(),
        fact.has("recorded_at")
            ? Instant.parse(fact.path("recorded_at").textValue()).toEpochMilli()
            : null,
        fact.path("policy_version").textValue());
  }

  private static Happening happening(RawEvent event) {
    List<Id> ids = new ArrayList<>();
    for (String type : List.of("device", "cookie", "user")) {
      addId(ids, type, event.text(type, "id"));
    }
    addId(ids, "company", event.text("user", "company_id"));
    JsonNode consent = event.json().path("consent");
    Map<String, Boolean> categories = new HashMap<>();
    for (String purpose : Source.PURPOSES) {
      if (consent.has(purpose)) {
        categories.put(purpose, consent.path(purpose).booleanValue());
      }
    }
    Set<String> granted = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    event.hearSignals(granted, refused);
    @Nullable String version = consent.path("policy_version").textValue();
    return new Happening(
        "",
        event.time(),
        event.type(),
        ids,
        categories,
        List.of(new Signal("all of them", "", granted, refused)),
        event.flag("consent", "gpc"),
        event.flag("user", "minor"),
        event.flag("dispute", "health_data"),
        event.flag("dispute", "explicit_consent"),
        version,
        null);
  }

  private static void addId(List<Id> ids, String type, String text) {
    if (!text.isEmpty()) {
      ids.add(new Id(type, text));
    }
  }

  @Test
  void aLedgerChangesTheStatisticsAsTheReadingSays() throws IOException {
    Account without = read(false);
    Account with = read(true);
    assertNotEquals(without, with);
    assertTrue(
        with.dropped()
            .keySet()
            .containsAll(
                Set.of("erased", "minor", "restricted", "objected", "withdrawn", "denied")),
        with.dropped().toString());
    assertEquals(without, run("without", "decide: as_known"));
    assertEquals(with, run("memory", "ledger: ledger.ndjson, join: memory"));
    assertEquals(with, run("shuffle", "ledger: ledger.ndjson, join: shuffle"));
  }

  /** Facts of one person never touch another's events. */
  @Test
  void strangersChangeNothing() throws IOException {
    Account with = run("alone", "ledger: ledger.ndjson, join: memory");
    try (OutputStream out =
        Files.newOutputStream(folder.resolve("ledger.ndjson"), StandardOpenOption.APPEND)) {
      new LedgerGenerator(2, PEOPLE, FROM, SPAN).write(2 * PEOPLE, out);
    }
    assertEquals(with, run("among-others", "ledger: ledger.ndjson, join: memory"));
    assertEquals(with, run("among-others-shuffled", "ledger: ledger.ndjson, join: shuffle"));
  }
}
