package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a job over topics cannot do is refused, in one sentence, before anything is done. */
class TopicJobTest {
  private static final String PLAIN =
      """
      reports:
        - name: kinds
          purpose: statistical
          audience: internal
          recipient: tests
          window: 1h
          dimensions: [event_type]
          measures: [events]
          release: {at_least: 2}
      """;

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  private int throng(String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(new StringWriter(), true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  /** A job over a topic of a broker that is not there. */
  private String topics(String reports) throws IOException {
    return job(
        "topics",
        "kafka: {bootstrap: \"localhost:1\", topic: events}",
        "rejected: {to: r}",
        reports);
  }

  private String job(String name, String from, String rejected, String reports) throws IOException {
    Files.writeString(folder.resolve("reports.yaml"), reports);
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        name: topics
        events: {format: throng-json, %s}
        keys: {keyring: keys, master: "file:master.key"}
        reports: reports.yaml
        output: {aggregates: [{to: out}], %s, manifest: run.json}
        """
            .formatted(from, rejected));
    return file.toString();
  }

  private void assertSays(String... words) {
    String said = err.toString().strip();
    assertTrue(said.startsWith("throng: "), said);
    assertEquals(1, said.lines().count(), said);
    for (String word : words) {
      assertTrue(said.contains(word), said);
    }
  }

  @Test
  void whatIsSaidByHandNeedsALedger() throws IOException {
    String job = topics(PLAIN);
    assertEquals(0, throng("keys", "create", job), err.toString());
    for (List<String> command :
        List.of(
            List.of("ledger", "add", job, "--device", "d", "--state", "erased"),
            List.of("subject", "erase", job, "--device", "d"))) {
      assertEquals(2, throng(command.toArray(String[]::new)), command + ": " + err);
      assertSays("none in 'consent.ledger'", "name one");
    }
  }

  @Test
  void factsThatItWouldNotHearStopIt() throws IOException {
    String files = job("files", "from: in.ndjson", "rejected: {to: r}", PLAIN);
    assertEquals(0, throng("keys", "create", files), err.toString());
    assertEquals(
        0, throng("ledger", "add", files, "--device", "d", "--state", "erased"), err.toString());
    assertEquals(2, throng("run", topics(PLAIN)), err.toString());
    assertSays("holds facts by hand", "'consent.ledger'");
  }

  @Test
  void windowsForThirdPartiesHaveABeginning() throws IOException {
    String noised =
        PLAIN
            .replace("internal", "third_party")
            .replace(
                "{at_least: 2}",
                "{epsilon: 1, delta: 1e-9, groups_per_person: 1, events_per_group: 1}");
    String job = topics(noised);
    Files.writeString(
        Path.of(job),
        "budget: {third_party: {epsilon: 1000, delta: 1e-3, period: 1d}}\n",
        StandardOpenOption.APPEND);
    assertEquals(3, throng("run", job), err.toString());
    assertSays("no broker at localhost:1");
  }

  @Test
  void aSilentBrokerIsAMissingInput() throws IOException {
    assertEquals(3, throng("run", topics(PLAIN)), err.toString());
    assertSays("no broker at localhost:1", "'events'");
  }

  @Test
  void daysAreForFiles() throws IOException {
    assertEquals(2, throng("run", topics(PLAIN), "--from=2026-06-01"), err.toString());
    assertTrue(err.toString().contains("are for jobs over files"), err.toString());
  }

  @Test
  void optionsThatWouldMakeItWrongAreRefused() throws IOException {
    assertEquals(2, throng("run", topics(PLAIN), "--fasterCopy=true"), err.toString());
    assertSays("a job over topics always has --fasterCopy=false");
  }

  @Test
  void theFlinkAroundItMustBeThere() throws IOException {
    assertEquals(2, throng("run", topics(PLAIN), "--flinkMaster=[auto]"), err.toString());
    assertSays("--flinkMaster=[auto] is for the application of a JobManager");
  }
}
