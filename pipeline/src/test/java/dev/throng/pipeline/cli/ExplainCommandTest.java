package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why one event may serve what, in words and as JSON, and never whose it is. */
class ExplainCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String JOB =
      """
      name: explained
      events: {format: throng-json, from: in.ndjson}
      consent: {ledger: ledger.ndjson, decide: DECIDE, default: {FR: {research: granted}}}
      keys: {keyring: keys, master: "file:master.key"}
      output:
        aggregates: [{to: out/tables}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {rejected: 100%, from: 2026-06-01, until: 2026-07-01, ledger_rejected: 1}
      """;

  private static final String EVENT =
      """
      {"event_type":"page_view","event_time":"2026-06-05T12:00:31Z","event_id":"zq-event",\
      "user":{"id":"zq-anna","country":"FR","company_id":"zq-acme"},"device":{"id":"zq-laptop"},\
      "network":{"ip":"203.0.113.77"},"user_agent":"zq-agent/1.0",\
      "page":{"url":"https://shop.example/zq-page","title":"zq-title"},\
      "consent":{"statistical":true,"marketing":true,"gpc":true,"tcf":"zq-tcf"}}
      """;

  private static final String LEDGER =
      """
      {"subject":{"type":"user","id":"zq-anna"},"purpose":"marketing","state":"withdrawn",\
      "effective_at":"2026-06-03T00:00:00Z","recorded_at":"2026-06-04T09:00:00Z"}
      {"subject":{"type":"user","id":"zq-anna"},"purpose":"marketing","state":"granted",\
      "effective_at":"2026-06-01T00:00:00Z","recorded_at":"2026-06-01T00:00:00Z"}
      {"subject":{"type":"company","id":"zq-acme"},"purpose":"*","state":"granted",\
      "effective_at":"2026-06-01T00:00:00Z"}
      {"subject":{"type":"device","id":"zq-laptop"},"purpose":"research","state":"objected",\
      "effective_at":"2026-06-20T00:00:00Z","recorded_at":"2026-06-20T00:00:00Z"}
      {"subject":{"type":"user","id":"somebody else"},"state":"erased","effective_at":"2026-06-20"}
      no line of a ledger
      """;

  @TempDir Path folder;
  private final Shell shell =
      new Shell("zq-", "203.0.113", "12:00:31", "shop.example", "somebody else");
  private String job = "";
  private String ledger = "";

  @BeforeEach
  void site() throws IOException {
    put("in.ndjson", "");
    ledger = put("ledger.ndjson", LEDGER);
    job("as_known");
    assertEquals(0, shell.throng("keys", "create", job), shell::err);
  }

  private String put(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private void job(String decide) throws IOException {
    job = put("job.yaml", JOB.replace("DECIDE", decide));
  }

  private String explained(String event) throws IOException {
    assertEquals(0, shell.throng("explain", job, "--event", put("event.json", event)), shell::err);
    return shell.out();
  }

  private JsonNode json(String event) throws IOException {
    assertEquals(
        0, shell.throng("explain", job, "--json", "--event", put("event.json", event)), shell::err);
    return JSON.readTree(shell.out());
  }

  @Test
  void everyFactAndEveryPurposeIsTold() throws IOException {
    String in =
        put(
            "in.ndjson",
            """
            {"event_type":"Unsubscribe","event_time":"2026-06-02T08:00:00Z","device":{"id":"zq-laptop"}}
            {"event_type":"unsubscribe","event_time":"2026-06-02T08:00:00Z","device":{"id":"other"}}
            """);
    assertEquals(
        """
        outcome       kept, for research
        its own word  grants statistical, marketing; refuses statistical, personalisation, marketing; Global Privacy Control
        residence     FR
        decided       at the event's time
        ids           device, user, company
        facts
          device   objected marketing since 2026-06-02T08:00:00Z, recorded 2026-06-02T08:00:00Z: counts
                   in IN (an unsubscribe event)
          device   objected research since 2026-06-20, recorded 2026-06-20: not yet, at the time of the event
                   in LEDGER
          user     granted marketing since 2026-06-01, recorded 2026-06-01: changes nothing beside the others
                   in LEDGER
          user     withdrawn marketing since 2026-06-03, recorded 2026-06-04T09:00:00Z: counts
                   in LEDGER
          company  granted * since 2026-06-01: a company cannot grant
                   in LEDGER
        purposes
          statistical:         refused, denied by the event itself
          personalisation:     refused, denied by the event itself
          marketing:           refused, objected to by the device's word of 2026-06-02T08:00:00Z; withdrawn by the user's word of 2026-06-03; denied by the event itself; Global Privacy Control
          share_with_sellers:  refused, Global Privacy Control
          research:            allowed, by the default of FR
        note          1 lines of the ledger do not tell whom they are about, the first is LEDGER at byte 963
        warning       malformed_tcf
        """
            .replace("IN ", in + " ")
            .replace("LEDGER", ledger)
            .replace("963", "" + LEDGER.indexOf("no line")),
        explainedAt("at_event_time"));
    assertEquals(
        List.of(
            "research:            refused, objected to by the device's word of 2026-06-20, after the event"),
        explainedAt("as_known")
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("research:"))
            .toList());
    assertTrue(shell.out().startsWith("outcome       dropped: objected\n"), shell::out);
    assertTrue(
        explainedAt("{as_of: 2026-06-03T12:00:00Z}")
            .contains(
                "withdrawn marketing since 2026-06-03, recorded 2026-06-04T09:00:00Z: recorded too late"),
        shell::out);
    assertTrue(
        shell.out().contains("a company cannot grant")
            || shell
                .out()
                .contains("granted * since 2026-06-01: nobody knows when it was recorded"),
        shell::out);
  }

  private String explainedAt(String decide) throws IOException {
    job(decide);
    return explained(EVENT);
  }

  @Test
  void theSameAsJson() throws IOException {
    JsonNode explained = json(EVENT);
    assertEquals("dropped", explained.path("outcome").textValue());
    assertEquals("objected", explained.path("reason").textValue());
    assertEquals(JSON.readTree("[\"device\",\"user\",\"company\"]"), explained.path("ids"));
    assertEquals(
        JSON.readTree(
            """
            {"about":"user","state":"withdrawn","purposes":["marketing"],
             "effective_at":"2026-06-03T00:00:00Z","recorded_at":"2026-06-04T09:00:00Z",
             "policy_version":null,"outdated":false,"unclear":false,"unsubscribe_event":false,
             "file":"%s","standing":"counts"}
            """
                .formatted(ledger)),
        explained.path("facts").get(2));
    assertEquals(
        JSON.readTree(
            """
            {"purpose":"research","allowed":false,"because":[
              {"kind":"objected","about":"device","effective_at":"2026-06-20T00:00:00Z",
               "says":"objected to by the device's word of 2026-06-20, after the event"}]}
            """),
        explained.path("verdicts").get(4));
    assertEquals(
        JSON.readTree(
            """
            {"granted":["statistical","marketing"],
             "refused":["statistical","personalisation","marketing"],"objected":[],"gpc":true,
             "outdated":false,"minor":false,"health_data":false,"explicit_consent":false}
            """),
        explained.path("own_word"));
    assertEquals(JSON.readTree("[\"malformed_tcf\"]"), explained.path("warnings"));
  }

  @Test
  void whatDoesNotGetSoFarIsToldWithItsReason() throws IOException {
    assertEquals("outcome       rejected in parse: malformed\n", explained("zq-nonsense\n"));
    assertEquals("outcome       rejected in read: empty\n", explained("\n"));
    assertEquals(
        "outcome       rejected in parse: bad_time (event_time)\n",
        explained(EVENT.replace("2026-06-05T", "zq-day")));
    assertEquals(
        "outcome       rejected in pseudonymize: time_out_of_limits (event_time)\n",
        explained(EVENT.replace("2026-06-05", "2025-06-05")));
    assertEquals(
        JSON.readTree(
            """
            {"outcome":"rejected","stage":"parse","reason":"malformed","field":"","warnings":[]}
            """),
        json("zq-nonsense"));
  }

  @Test
  void whereNobodySaysAnythingThatIsTold() throws IOException {
    String said =
        explained("{\"event_type\":\"page_view\",\"event_time\":\"2026-06-05T12:00:31Z\"}");
    assertTrue(
        said.startsWith("outcome       dropped: never_asked\nits own word  nothing\n"), said);
    assertTrue(said.contains("ids           none\nfacts\n  none\npurposes\n"), said);
    assertTrue(
        said.contains(
            "  statistical:         refused, nobody says anything that counts, and so by the default of an unknown country\n"),
        said);
  }

  @Test
  void aMissingInputIsNamed() throws IOException {
    assertEquals(
        3, shell.throng("explain", job, "--event", folder.resolve("none.json").toString()));
    assertEquals("throng: " + folder.resolve("none.json") + " is missing\n", shell.err());
    String two = put("two.ndjson", EVENT + EVENT);
    assertEquals(3, shell.throng("explain", job, "--event", two));
    assertEquals("throng: " + two + " holds more than one event\n", shell.err());
    String none = put("empty.ndjson", "");
    assertEquals(3, shell.throng("explain", job, "--event", none));
    assertEquals("throng: " + none + " holds no event\n", shell.err());
    Files.delete(folder.resolve("ledger.ndjson"));
    assertEquals(3, shell.throng("explain", job, "--event", put("event.json", EVENT)));
    assertTrue(shell.err().contains("see 'consent.ledger' in the job file"), shell::err);
    assertEquals(2, shell.throng("explain", job));
    assertTrue(shell.err().contains("--event=FILE"), shell::err);
  }

  /** The event may be looked at where the job's input is not. */
  @Test
  void withoutTheJobsEventsThatIsNoted() throws IOException {
    Files.delete(folder.resolve("in.ndjson"));
    assertTrue(
        explained(EVENT).contains("note          unsubscribe events were not looked for: no file"),
        shell::out);
  }

  @Test
  void theEventMayComeFromTheStandardInput() throws IOException {
    String fromFile = explained(EVENT);
    assertEquals(0, shell.throngOn(EVENT, "explain", job, "--event", "-"), shell::err);
    assertEquals(fromFile, shell.out());
  }

  /** What a run counts is what is explained, event by event. */
  @ParameterizedTest
  @ValueSource(strings = {"as_known", "at_event_time", "{as_of: 2026-06-04T00:00:00Z}"})
  void aRunDoesWhatIsExplained(String decide) throws IOException {
    List<String> events = new ArrayList<>();
    for (String person : List.of("anna", "bert", "cleo", "dora", "emil")) {
      for (int day = 2; day <= 4; day += 2) {
        events.add(
            """
            {"event_type":"%s","event_time":"2026-06-0%dT12:00:00Z","user":{"id":"%s"},\
            "consent":{"statistical":true,"marketing":true}}
            """
                .formatted(person.equals("emil") ? "unsubscribe" : "page_view", day, person));
      }
    }
    put("in.ndjson", String.join("", events));
    put(
        "ledger.ndjson",
        fact("anna", "withdrawn") + fact("bert", "erased") + fact("cleo", "restricted"));
    job(decide);
    assertEquals(
        0,
        shell.throng(
            "ledger", "add", job, "--user=dora", "--state=minor", "--effective-at=2026-06-03"),
        shell::err);
    Map<String, Integer> expected = new TreeMap<>();
    int kept = 0;
    for (String event : events) {
      JsonNode explained = json(event);
      if (explained.path("outcome").textValue().equals("kept")) {
        kept++;
      } else {
        expected.merge(explained.path("reason").textValue(), 1, Integer::sum);
      }
    }
    assertEquals(0, shell.throng("run", job, "--runner=DirectRunner"), shell::err);
    JsonNode manifest = JSON.readTree(folder.resolve("out/run.json").toFile());
    Map<String, Integer> dropped = new TreeMap<>();
    manifest
        .path("dropped")
        .properties()
        .forEach(reason -> dropped.put(reason.getKey(), reason.getValue().intValue()));
    assertEquals(expected, dropped);
    assertEquals(kept, manifest.path("events_kept").intValue());
    assertTrue(kept > 0, "everything is dropped");
  }

  private static String fact(String user, String state) {
    return """
        {"subject":{"type":"user","id":"%s"},"purpose":"*","state":"%s",\
        "effective_at":"2026-06-03T00:00:00Z","recorded_at":"2026-06-03T00:00:00Z"}
        """
        .formatted(user, state);
  }
}
