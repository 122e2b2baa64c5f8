package dev.throng.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import dev.throng.pipeline.cli.Throng;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.pseudonymize.Policy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Laws 1 and 5, from outside: whatever is read, nothing that names a person is in any file, file's
 * name, log line or exception, be the run done, refused or failed. Each run is a process of its
 * own, with traces on.
 */
class NoLeakTest {
  private static final String JOB =
      """
      name: marked
      events: {format: FORMAT, from: [INPUT], visitor: ip_and_agent, trusted_hops: 1}
      consent: {LEDGER, default: {"*": {statistical: granted, marketing: granted, research: granted}}}
      policy: policy.yaml
      keys: {keyring: keys, master: "file:master.key", epoch: day}
      output:
        events: {to: out/events, format: EVENTS}
        aggregates:
          - {to: out/csv, format: csv}
          - {to: out/avro, format: avro}
          - {to: out/parquet, format: parquet}
        research:
          to: out/research
          recipient: tests
          quasi_identifiers: [[country, region, city], [host, path, query], [title], [hour, minute]]
          k: 2
          suppress: 100%
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {rejected: SHARE, record: 20KB, from: 2026-06-01, until: 2026-06-05, ledger_rejected: LINES}
      """;

  @TempDir Path folder;
  private final MarkedEvents events = new MarkedEvents();
  private final Markers markers = events.markers;
  private String ledger = "";
  private String said = "";
  private int commands;

