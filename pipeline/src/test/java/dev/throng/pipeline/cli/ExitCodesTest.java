package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.IdentifiedEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the shell is told, and in which words. */
class ExitCodesTest {
  private static final String DIRECT = "--runner=DirectRunner";
  private static final String JOB =
      """
      name: small
      events: {format: FORMAT, from: IN}
      consent: {default: {"*": {statistical: granted}}}
      EXTRA
      keys: {keyring: keys, master: "file:master.key", epoch: month}
      output:
        events: {to: out/events, format: jsonl}
        aggregates: [{to: out/aggregates, format: csv}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {rejected: 1%, from: 2026-06-01, until: 2026-07-01}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int throng(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private String job(String format, String in, String extra) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file, JOB.replace("FORMAT", format).replace("IN", in).replace("EXTRA", extra));
    return file.toString();
  }

  private void events(String... days) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String day : days) {
      for (int person = 0; person < 30; person++) {
        lines.append(
            """
            {"event_type":"page_view","event_time":"%sT10:00:00Z","device":{"id":"d%d"}}
            """
                .formatted(day, person));
      }
    }
    Files.writeString(folder.resolve("in.ndjson"), lines);
  }

  /** One sentence on standard error, that holds all these words. */
  private void assertSays(String... words) {
    String said = err.toString().strip();
    assertTrue(said.startsWith("throng: "), said);
    assertEquals(1, said.lines().count(), said);
    for (String word : words) {
      assertTrue(said.contains(word), said);
    }
  }

  private List<String> outputs() throws IOException {
    Path to = folder.resolve("out");
    if (!Files.exists(to)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(to)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> to.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aRunIsDone() throws IOException {
    events("2026-06-01", "2026-06-02");
    String job = job("throng-json", "in.ndjson", "");
    assertEquals(0, throng("keys", "create", job), err.toString());
    assertTrue(out.toString().contains("made the master key"), out.toString());
    assertEquals(0, throng("keys", "list", job), err.toString());
    assertTrue(out.toString().contains("epoch/2026-06"), out.toString());
    assertTrue(out.toString().contains("day/2026-06-30"), out.toString());
    assertFalse(out.toString().contains("2026-07"), out.toString());
    assertEquals(0, throng("run", job, DIRECT), err.toString());
    assertTrue(outputs().contains("aggregates/traffic_by_hour/2026-06-01T1000.csv"));
    assertEquals(
        """
        window_start,window_end,device_class,events,unique_people,unique_devices,unique_users
        2026-06-01T10:00:00Z,2026-06-01T11:00:00Z,(all),30,30,30,0
        2026-06-01T10:00:00Z,2026-06-01T11:00:00Z,(unknown),30,30,30,0
        """,
        Files.readString(folder.resolve("out/aggregates/traffic_by_hour/2026-06-01T1000.csv")));
  }

  /** Whole days only; the second run changes its own day, and nothing else. */
  @Test
  void aRunOfSomeDaysLeavesTheOthersAlone() throws IOException {
    events("2026-06-01", "2026-06-02", "2026-06-03");
    String job = job("throng-json", "in.ndjson", "");
    assertEquals(0, throng("keys", "create", job), err.toString());
    assertEquals(0, throng("run", job, DIRECT), err.toString());
    List<String> before = outputs();
    byte[] page = read("aggregates/traffic_by_hour/2026-06-01T1000.csv");
    assertEquals(
        0,
        throng("run", job, "--from=2026-06-01T12:00:00Z", "--until=2026-06-03", DIRECT),
        err.toString());
    assertEquals(before, outputs());
    assertEquals(
        new String(page, StandardCharsets.UTF_8),
        new String(read("aggregates/traffic_by_hour/2026-06-01T1000.csv"), StandardCharsets.UTF_8));
    JsonNode manifest = manifest();
    assertEquals(60, manifest.path("dropped").path("outside_run").intValue());
    assertEquals(30, manifest.path("events_kept").intValue());
    assertFalse(manifest.path("reports").has("sessions_by_week"), "its window is not whole");
    assertEquals(1, manifest.path("reports").path("browsers").path("windows").intValue());
  }

  private byte[] read(String place) throws IOException {
    return Files.readAllBytes(folder.resolve("out").resolve(place));
  }

  private JsonNode manifest() throws IOException {
    return JsonMapper.builder().build().readTree(read("run.json"));
  }

  @Test
  void anEmptyFileIsDone() throws IOException {
    Files.writeString(folder.resolve("in.ndjson"), "");
    String job = job("throng-json", "in.ndjson", "");
    assertEquals(0, throng("keys", "create", job));
    assertEquals(0, throng("run", job, DIRECT), err.toString());
    assertEquals(0, manifest().path("records_read").intValue());
    assertEquals(List.of("run.json"), outputs());
  }

  @Test
  void anUnknownKeyIsNamedWithItsLine() throws IOException {
    assertEquals(2, throng("run", job("throng-json", "in.ndjson", "polcy: mine.yaml")));
    assertSays("job.yaml:4", "'polcy'", "did you mean 'policy'?");
  }

  @Test
  void aMissingJobFileIsUsage() {
    assertEquals(2, throng("run", folder.resolve("none.yaml").toString()));
    assertSays("none.yaml is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--from=yesterday", "--from=2026-06-02 --until=2026-06-02T12:00:00Z"})
  void aRangeThatCannotBeMeantIsUsage(String options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", job("throng-json", "in.ndjson", "")));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(2, throng(arguments.toArray(String[]::new)));
    assertTrue(err.toString().contains("--from or --until"), err.toString());
  }

  @Test
  void anUnknownOptionIsUsage() throws IOException {
    assertEquals(2, throng("run", job("throng-json", "in.ndjson", ""), "--paralelism=2"));
    assertTrue(err.toString().contains("paralelism"), err.toString());
  }

  @Test
  void aMissingInputIsNamed() throws IOException {
    String job = job("throng-json", "none-*.ndjson", "");
    assertEquals(0, throng("keys", "create", job));
    assertEquals(3, throng("run", job, DIRECT));
    assertSays("none-*.ndjson", "events.from");
    assertEquals(List.of(), outputs());
  }

  @Test
  void aMissingKeyringSaysWhatToDo() throws IOException {
    events("2026-06-01");
    assertEquals(3, throng("run", job("throng-json", "in.ndjson", ""), DIRECT));
    assertSays("master.key", "throng keys create");
    assertEquals(List.of(), outputs());
  }

  @Test
  void aMissingGeoDatabaseIsNamed() throws IOException {
    events("2026-06-01");
    String job = job("throng-json", "in.ndjson", "geo: {database: none.mmdb}");
    assertEquals(0, throng("keys", "create", job));
    assertEquals(3, throng("run", job, DIRECT));
    assertSays("none.mmdb");
  }

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, "--parallelism=1"})
  void anInputOfAnotherFormatIsUnreadable(String engine) throws IOException {
    events("2026-06-01");
    String job = job("throng-avro", "in.ndjson", "");
    assertEquals(0, throng("keys", "create", job));
    assertEquals(3, throng("run", job, engine), err.toString());
    assertSays("Avro");
    assertEquals(List.of(), outputs());
  }

  @Test
  void tooManyRejectionsAreRefusedAndOnlyTheyAreWritten() throws IOException {
    events("2026-06-01");
    Files.writeString(
        folder.resolve("in.ndjson"),
        Files.readString(folder.resolve("in.ndjson")) + "a secret word\n");
    String job = job("throng-json", "in.ndjson", "");
    assertEquals(0, throng("keys", "create", job));
    assertEquals(4, throng("run", job, DIRECT));
    assertTrue(out.toString().contains("refused: more than 1%"), out.toString());
    assertEquals(2, outputs().size(), outputs().toString());
    assertEquals("refused", manifest().path("status").textValue());
    assertEquals(1, manifest().path("rejected").path("malformed").intValue());
    for (String file : outputs()) {
      assertFalse(new String(read(file), StandardCharsets.UTF_8).contains("secret"), file);
    }
  }

  @Test
  void aPolicyWithoutAClassRefuses() throws IOException {
    events("2026-06-01");
    Files.writeString(folder.resolve("policy.yaml"), "version: \"1\"\nclasses: {url: drop}\n");
    assertEquals(5, throng("check", job("throng-json", "in.ndjson", "policy: policy.yaml")));
    assertSays("policy.yaml");
  }

  @Test
  void aReportForThirdPartiesRefuses() throws IOException {
    Files.writeString(
        folder.resolve("reports.yaml"),
        """
        reports:
          - name: shared
            purpose: statistical
            audience: third_party
            recipient: everybody
            window: 1d
            dimensions: [country]
            measures: [events]
            release: {at_least: 20}
        """);
    assertEquals(5, throng("check", job("throng-json", "in.ndjson", "reports: reports.yaml")));
    assertSays("reports.yaml:9", "third parties", "epsilon");
  }

  private static final String PUBLIC =
      """
      reports:
        - name: shared
          purpose: statistical
          audience: third_party
          recipient: everybody
          window: 1d
          dimensions: [country]
          measures: [events]
          release: {epsilon: 0.1, delta: 1e-9, groups_per_person: 2, events_per_group: 10}
      """;

  /** P13: a guarantee that a lawyer and an engineer read alike. */
  @Test
  void checkTellsWhatThirdPartiesLearn() throws IOException {
    Files.writeString(folder.resolve("reports.yaml"), PUBLIC);
    String budget = "budget: {third_party: {epsilon: 3, delta: 1e-6, period: 30d}}\n";
    String job = job("throng-json", "in.ndjson", budget + "reports: reports.yaml");
    assertEquals(0, throng("check", job), err.toString());
    String said = out.toString();
    for (String sentence :
        List.of(
            "shared -> everybody (third party)",
            "Whether a person is in the data of a window with all that they did in it, or not at"
                + " all, changes the probability of anything that this report may show of the window"
                + " by a factor of at most 1.11 (epsilon 0.1), apart from a probability of at most"
                + " 1e-9 (delta).",
            "the budget is epsilon 3 at delta 1e-6. Of a human with n ids it is n times that.")) {
      assertTrue(said.contains(sentence), said.substring(said.indexOf("is valid")));
    }
    String poor =
        job("throng-json", "in.ndjson", budget.replace("3,", "0.2,") + "reports: reports.yaml");
    assertEquals(5, throng("check", poor));
    assertSays("budget", "in any 30 days", "epsilon 0.2");
    assertEquals(2, throng("check", job("throng-json", "in.ndjson", "reports: reports.yaml")));
    assertSays("budget", "is missing", "shared");
  }

  @Test
  void whatThirdPartiesHaveIsLeftAlone() throws IOException {
    // So little noise that another number of events is seen.
    String reports = PUBLIC.replace("    dimensions: [country]\n", "").replace("0.1,", "100,");
    Files.writeString(
        folder.resolve("reports.yaml"), reports.replace("groups_per_person: 2, ", ""));
    String extra =
        "budget: {third_party: {epsilon: 3000, delta: 1e-6, period: 30d}}\nreports: reports.yaml";
    events("2026-06-01");
    String job = job("throng-json", "in.ndjson", extra);
    assertEquals(0, throng("keys", "create", job), err.toString());
    assertEquals(0, throng("keys", "list", job), err.toString());
    assertTrue(out.toString().contains("release/2026-06"), out.toString());
    String[] days = {"--from=2026-06-01", "--until=2026-06-03"};
    assertEquals(0, throng("run", job, DIRECT, days[0], days[1]), err.toString());
    Path first = folder.resolve("out/aggregates/shared/2026-06-01.csv");
    Path second = folder.resolve("out/aggregates/shared/2026-06-02.csv");
    String before = Files.readString(first) + Files.readString(second);
    events("2026-06-01", "2026-06-02");
    assertEquals(0, throng("run", job, DIRECT, days[0], days[1]), err.toString());
    assertEquals(before, Files.readString(first) + Files.readString(second));
    assertEquals(5, throng("run", job, DIRECT, days[0], days[1], "--verify"));
    assertSays("third parties", "already_released");
    assertEquals(before, Files.readString(first) + Files.readString(second));
    // As a run leaves it that is killed before it publishes what it has written down.
    Files.delete(second);
    assertEquals(0, throng("run", job, DIRECT, days[0], days[1]), err.toString());
    assertSays("in 1 of the windows", "on the input as it was then");
    events("2026-06-01");
    assertEquals(0, throng("run", job, DIRECT, days[0], days[1]), err.toString());
    assertEquals(before, Files.readString(first) + Files.readString(second));
  }

  @Test
  void checkTellsOfEveryField() throws IOException {
    String job = job("throng-json", "in.ndjson", "");
    assertEquals(0, throng("check", job), err.toString());
    String text = out.toString();
    Path page = folder.resolve("page.html");
    assertEquals(0, throng("check", job, "--html", page.toString()), err.toString());
    String html = Files.readString(page);
    assertEquals(0, throng("check", job, "--json"), err.toString());
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    List<String> paths = new ArrayList<>();
    for (Schema.Field field : IdentifiedEvent.getClassSchema().getFields()) {
      String path = field.getProp("path");
      paths.add(path);
      assertTrue(text.lines().anyMatch(line -> line.startsWith(path + " (")), path);
      assertTrue(html.contains("<th scope=\"row\">" + path + "</th>"), path);
    }
    assertEquals(paths, json.findValuesAsText("field"));
    for (JsonNode field : json) {
      boolean dropped = field.path("treatment").textValue().equals("drop");
      if (dropped) {
        assertEquals(
            0, field.path("stored").size() + field.path("reports").size(), field::toString);
      }
      for (JsonNode report : field.path("reports")) {
        assertFalse(report.path("recipient").textValue().isEmpty());
      }
    }
    JsonNode ip = json.get(paths.indexOf("network.ip"));
    assertEquals("truncate", ip.path("treatment").textValue());
    assertTrue(ip.path("reports").findValuesAsText("report").contains("traffic_by_city"));
    JsonNode dispute = json.get(paths.indexOf("dispute.text"));
    assertEquals("drop", dispute.path("treatment").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "init",
        "run",
        "check",
        "keys",
        "ledger",
        "explain",
        "audit",
        "generate",
        "bench"
      })
  void helpReadsWell(String command) {
    assertEquals(0, throng(command, "--help"));
    assertTrue(out.toString().contains("Usage: throng " + command), out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 100), out.toString());
  }

  @Test
  void withoutACommandThereIsHelp() {
    assertEquals(2, throng());
    assertTrue(err.toString().contains("To begin: throng demo"), err.toString());
  }
}
