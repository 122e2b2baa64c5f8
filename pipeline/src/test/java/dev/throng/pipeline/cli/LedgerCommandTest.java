package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A privacy officer writes facts by hand, looks at them, and asks why an event is refused. */
class LedgerCommandTest {
  private static final String JOB =
      """
      name: by-hand
      events: {format: throng-json, from: in.ndjson}
      consent: {ledger: ledger.ndjson}
      keys: {keyring: keys, master: "file:master.key"}
      store: kept
      output:
        events: {to: out/events, format: jsonl}
        aggregates: [{to: out/tables}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {from: 2026-06-01, until: 2026-07-01}
      """;

  /** Ids that must never be printed or written. */
  private static final List<String> IDS = List.of("anna-4711", "laptop-0815");

  private static final String EVENT =
      """
      {"event_type":"page_view","event_time":"2026-06-03T10:00:00Z","user":{"id":"anna-4711"},\
      "device":{"id":"laptop-0815"},"consent":{"statistical":true,"marketing":true,"gpc":true}}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String job = "";

  @BeforeEach
  void site() throws IOException {
    Files.writeString(folder.resolve("in.ndjson"), EVENT);
    Files.writeString(
        folder.resolve("ledger.ndjson"),
        """
        {"subject":{"type":"device","id":"laptop-0815"},"purpose":"research","state":"granted",\
        "effective_at":"2026-06-01T00:00:00Z"}
        """);
    job = Files.writeString(folder.resolve("job.yaml"), JOB).toString();
    assertEquals(0, throng("keys", "create", job), err.toString());
  }

  private int throng(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = command.execute(arguments);
    for (String id : IDS) {
      assertFalse((out.toString() + err).contains(id), out + "\n" + err);
    }
    return code;
  }

  private int add(String... more) {
    return throng(
        Stream.concat(Stream.of("ledger", "add", job), Stream.of(more)).toArray(String[]::new));
  }

  private String explained() {
    assertEquals(
        0,
        throng("explain", job, "--event", folder.resolve("in.ndjson").toString()),
        () -> "" + err);
    return out.toString();
  }

  @Test
  void aFactByHandIsWrittenOnceAndCounts() throws IOException {
    assertTrue(explained().contains("it is kept"), out.toString());
    assertTrue(
        out.toString().contains("research            allowed: granted by the device"),
        out.toString());
    assertTrue(
        out.toString().contains("statistical         allowed: granted by the event itself"),
        out.toString());
    assertTrue(
        out.toString()
            .contains("marketing           refused: refused through Sec-GPC by the event itself"),
        out.toString());

    String[] withdrawal = {
      "--user",
      "anna-4711",
      "--state",
      "withdrawn",
      "--purpose",
      "*",
      "--effective-at",
      "2026-06-02T00:00:00Z"
    };
    assertEquals(0, add(withdrawal), err.toString());
    List<Path> first = files();
    assertEquals(1, first.size());
    String text = Files.readString(first.get(0));
    JsonNode fact = JsonMapper.builder().build().readTree(text);
    assertEquals("withdrawn", fact.path("state").textValue());
    assertEquals("user", fact.path("subject").path("type").textValue());
    assertEquals(22, fact.path("subject").path("join").textValue().length());
    IDS.forEach(id -> assertFalse(text.contains(id), text));

    assertTrue(
        explained().contains("statistical         refused: withdrawn by the user"), out.toString());
    assertTrue(out.toString().contains("it is dropped: withdrawn"), out.toString());
    assertEquals(0, throng("run", job, "--runner=DirectRunner"), err.toString());
    JsonNode manifest =
        JsonMapper.builder().build().readTree(folder.resolve("out/run.json").toFile());
    assertEquals(1, manifest.path("dropped").path("withdrawn").intValue());
    assertEquals(2, manifest.path("ledger").path("facts_read").intValue());

    assertEquals(0, add(withdrawal), err.toString());
    assertEquals(2, files().size());
    assertEquals(text, Files.readString(first.get(0)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kept/facts"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatIsSaidOfSomebodyIsShown() throws IOException {
    Path ids =
        Files.writeString(folder.resolve("ids.tsv"), "user\tanna-4711\ndevice\tlaptop-0815\n");
    assertEquals(0, add("--ids", ids.toString(), "--state", "restricted"), err.toString());
    assertTrue(out.toString().contains("added 2 facts, restricted"), out.toString());
    assertEquals(0, throng("ledger", "show", job, "--ids", ids.toString()), err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals(3, lines.size(), out.toString());
    assertTrue(lines.get(0).startsWith("device  granted          research"), lines.get(0));
    assertEquals(0, throng("ledger", "show", job, "--user", "nobody"), err.toString());
    assertEquals("the ledger says nothing of them", out.toString().strip());
  }

  @Test
  void nothingIsWrittenOfWhatIsNotUnderstood() {
    String[][] bad = {
      {"--user", "anna-4711", "--state", "withdrawm", "--purpose", "*"},
      {"--user", "anna-4711", "--state", "withdrawn"},
      {"--user", "anna-4711", "--state", "withdrawn", "--purpose", "statistics"},
      {"--user", "anna-4711", "--state", "minor", "--purpose", "marketing"},
      {"--user", "anna-4711", "--state", "erased", "--effective-at", "yesterday"},
      {"--user", "anna-4711\n", "--state", "erased"},
      {"--state", "erased"},
    };
    for (String[] arguments : bad) {
      assertEquals(2, add(arguments), String.join(" ", arguments));
      assertTrue(err.toString().startsWith("throng: "), err.toString());
    }
    assertFalse(Files.exists(folder.resolve("kept")));
    assertEquals(3, throng("explain", job, "--event", folder.resolve("none").toString()));
  }

  /** Only Throng's own ledger may name people by join pseudonyms. */
  @Test
  void aForeignLedgerIsNotAskedForPseudonyms() throws IOException {
    assertEquals(0, add("--user", "anna-4711", "--state", "erased"), err.toString());
    Files.writeString(folder.resolve("ledger.ndjson"), Files.readString(files().get(0)));
    assertEquals(3, throng("run", job, "--runner=DirectRunner"), out.toString());
    assertTrue(err.toString().contains("limits.ledger_rejected"), err.toString());
  }
}
