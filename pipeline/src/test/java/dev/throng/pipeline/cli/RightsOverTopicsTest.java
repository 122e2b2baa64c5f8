package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.stream.Broker;
import dev.throng.pipeline.stream.StreamProcess;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people ask for reaches a job over topics while it runs, and what it has stored. */
class RightsOverTopicsTest {
  private static final String ANNA = "device-of-anna-4711";
  private static final String BERT = "device-of-bert-4712";

  @TempDir Path folder;
  private String job = "";

  @Test
  void whatIsStoredGoesAndWhatIsSaidIsHeard() throws Exception {
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic("events", 1);
      broker.topic("consent", 1);
      job = job(broker);
      // An hour that is over is written at once.
      Instant earlier = Instant.now().minus(Duration.ofHours(2));
      broker.send("events", 1, List.of(event(ANNA, earlier), event(BERT, earlier)));
      try (StreamProcess stream =
          StreamProcess.start(
              Path.of(job), "--checkpointingInterval=2000", "--minPauseBetweenCheckpoints=1000")) {
        stream.await("two stored events", () -> rows("events", ".jsonl").size() == 2);

        assertEquals(1, access(ANNA).lines().count());
        assertEquals(0, throng("subject", "erase", job, "--device", ANNA).exit());
        assertEquals(1, rows("events", ".jsonl").size());
        assertEquals("", access(ANNA));
        assertEquals(1, access(BERT).lines().count());

        Said add =
            throng(
                "ledger", "add", job, "--device", BERT, "--state", "withdrawn", "--purpose", "*");
        assertEquals(0, add.exit(), add.text());
        broker.send("events", 1, List.of(event(BERT, Instant.now())));
        stream.await(
            "a withdrawal",
            () ->
                rows("out/_counts", ".csv").stream()
                    .anyMatch(line -> line.contains("dropped,withdrawn,1")));

        Said show = throng("ledger", "show", job, "--device", BERT);
        assertTrue(show.text().contains("withdrawn"), show.text());
        assertFalse(show.text().contains(BERT), "an id is shown");
        assertEquals(0, throng("retain", job).exit());
        assertEquals(1, rows("events", ".jsonl").size(), "what he allowed at its time");
        assertEquals(0, throng("subject", "erase", job, "--device", BERT).exit());
        assertEquals(List.of(), rows("events", ".jsonl"));
        assertEquals(0, throng("trail", "verify", job).exit());
      }
    }
  }

  private String job(Broker broker) throws IOException {
    Files.writeString(
        folder.resolve("reports.yaml"),
        """
        reports:
          - {name: all, purpose: statistical, audience: internal, recipient: tests, window: 1h,
             dimensions: [], measures: [events], release: {at_least: 2}}
        """);
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: rights
        events:
          format: throng-json
          kafka: {bootstrap: "%1$s", topic: events, disorder: 0s, idle: 1s}
        consent:
          ledger: {bootstrap: "%1$s", topic: consent, disorder: 0s, idle: 1s}
          grace: 1s
        keys: {keyring: keys, master: "file:master.key"}
        reports: reports.yaml
        output:
          events: {to: events, format: jsonl}
          aggregates: [{to: out, format: csv}]
          rejected: {to: rejected}
          manifest: run.json
        """
            .formatted(broker.address()));
    Keyring.of(JobFile.read(file.toString(), Instant.now()).keys()).createMaster();
    return file.toString();
  }

  private static byte[] event(String device, Instant time) {
    return """
        {"event_type": "page_view", "event_time": "%s", "device": {"id": "%s"},
         "consent": {"statistical": true}}"""
        .formatted(time, device)
        .replace("\n", "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private record Said(int exit, String text) {}

  private Said throng(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(out, true));
    return new Said(command.execute(arguments), out.toString());
  }

  private String access(String device) throws IOException {
    Path found = folder.resolve("access.jsonl");
    Files.deleteIfExists(found);
    Said said = throng("subject", "access", job, "--device", device, "--out", found.toString());
    assertEquals(0, said.exit(), said.text());
    return Files.readString(found);
  }

  private List<String> rows(String place, String ending) throws IOException {
    Path root = folder.resolve(place);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ending) && !file.toString().contains("/."))
          .flatMap(RightsOverTopicsTest::lines)
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (NoSuchFileException replaced) {
      return Stream.empty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
