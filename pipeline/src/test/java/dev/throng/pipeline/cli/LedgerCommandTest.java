package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Splitter;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A privacy officer writes facts by hand, and looks at them. */
class LedgerCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ANNA = "anna-zq4711";
  private static final String LAPTOP = "laptop-zq0815";

  private static final String JOB =
      """
      name: by-hand
      events: {format: throng-json, from: in.ndjson}
      consent: {CONSENT}
      policy: policy.yaml
      keys: {keyring: keys, master: "file:master.key"}
      output:
        events: {to: out/events, format: jsonl}
        aggregates: [{to: out/tables}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {from: 2026-06-01, until: 2026-07-01}
      """;

  @TempDir Path folder;
  private final Shell shell = new Shell(ANNA, LAPTOP);
  private String job = "";

  @BeforeEach
  void site() throws IOException {
    put(
        "in.ndjson",
        """
        {"event_type":"page_view","event_time":"2026-06-03T10:00:00Z","user":{"id":"anna-zq4711"},\
        "device":{"id":"laptop-zq0815"},"consent":{"statistical":true}}
        """);
    policy("");
    job("");
    assertEquals(0, shell.throng("keys", "create", job), shell::err);
  }

  private void put(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private void policy(String more) throws IOException {
    try (var shipped = Policy.class.getResourceAsStream("policy.yaml")) {
      put(
          "policy.yaml",
          new String(Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8)
              + more);
    }
  }

  private void job(String consent) throws IOException {
    put("job.yaml", JOB.replace("CONSENT", consent));
    job = folder.resolve("job.yaml").toString();
  }

  private int ledger(String command, String more) {
    List<String> arguments = new ArrayList<>(List.of("ledger", command, job));
    // A tilde stands for a blank within an argument.
    Splitter.on(' ')
        .omitEmptyStrings()
        .splitToStream(more)
        .map(each -> each.replace('~', ' ').replace("FOLDER", folder.toString()))
        .forEach(arguments::add);
    return shell.throng(arguments.toArray(String[]::new));
  }

  private List<Path> files() throws IOException {
    Path facts = folder.resolve("store/facts");
    if (!Files.exists(facts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(facts)) {
      return files.sorted().toList();
    }
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(folder.resolve("out/run.json").toFile());
  }

  private String join(IdType type, String id) {
    Job read = JobFile.read(job, Instant.now());
    JoinKey key = Objects.requireNonNull(JoinPseudonyms.open(read.keys()).of(type, id));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes());
  }

  @Test
  void aFactIsWrittenAsItWasSaid() throws IOException {
    Instant before = Instant.now();
    assertEquals(
        0,
        ledger(
            "add",
            "--user anna-zq4711 --device laptop-zq0815 --user anna-zq4711 --state granted"
                + " --purpose marketing --purpose research --effective-at 2026-06-02"
                + " --policy-version 2026-01-01 --source call~centre"),
        shell::err);
    Instant after = Instant.now();
    assertEquals(1, files().size());
    Path file = files().get(0);
    assertEquals(
        "added 4 facts about 2 ids (granted for marketing, research since 2026-06-02T00:00:00Z) to "
            + file
            + "\n",
        shell.out());
    List<String> said = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode fact = JSON.readTree(line);
      Instant recorded = Instant.parse(fact.path("recorded_at").textValue());
      assertFalse(recorded.isBefore(before.minusMillis(1)) || recorded.isAfter(after), line);
      said.add(line.replace(fact.path("recorded_at").textValue(), "NOW"));
    }
    String device = "{\"subject\":{\"type\":\"device\",\"join\":\"%s\"}";
    String user = "{\"subject\":{\"type\":\"user\",\"join\":\"%s\"}";
    String rest =
        ",\"purpose\":\"%s\",\"state\":\"granted\",\"effective_at\":\"2026-06-02T00:00:00Z\","
            + "\"recorded_at\":\"NOW\",\"policy_version\":\"2026-01-01\",\"source\":\"call centre\"}";
    assertEquals(
        List.of(
            device.formatted(join(IdType.DEVICE, LAPTOP)) + rest.formatted("marketing"),
            device.formatted(join(IdType.DEVICE, LAPTOP)) + rest.formatted("research"),
            user.formatted(join(IdType.USER, ANNA)) + rest.formatted("marketing"),
            user.formatted(join(IdType.USER, ANNA)) + rest.formatted("research")),
        said);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  /** Whether the job names another ledger or not, and however the two are joined. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "join: memory",
        "join: shuffle",
        "ledger: ledger.ndjson, join: memory",
        "ledger: ledger.ndjson, join: shuffle"
      })
  void everyRunHearsIt(String consent) throws IOException {
    put(
        "ledger.ndjson",
        """
        {"subject":{"type":"user","id":"anna-zq4711"},"purpose":"statistical","state":"granted",\
        "effective_at":"2026-06-01T00:00:00Z"}
        """);
    job(consent);
    int named = consent.startsWith("ledger") ? 1 : 0;
    assertEquals(0, shell.throng("run", job, "--runner=DirectRunner"), shell::err);
    assertEquals(1, manifest().path("events_kept").intValue());
    assertEquals(named, manifest().path("ledger").path("facts_read").intValue());

    String withdrawn = "--user anna-zq4711 --state withdrawn --purpose * --effective-at 2026-06-02";
    assertEquals(0, ledger("add", withdrawn), shell::err);
    String written = Files.readString(files().get(0));
    assertEquals(0, shell.throng("run", job, "--runner=DirectRunner"), shell::err);
    assertEquals(JSON.readTree("{\"withdrawn\":1}"), manifest().path("dropped"));
    assertEquals(
        JSON.readTree(
            "{\"facts_read\":%d,\"facts_rejected\":0,\"facts_unclear\":0}".formatted(named + 1)),
        manifest().path("ledger"));

    // What is said later overrules, and what was written is as it was.
    assertEquals(
        0,
        ledger(
            "add",
            "--user anna-zq4711 --state granted --purpose * --effective-at 2026-06-03T09:00:00Z"));
    assertEquals(2, files().size());
    assertEquals(written, Files.readString(files().get(0)));
    assertEquals(0, shell.throng("run", job, "--runner=DirectRunner"), shell::err);
    assertEquals(1, manifest().path("events_kept").intValue());
  }

  /** Only Throng's own ledger may name people by join pseudonyms. */
  @Test
  void aForeignLedgerIsNotAskedForPseudonyms() throws IOException {
    assertEquals(0, ledger("add", "--user anna-zq4711 --state erased"), shell::err);
    Files.move(files().get(0), folder.resolve("ledger.ndjson"));
    job("ledger: ledger.ndjson");
    assertEquals(3, shell.throng("run", job, "--runner=DirectRunner"), shell::out);
    assertTrue(shell.err().contains("limits.ledger_rejected"), shell::err);
    assertEquals(0, ledger("show", "--user anna-zq4711"), shell::err);
    assertEquals("no facts\n", shell.out());
    assertTrue(shell.err().contains("1 lines of the ledger do not tell whom"), shell::err);
    assertTrue(shell.err().contains("ledger.ndjson at byte 0; a run would stop"), shell::err);
  }

  /** In one sentence, and nothing is written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --user anna-zq4711 --state withdrawm --purpose *        | did you mean 'withdrawn'?
          --user anna-zq4711 --state anna-zq4711                  | --state must be one of granted,
          --user anna-zq4711 --state withdrawn                    | --purpose is missing
          --user anna-zq4711 --state withdrawn --purpose marketng | did you mean 'marketing'?
          --user anna-zq4711 --state denied --purpose anna-zq4711 | --purpose must be one of
          --user anna-zq4711 --state minor --purpose marketing    | not with 'minor'
          --user anna-zq4711 --state erased --policy-version 2020-09-14 | not with 'erased'
          --user anna-zq4711 --state denied --purpose * --policy-version anna-zq4711 | must be a date
          --user anna-zq4711 --state erased --effective-at anna-zq4711 | --effective-at must be
          --user anna-zq4711 --state erased --effective-at 1969-12-31 | --effective-at must be
          --user anna-zq4711 --state erased --effective-at -900000000000d | --effective-at must be
          --user anna-zq4711 --state erased --effective-at +3000000d | --effective-at must be
          --user anna-zq4711 --state erased --source asked~by~anna-zq4711 | --source must be
          --user a --state erased --source asked~by~anna@shop.example | --source must be
          --user a --user ~ --state erased                        | --user number 2 is no id
          --state erased                                          | name at least one id
          --user anna-zq4711                                      | '--state=STATE'; see 'throng ledger add --help'
          --user --state erased                                   | throng: Expected parameter for option '--user'
          --user a anna-zq4711 --state erased                     | neither an option's value nor known
          --usr=anna-zq4711 --state erased                        | neither an option's value nor known
          --user a --state erased --help=anna-zq4711              | a value on the command line
          --ids FOLDER/bad-type.tsv --state erased                | line 2 of
          --ids FOLDER/bad-id.tsv --state erased                  | line 1 of
          --ids FOLDER/no-tab.tsv --state erased                  | line 1 of
          --ids FOLDER/latin.tsv --state erased                   | is not UTF-8
          """)
  void whatIsNotUnderstoodIsNotWritten(String arguments, String says) throws IOException {
    put("bad-type.tsv", "user\ta\nanna-zq4711\tb\n");
    put("bad-id.tsv", "user\t\n");
    put("no-tab.tsv", "anna-zq4711\n");
    Files.write(
        folder.resolve("latin.tsv"), "user\tJ\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(2, ledger("add", arguments), shell::out);
    assertTrue(shell.err().startsWith("throng: "), shell::err);
    assertEquals(1, shell.err().lines().count(), shell::err);
    assertTrue(shell.err().contains(says), shell::err);
    assertEquals(List.of(), files());
    assertFalse(Files.exists(folder.resolve("store/facts")));
  }

  @Test
  void aMissingFileOfIdsOrKeyringIsMissingInput() throws IOException {
    assertEquals(3, ledger("show", "--ids FOLDER/none.tsv"));
    assertTrue(shell.err().contains("none.tsv is missing"), shell::err);
    job("ledger: none-*.ndjson");
    assertEquals(3, ledger("show", "--user anna-zq4711"));
    assertTrue(shell.err().contains("see 'consent.ledger' in the job file"), shell::err);
    Files.delete(folder.resolve("master.key"));
    assertEquals(3, ledger("add", "--user anna-zq4711 --state erased"));
    assertTrue(shell.err().contains("throng keys create"), shell::err);
    assertEquals(List.of(), files());
  }

  @Test
  void whatIsSaidOfSomebodyIsShownAndNothingOfOthers() throws IOException {
    put(
        "ledger.ndjson",
        """
        {"subject":{"type":"user","id":"anna-zq4711"},"purpose":"marketing","state":"withdrawn",\
        "effective_at":"2026-06-04T00:00:00Z","recorded_at":"2026-06-05T12:30:00Z","source":"anna-zq4711"}
        {"subject":{"type":"user","id":"bert"},"purpose":"marketing","state":"objected",\
        "effective_at":"2026-06-01T00:00:00Z"}
        {"subject":{"type":"device","id":"anna-zq4711"},"state":"minor","effective_at":1}
        {"subject":{"type":"user","id":"anna-zq4711"},"purpose":"*","state":"granted",\
        "effective_at":"2026-06-02T00:00:00Z","policy_version":"2020-09-14"}
        {"subject":{"type":"user","id":"anna-zq4711"},"purpose":"anna-zq4711","state":"granted"}
        {"subject":{"type":"user","id":"carl"},"purpose":"research","state":"granted",\
        "effective_at":"2026-06-03T00:00:00Z","policy_version":"anna-zq4711"}
        """);
    policy("reconsent_from: \"2026-01-01\"\n");
    job("ledger: ledger.ndjson");
    put("ids.tsv", "\ufeffuser\tanna-zq4711\r\n\r\nuser\tcarl\ndevice\tlaptop-zq0815");
    assertEquals(
        0,
        ledger("add", "--user anna-zq4711 --state restricted --effective-at 2026-06-03"),
        shell::err);
    Instant recorded =
        Instant.parse(
            JSON.readTree(Files.readString(files().get(0))).path("recorded_at").textValue());
    String ledger = folder.resolve("ledger.ndjson").toString();
    assertEquals(0, ledger("show", "--ids FOLDER/ids.tsv"), shell::err);
    assertEquals(
        List.of(
            "about state purpose effective recorded policy file",
            "user 1 denied * since ever "
                + ledger
                + " (a line that is unclear, and therefore refuses)",
            "user 1 granted * 2026-06-02 2020-09-14 " + ledger + " (void for its policy version)",
            "user 1 restricted 2026-06-03 " + recorded + " " + files().get(0),
            "user 1 withdrawn marketing 2026-06-04 2026-06-05T12:30:00Z " + ledger,
            "user 2 granted research 2026-06-03 " + ledger),
        shell.out().lines().map(line -> line.replaceAll(" +", " ")).toList());
    assertEquals(0, ledger("show", "--user anna-zq4711 --json"), shell::err);
    JsonNode facts = JSON.readTree(shell.out());
    assertEquals(4, facts.size());
    assertEquals(
        JSON.readTree(
            """
            {"about":"user","state":"withdrawn","purposes":["marketing"],
             "effective_at":"2026-06-04T00:00:00Z","recorded_at":"2026-06-05T12:30:00Z",
             "policy_version":null,"outdated":false,"unclear":false,"unsubscribe_event":false,
             "file":"%s"}
            """
                .formatted(ledger)),
        facts.get(3));
    assertTrue(facts.get(0).path("unclear").booleanValue());
    assertTrue(facts.get(0).path("effective_at").isNull());
    assertTrue(facts.get(1).path("outdated").booleanValue());
  }

  @Test
  void idsMayComeFromTheStandardInput() {
    assertEquals(
        0,
        shell.throngOn(
            "user\tanna-zq4711\n", "ledger", "add", job, "--ids", "-", "--state", "erased"),
        shell::err);
    assertEquals(0, ledger("show", "--user anna-zq4711"), shell::err);
    assertTrue(shell.out().contains("erased"), shell::out);
    assertEquals(0, ledger("show", "--user anna-zq4711x --device anna-zq4711 --json"), shell::err);
    assertEquals("[ ]\n", shell.out());
  }

  @Test
  void whatWillAllowNothingIsSaidToDoSo() throws IOException {
    policy("reconsent_from: \"2026-01-01\"\n");
    assertEquals(0, ledger("add", "--company c --user a --state granted --purpose *"), shell::err);
    assertTrue(
        shell
            .out()
            .contains("note: it allows nothing, as grants count from policy version 2026-01-01"),
        shell::out);
    assertTrue(shell.out().contains("note: a company can refuse, never grant"), shell::out);
    assertEquals(
        0,
        ledger("add", "--user a --state granted --purpose * --policy-version 2026-01-01"),
        shell::err);
    assertFalse(shell.out().contains("note"), shell::out);
    assertEquals(0, ledger("add", "--company c --state denied --purpose *"), shell::err);
    assertFalse(shell.out().contains("note"), shell::out);
  }
}