  @BeforeEach
  void policy() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.createDirectories(folder.resolve("tmp"));
    Files.writeString(
        folder.resolve("policy.yaml"),
        Resources.toString(Resources.getResource(Policy.class, "policy.yaml"), UTF_8)
            .replace("properties: []", "properties: [plan]"));
  }

  @Test
  void everyFieldOfTheSchemaIsMarked() throws IOException {
    Map<String, Object> event =
        events.event(0, 0, Set.of("event_type", "consent.tcf", "consent.gpp", "consent.google"));
    for (Schema.Field field : IdentifiedEvent.getClassSchema().getFields()) {
      String path = field.getProp("path");
      if (MarkedEvents.UNMARKED.contains(path)) {
        continue;
      }
      assertTrue(event.containsKey(path), path);
      Set<String> found = markers.in(events.line(Map.of(path, event.get(path))));
      assertTrue(found.stream().anyMatch(each -> each.startsWith(path + ": ")), path);
    }
  }

  @Test
  void whatIsLookedForIsFound() {
    String word = markers.word("some.field", 0);
    assertEquals(
        Set.of("some.field: " + word), markers.in("a " + word.toUpperCase(Locale.ROOT) + " b"));
    for (String neighbour : List.of("", "a", "ab", "abc")) {
      byte[] text = (neighbour + word + "\u00e4 end").getBytes(UTF_8);
      assertFalse(markers.in(Base64.getEncoder().encodeToString(text)).isEmpty(), neighbour);
      assertFalse(markers.in(Base64.getUrlEncoder().encodeToString(text)).isEmpty(), neighbour);
      assertFalse(markers.in(HexFormat.of().withUpperCase().formatHex(text)).isEmpty());
      assertFalse(markers.in(HexFormat.of().withPrefix("%").formatHex(text)).isEmpty());
    }
    assertFalse(markers.in(Hashing.sha256().hashString(word, UTF_8).toString()).isEmpty());
    assertEquals(Set.of(), markers.in("nothing of it"));
  }

  @Test
  void jsonOnTheDirectRunner() throws Exception {
    input("in/events.ndjson", events.jsonFile());
    assertEquals(
        0, run("throng-json", "in/events.ndjson", "parquet", "100%", "DirectRunner"), said);
    assertManyAreKept();
    assertNothingLeaks();
  }

  @Test
  void anAccessLogOnEmbeddedFlink() throws Exception {
    input("in/access.log", events.accessLog());
    assertEquals(0, run("access-log", "in/access.log", "jsonl", "100%", "FlinkRunner"), said);
    assertManyAreKept();
    assertNothingLeaks();
  }

  @Test
  void anAccessLogByItsPattern() throws Exception {
    input("in/access.log", events.patternLog());
    String format = "access-log, log_format: '" + MarkedEvents.PATTERN + "'";
    assertEquals(0, run(format, "in/access.log", "parquet", "100%", "DirectRunner"), said);
    assertManyAreKept();
    assertNothingLeaks();
  }

  /** The formats of others, also in real messages of which every leaf is marked. */
  @ParameterizedTest
  @EnumSource(names = {"SEGMENT", "SNOWPLOW_ENRICHED", "GA4_EXPORT", "CLOUDEVENTS"})
  void formatsOfOthers(Format format) throws Exception {
    MarkedFormats marked = new MarkedFormats(format, events);
    input("in/lines.txt", marked.lines());
    if (format == Format.SEGMENT) {
      input("in/real.txt", marked.messages());
    } else if (format == Format.SNOWPLOW_ENRICHED) {
      input("in/real.txt", marked.table());
    }
    assertEquals(0, run(format.label(), "in/*.txt", "jsonl", "100%", "DirectRunner"), said);
    assertManyAreKept();
    assertNothingLeaks();
  }

  /** Whole, cut, and with damaged blocks. */
  @Test
  void avroOnTheDirectRunner() throws Exception {
    byte[] whole = events.avro();
    input("in/a.avro", whole);
    input("in/b.avro", Arrays.copyOf(whole, whole.length * 2 / 3));
    byte[] damaged = whole.clone();
    for (int at = whole.length / 3; at < whole.length; at += 5_003) {
      damaged[at] ^= 0x55;
    }
    input("in/c.avro", damaged);
    assertEquals(0, run("throng-avro", "in/*.avro", "avro", "100%", "DirectRunner"), said);
    assertManyAreKept();
    assertNothingLeaks();
  }

  /** Half of the people say something, and some lines are broken; both joins, and a refusal. */
  @ParameterizedTest
  @CsvSource({"memory, 100, 0", "shuffle, 100, 0", "memory, 0, 3", "shuffle, 0, 3"})
  void aLedger(String join, int rejectedLines, int code) throws Exception {
    input("in/events.ndjson", events.jsonFile());
    input("in/ledger.ndjson", events.ledger());
    ledger = "ledger: in/ledger.ndjson, join: " + join;
    assertEquals(
        code,
        run("throng-json", "in/events.ndjson", "jsonl", "100%", "DirectRunner", rejectedLines),
        said);
    if (code == 0) {
      JsonNode manifest =
          JsonMapper.builder().build().readTree(folder.resolve("out/run.json").toFile());
      assertTrue(manifest.path("dropped").path("withdrawn").intValue() > 0, said);
      assertTrue(manifest.path("ledger").path("facts_rejected").intValue() > 0, said);
      assertTrue(manifest.path("ledger").path("facts_unclear").intValue() > 0, said);
    }
    assertNothingLeaks();
  }

  /** What is written and shown by hand, and every fault of whoever does so. */
  @Test
  void factsByHandAndWhyAnEventIsRefused() throws Exception {
    input("in/events.ndjson", events.jsonFile());
    input("in/ledger.ndjson", events.ledger());
    ledger = "ledger: in/ledger.ndjson";
    String job = job("throng-json", "in/events.ndjson", "jsonl", "100%", 100).toString();
    Map<String, Object> event = events.event(0, 0, Set.of());
    String user = String.valueOf(event.get("user.id"));
    input("in/event.json", events.line(event).getBytes(UTF_8));
    input("in/cut.json", events.line(event).substring(0, 300).getBytes(UTF_8));
    input(
        "in/apart.json",
        events.line(events.event(0, 1, Set.of("event_type", "consent.tcf"))).getBytes(UTF_8));
    input("in/ids.tsv", ("user\t" + user + "\ncookie\t" + event.get("cookie.id")).getBytes(UTF_8));
    input("in/bad.tsv", (user + "\t" + user).getBytes(UTF_8));
    String ids = "--ids=" + folder.resolve("in/ids.tsv");
    String bad = "--ids=" + folder.resolve("in/bad.tsv");
    assertEquals(0, throng("ledger", "add", job, ids, "--state=objected", "--purpose=*"), said);
    assertEquals(2, throng("ledger", "add", job, bad, "--state=erased"), said);
    assertEquals(2, throng("ledger", "add", job, "--user", user, user, "--state=erased"), said);
    assertEquals(2, throng("ledger", "add", job, "--user", user, "--state", user), said);
    assertEquals(
        2, throng("ledger", "add", job, ids, "--state=erased", "--source=asked by " + user), said);
    assertEquals(0, throng("ledger", "show", job, ids), said);
    assertTrue(said.contains("withdrawn") && said.contains("objected"), said);
    assertEquals(0, throng("ledger", "show", job, ids, "--json"), said);
    for (String name : List.of("event", "cut", "apart")) {
      String file = "--event=" + folder.resolve("in/" + name + ".json");
      assertEquals(0, throng("explain", job, file), said);
      assertEquals(0, throng("explain", job, file, "--json"), said);
    }
    assertEquals(0, throng("run", job, "--runner=DirectRunner"), said);
    assertNothingLeaks();
  }

  @Test
  void aRunThatIsRefused() throws Exception {
    input("in/events.ndjson", events.jsonFile());
    assertEquals(4, run("throng-json", "in/events.ndjson", "jsonl", "0%", "DirectRunner"), said);
    assertNothingLeaks();
  }

  @Test
  void aRunThatFindsSomethingElse() throws Exception {
    input("in/a.avro", events.avro());
    input("in/b.avro", events.otherAvro());
    assertEquals(3, run("throng-avro", "in/*.avro", "jsonl", "100%", "FlinkRunner"), said);
    assertNothingLeaks();
  }

  /** Events are read and treated; then there is no place for them. */
  @Test
  void aRunThatFailsInTheMiddle() throws Exception {
    input("in/events.ndjson", events.jsonFile());
    input("out/events", "a file where a folder should be".getBytes(UTF_8));
    assertTrue(
        Set.of(1, 3)
            .contains(run("throng-json", "in/events.ndjson", "jsonl", "100%", "DirectRunner")),
        said);
    assertTrue(said.contains("Exception"), said);
    assertNothingLeaks();
  }

  private void input(String name, byte[] content) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.write(folder.resolve(name), content);
  }

  private int run(String format, String in, String stored, String share, String runner)
      throws Exception {
    return run(format, in, stored, share, runner, 0);
  }

  private int run(
      String format, String in, String stored, String share, String runner, int rejectedLines)
      throws Exception {
    Path job = job(format, in, stored, share, rejectedLines);
    return throng("run", job.toString(), "--runner=" + runner);
  }

  private Path job(String format, String in, String stored, String share, int rejectedLines)
      throws Exception {
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        JOB.replace("FORMAT", format)
            .replace("INPUT", in)
            .replace("EVENTS", stored)
            .replace("LEDGER, ", ledger.isEmpty() ? "" : ledger + ", ")
            .replace("LINES", Integer.toString(rejectedLines))
            .replace("SHARE", share));
    assertEquals(0, throng("keys", "create", job.toString()), said);
    return job;
  }

  /** Runs a command in a process of its own, all of whose words are kept. */
  private int throng(String... arguments) throws Exception {
    List<String> command =
        ChildJava.program(
            "1g", Throng.class.getName(), "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("said-" + commands++ + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("THRONG_TRACE", "1");
    builder.environment().remove("FLINK_CONF_DIR");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    int code = builder.start().waitFor();
    said = Files.readString(log);
    return code;
  }

  /** Else a leak into events or tables could not be seen. */
  private void assertManyAreKept() throws IOException {
    JsonNode manifest =
        JsonMapper.builder().build().readTree(folder.resolve("out/run.json").toFile());
    int kept = manifest.path("events_kept").intValue();
    assertTrue(kept >= MarkedEvents.PEOPLE * Markers.KINDS, manifest::toPrettyString);
    assertFalse(manifest.path("rejected").isEmpty(), manifest::toPrettyString);
    int rows = 0;
    for (JsonNode report : manifest.path("reports")) {
      rows += report.path("rows_released").intValue();
    }
    assertTrue(rows > 0, manifest::toPrettyString);
    assertTrue(
        manifest.path("reports").path("research").path("rows_released").intValue() > 0,
        manifest::toPrettyString);
  }

  /** In anything but the input: outputs, keys, temporary files, and what the process said. */
  private void assertNothingLeaks() throws IOException {
    Set<String> found = new TreeSet<>();
    int searched = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String name = folder.relativize(file).toString();
        if (name.equals("in") || name.startsWith("in/")) {
          continue;
        }
        markers.in(name).forEach(each -> found.add("the name " + name + ": " + each));
        if (Files.isRegularFile(file)) {
          searched++;
          markers.in(Files.readAllBytes(file)).forEach(each -> found.add(name + ": " + each));
          markers.in(decoded(file)).forEach(each -> found.add(name + ", decoded: " + each));
        }
      }
    }
    assertTrue(searched > 5, "hardly anything was written");
    assertEquals(Set.of(), found);
  }

  /** The rows of a compressed file as text, and its schema and metadata; nothing of others. */
  private static byte[] decoded(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (file.toString().endsWith(".parquet")) {
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(
                  new LocalInputFile(file), new PlainParquetConfiguration())
              .withDataModel(GenericData.get())
              .build()) {
        for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
          out.writeBytes(row.toString().getBytes(UTF_8));
        }
      }
    } else if (file.toString().endsWith(".avro")) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
        for (GenericRecord row : reader) {
          out.writeBytes(row.toString().getBytes(UTF_8));
        }
      }
    }
    return out.toByteArray();
  }
}
