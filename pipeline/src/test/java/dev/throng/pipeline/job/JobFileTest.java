package dev.throng.pipeline.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.transforms.aggregate.ReportFile;
import dev.throng.transforms.parse.EventForm;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.LogPattern;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job file means, and what is said of one that cannot be meant. */
class JobFileTest {
  private static final Instant NOW = Instant.parse("2026-06-10T12:30:00Z");

  /** One key a line, so that a complaint's line says which it is about. */
  private static final String JOB =
      """
      name: web-traffic 1.0
      events:
        format: access-log
        from: [in/a-*.log, in/b.log.gz]
        visitor: ip_and_agent
        trusted_hops: 2
      consent:
        default: {"*": {statistical: granted}, DE: {"*": denied}}
      policy: policy.yaml
      geo:
        database: geo/own.mmdb
        cities: geo/cities.tsv
        smallest_city: 50000
      keys:
        keyring: ../keys
        master: file:master.key
        epoch: week
      reports: reports.yaml
      output:
        events:
          to: out/events
          format: avro
          exclude_regions: [EEA, BR]
        aggregates:
          - to: out/csv
            format: csv
          - to: out/parquet
            format: parquet
        rejected:
          to: out/rejected
        manifest: out/run.json
      limits:
        rejected: 0.05%
        record: 500KB
        from: 2026-06-01
        until: +36h
      """;

  private static final String SMALL =
      """
      name: small
      events: {format: throng-json, from: in.ndjson}
      keys: {keyring: keys, master: "env:THRONG_MASTER"}
      output:
        aggregates: [{to: out/aggregates}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      """;

  @TempDir Path folder;

  private Job read(String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("jobs")).resolve("job.yaml");
    Files.writeString(file, text);
    return JobFile.read(file.toString(), NOW);
  }

  private void neighbours() throws IOException {
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        jobs.resolve("policy.yaml"),
        resource(Policy.class, "policy.yaml")
            .replace("version: \"1\"", "version: \"mine\"")
            .replace("smallest_city: 15000", "smallest_city: 40000"));
    Files.writeString(
        jobs.resolve("reports.yaml"),
        """
        reports:
          - name: only
            purpose: statistical
            audience: internal
            recipient: nobody
            window: 1d
            dimensions: [country]
            measures: [events]
            release: {at_least: 20}
        """);
  }

  private static String resource(Class<?> near, String name) throws IOException {
    return Resources.toString(Resources.getResource(near, name), StandardCharsets.UTF_8);
  }

  private String under(String path) {
    return folder.resolve("jobs").resolve(path).normalize().toString();
  }

  @Test
  void aLogMayHaveAPatternOfItsOwn() throws IOException {
    String job =
        """
        name: logs
        events:
          format: FORMAT
          from: a.log
          log_format: 'PATTERN'
        keys: {keyring: keys, master: "file:master.key"}
        output: {aggregates: [{to: a}], rejected: {to: r}, manifest: m}
        """
            .replace("FORMAT", "access-log");
    String pattern = "$remote_addr [$time_local] \"$request\" $status";
    assertEquals(
        new EventForm(Format.ACCESS_LOG, new LogPattern(pattern)),
        read(job.replace("PATTERN", pattern)).events().format());
    for (String[] wrong :
        new String[][] {
          {job.replace("PATTERN", "%t %Q"), "has at character 4 an unknown directive '%Q'"},
          {
            job.replace("PATTERN", "%t").replace("access-log", "segment"),
            "goes with the format access-log only"
          }
        }) {
      String said = assertThrows(SettingsException.class, () -> read(wrong[0])).getMessage();
      assertTrue(said.contains("job.yaml:5:"), said);
      assertTrue(said.endsWith("'events.log_format' " + wrong[1]), said);
    }
  }

  @Test
  void everyKeyIsRead() throws IOException {
    neighbours();
    Job job = read(JOB);
    assertEquals("web-traffic 1.0", job.name());
    assertEquals(EventForm.of(Format.ACCESS_LOG), job.events().format());
    assertEquals(List.of(under("in/a-*.log"), under("in/b.log.gz")), job.events().from());
    assertEquals(Visitor.IP_AND_AGENT, job.events().visitor());
    assertEquals(2, job.events().trustedHops());
    assertEquals(Purpose.STATISTICAL.bit(), job.consent().defaults().granted("FR"));
    assertEquals(0, job.consent().defaults().granted("DE"));
    assertEquals("mine", job.policy().version());
    assertEquals(under("geo/own.mmdb"), job.geo().database());
    assertEquals(under("geo/cities.tsv"), job.geo().cities());
    assertEquals(50_000, job.geo().smallestCity());
    assertEquals(under("../keys"), job.keys().keyring());
    assertEquals("file:" + under("master.key"), job.keys().master().toString());
    assertEquals(Epoch.WEEK, job.keys().epoch());
    assertEquals(List.of("only"), job.reports().stream().map(report -> report.name()).toList());
    assertEquals(new Output<>(under("out/events"), EventFormat.AVRO), job.outputs().events());
    assertEquals(Set.of("EEA", "BR"), job.outputs().excludedRegions());
    assertEquals(
        List.of(
            new Output<>(under("out/csv"), AggregateFormat.CSV),
            new Output<>(under("out/parquet"), AggregateFormat.PARQUET)),
        job.outputs().aggregates());
    assertEquals(under("out/rejected"), job.outputs().rejected());
    assertEquals(under("out/run.json"), job.outputs().manifest());
    assertEquals(new BigDecimal("0.05"), job.limits().rejected().percent());
    assertEquals(500_000, job.limits().recordBytes());
    assertEquals(Instant.parse("2026-06-01T00:00:00Z"), job.limits().from());
    assertEquals(Instant.parse("2026-06-12T00:30:00Z"), job.limits().until());
  }

  /** Beside the keyring unless it is named; a bucket has nothing beside it. */
  @ParameterizedTest
  @CsvSource({
    "keyring: ../keys, , ../store",
    "keyring: ../keys/, , ../store",
    "keyring: ../keys, store: kept, kept",
    "keyring: ../keys, store: /srv/kept, /srv/kept",
    "keyring: gs://bucket/a/keys, , gs://bucket/a/store",
    "keyring: gs://bucket/keys/, , gs://bucket/store",
    "keyring: gs://bucket, , gs://bucket/store",
    "keyring: ../keys, store: gs://bucket/kept, gs://bucket/kept"
  })
  void theStoreHasAPlace(String keyring, @Nullable String store, String expected)
      throws IOException {
    Job job = read(SMALL.replace("keyring: keys", keyring) + (store == null ? "" : store + "\n"));
    assertEquals(expected.contains("://") ? expected : under(expected), job.store());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "''", "\"kept*\"", "\"a\\tb\""})
  void theStoreIsAFolderOfItsOwn(String store) throws IOException {
    assertSays(SMALL + "store: " + store + "\n", 8, "'store' must");
  }

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    Job job = read(SMALL);
    assertEquals(Visitor.NONE, job.events().visitor());
    assertEquals(0, job.events().trustedHops());
    assertEquals(0, job.consent().defaults().granted("FR"));
    assertEquals(Policy.shipped().version(), job.policy().version());
    assertEquals(new GeoSource(null, null, 15_000), job.geo());
    assertEquals("env:THRONG_MASTER", job.keys().master().toString());
    assertEquals(Epoch.MONTH, job.keys().epoch());
    assertEquals(under("store"), job.store());
    assertEquals(ReportFile.shipped().size(), job.reports().size());
    assertNull(job.outputs().events());
    assertEquals(Set.of(), job.outputs().excludedRegions());
    assertEquals(AggregateFormat.CSV, job.outputs().aggregates().get(0).format());
    assertEquals("1%", job.limits().rejected().toString());
    assertEquals(1_000_000, job.limits().recordBytes());
    assertEquals(Instant.parse("2025-05-06T12:30:00Z"), job.limits().from());
    assertEquals(Instant.parse("2026-06-11T12:30:00Z"), job.limits().until());
    Job stored = read(SMALL.replace("output:\n", "output:\n  events: {to: out/events}\n"));
    assertEquals(new Output<>(under("out/events"), EventFormat.PARQUET), stored.outputs().events());
  }

  @Test
  void whatSaysWhereItStartsIsLeftAsItIs() throws IOException {
    Job job =
        read(
            SMALL
                .replace("in.ndjson", "[\"s3://bucket/in\", /data/in]")
                .replace("keyring: keys", "keyring: /keys"));
    assertEquals(List.of("s3://bucket/in", "/data/in"), job.events().from());
    assertEquals("/keys", job.keys().keyring());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: web-traffic | evnets: {}\\nname: web-traffic | 1 | 'evnets'          | 'events'
          visitor: ip      | visitr: ip                       | 5  | 'events.visitr'   | 'visitor'
          default: {       | defalt: {                        | 8  | 'consent.defalt'  | 'default'
          cities: geo      | citys: geo                       | 12 | 'geo.citys'       | 'cities'
          epoch: week      | epochs: week                     | 17 | 'keys.epochs'     | 'epoch'
          exclude_regions  | excluded_regions                 | 23 | 'output.events.excluded_regions' | 'exclude_regions'
          format: parquet  | fromat: parquet                  | 28 | 'output.aggregates[1].fromat'    | 'format'
          to: out/rejected | to: out/rejected\\n    too: x    | 31 | 'output.rejected.too'            | 'to'
          manifest: out    | manifests: x\\n  manifest: out   | 31 | 'output.manifests'               | 'manifest'
          record: 500KB    | records: 500KB                   | 34 | 'limits.records'  | 'record'
          """)
  void anUnknownKeyIsNamedWithItsLineAndTheNearest(
      String right, String wrong, int line, String named, String nearest) throws IOException {
    // JUnit takes the quotes off.
    assertSays(
        JOB.replace(right, wrong.replace("\\n", "\n")),
        line,
        "unknown key '" + named + "'; did you mean '" + nearest + "'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: web-traffic 1.0   | name: "<b>"             | 1  | 'name' must be of letters, digits, dots, hyphens and spaces
          format: access-log      | format: acces-log       | 3  | did you mean 'access-log'?
          format: access-log      | format: [a, b]          | 3  | 'events.format' must be one word or number
          [in/a-*.log, in/b.log.gz] | []                    | 4  | 'events.from' must name at least one file
          [in/a-*.log, in/b.log.gz] | {bootstrap: a}        | 4  | 'events.from' must name files
          visitor: ip_and_agent   | visitor: ip             | 5  | 'events.visitor' must be one of none, ip_and_agent
          trusted_hops: 2         | trusted_hops: 17        | 6  | 'events.trusted_hops' must be a whole number from 0 to 16
          trusted_hops: 2         | trusted_hops: -1        | 6  | 'events.trusted_hops' must be a whole number from 0 to 16
          {statistical: granted}  | {statistical: yes}      | 8  | 'consent.default.*.statistical' must be granted or denied
          {statistical: granted}  | {statistics: granted}   | 8  | 'consent.default.*.statistics' is no purpose
          DE: {"*": denied}       | Germany: {"*": denied}  | 8  | must be a country's two letters
          smallest_city: 50000    | smallest_city: many     | 13 | 'geo.smallest_city' must be a whole number from 1 to 100000000
          smallest_city: 50000    | smallest_city: 39999    | 13 | 'geo.smallest_city' must not be less than the policy's 40000
          master: file:master.key | master: c2VjcmV0        | 16 | 'keys.master' must be file:PATH, env:NAME or kms:URI, never the key itself
          epoch: week             | epoch: weeks            | 17 | did you mean 'week'?
          format: avro            | format: csv             | 22 | 'output.events.format' must be one of parquet, avro, jsonl
          format: parquet         | format: parket          | 28 | did you mean 'parquet'?
          rejected: 0.05%         | rejected: 0.05          | 33 | 'limits.rejected' must be a share such as 1% or 0.05%
          rejected: 0.05%         | rejected: 101%          | 33 | 'limits.rejected' must be 0% to 100%
          record: 500KB           | record: 1GB             | 34 | 'limits.record' must be a size such as 500KB or 1MB
          record: 500KB           | record: 999             | 34 | 'limits.record' must be 1KB to 64MB
          record: 500KB           | record: 65MB            | 34 | 'limits.record' must be 1KB to 64MB
          from: 2026-06-01        | from: June              | 35 | 'limits.from' must be a date, an instant in UTC, or a distance such as -400d
          from: 2026-06-01        | from: 2026-02-30        | 35 | 'limits.from' must be a date
          from: 2026-06-01        | from: +36h              | 35 | 'limits.from' must be before 'limits.until'
          until: +36h             | until: "+36"            | 36 | 'limits.until'
          """)
  void aWrongValueIsNamedWithItsLineAndWhatToDo(String right, String wrong, int line, String said)
      throws IOException {
    assertTrue(JOB.contains(right), right);
    assertSays(JOB.replace(right, wrong), line, said);
  }

  private void assertSays(String text, int line, String said) throws IOException {
    neighbours();
    String message = assertThrows(SettingsException.class, () -> read(text)).getMessage();
    assertTrue(message.startsWith(under("job.yaml") + ":" + line + ":"), message);
    assertTrue(message.contains(said), message);
    assertFalse(message.contains("c2VjcmV0"), "what was mistyped may be the key");
  }

  @Test
  void itMayBeNoYamlOrNotThere() throws IOException {
    assertSays("name: [\n", 2, "is not YAML");
    assertSays(SMALL + "name: twice\n", 8, "'name' stands here twice");
    String job = SMALL + "policy: none.yaml\n";
    assertTrue(
        assertThrows(SettingsException.class, () -> read(job)).getMessage().contains("none.yaml"));
    assertTrue(
        assertThrows(SettingsException.class, () -> JobFile.read(under("other.yaml"), NOW))
            .getMessage()
            .contains("other.yaml is missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "out/csv, out/parquet",
    "out/csv, out/events",
    "out/rejected, out/csv",
    "out/rejected, out/events",
    "out/rejected, out/../out/events"
  })
  void twoOutputsInOneFolderAreRefused(String one, String other) throws IOException {
    neighbours();
    String job = JOB.replace("to: " + one + "\n", "to: " + other + "\n");
    String said = assertThrows(SettingsException.class, () -> read(job)).getMessage();
    assertTrue(said.startsWith(under("job.yaml") + ":"), said);
    assertTrue(said.contains("two outputs go to the same folder"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format: csv     | manifest: run.json, report: run.json | a file of its own
          format: parquet | manifest: run.json, report: a.html   | aggregates that are csv
          """)
  void aPageThatCannotBeMadeIsRefused(String format, String outputs, String said)
      throws IOException {
    String job =
        SMALL.substring(0, SMALL.indexOf("output:"))
            + "output: {aggregates: [{to: a, %s}], rejected: {to: r}, %s}\n"
                .formatted(format, outputs);
    String message = assertThrows(SettingsException.class, () -> read(job)).getMessage();
    assertTrue(message.startsWith(under("job.yaml") + ":"), message);
    assertTrue(message.contains(said), message);
  }

  @ParameterizedTest
  @CsvSource({
    "-400d, 2025-05-06T12:30:00Z",
    "-36h, 2026-06-09T00:30:00Z",
    "+1d, 2026-06-11T12:30:00Z",
    "2026-05-31, 2026-05-31T00:00:00Z",
    "2026-05-31T01:02:03Z, 2026-05-31T01:02:03Z"
  })
  void timesMayCountFromTheStartOfTheRun(String word, String instant) throws IOException {
    Job job = read(SMALL + "limits: {from: \"" + word + "\", until: 2027-01-01}\n");
    assertEquals(Instant.parse(instant), job.limits().from());
  }

  @Test
  void thePolicysSmallestCityIsAFloor() throws IOException {
    neighbours();
    assertEquals(40_000, read(JOB.replace("50000", "40000")).geo().smallestCity());
    assertEquals(40_000, read(JOB.replace("  smallest_city: 50000\n", "")).geo().smallestCity());
    String without = SMALL + "policy: policy.yaml\n";
    assertEquals(40_000, read(without).geo().smallestCity());
  }
}
