package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.LedgerGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void writesWhatTheGeneratorMakes() throws IOException {
    Path file = folder.resolve("events.ndjson");
    assertEquals(0, run("--events", "1000", "--seed", "7", "--people", "50", "--out", "" + file));
    assertArrayEquals(expected(7, 50, "2026-06-01", 7), Files.readAllBytes(file));
    assertEquals("", err.toString());
  }

  @Test
  void compressesByTheNameAndReplacesWhatIsThere() throws IOException {
    Path file = folder.resolve("events.ndjson.gz");
    Files.writeString(file, "x".repeat(1_000_000));
    assertEquals(
        0, run("--events", "1000", "--from", "2025-12-30", "--days", "2", "--out", "" + file));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertArrayEquals(expected(1, 10_000, "2025-12-30", 2), in.readAllBytes());
    }
  }

  @Test
  void writesALedgerOfTheSamePeople() throws IOException {
    Path file = folder.resolve("ledger.ndjson");
    assertEquals(0, run("--ledger", "100", "--seed", "7", "--people", "50", "--out", "" + file));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    new LedgerGenerator(7, 50, Instant.parse("2026-06-01T00:00:00Z"), Duration.ofDays(7))
        .write(100, expected);
    assertArrayEquals(expected.toByteArray(), Files.readAllBytes(file));
  }

  @Test
  void eventsOrALedgerButNotBothAndNotNeither() {
    assertEquals(2, run("--seed", "7"));
    assertEquals(2, run("--events", "1", "--ledger", "1"));
    assertEquals(2, run("--ledger", "-1"));
  }

  @Test
  void noEventsAreAnEmptyFile() throws IOException {
    Path file = folder.resolve("none.ndjson");
    assertEquals(0, run("--events", "0", "--out", "" + file));
    assertEquals(0, Files.size(file));
  }

  @Test
  void outOfRangeIsUsageAndOneSentence() {
    assertEquals(2, run("--events", "-1"));
    assertEquals(2, run("--events", "1", "--days", "0"));
    assertEquals(2, run("--events", "1", "--people", "0"));
    assertEquals(2, run("--events", "1", "--from", "1969-12-31"));
    assertEquals(4, err.toString().lines().count());
    assertTrue(err.toString().lines().allMatch(line -> line.matches("throng generate: .*\\.")));
  }

  @Test
  void aDayThatIsNoneIsUsageAndSaysHowDaysLook() {
    assertEquals(2, run("--events", "1", "--from", "1.6.2026"));
    assertTrue(
        err.toString().startsWith("Invalid value for option '--from': must be a day such as"),
        err.toString());
  }

  @Test
  void aFileThatCannotBeWrittenIsOneSentence() {
    assertEquals(1, run("--events", "1", "--out", folder.resolve("no/such/file").toString()));
    assertEquals(1, err.toString().lines().count());
  }

  private int run(String... arguments) {
    return new CommandLine(new GenerateCommand())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static byte[] expected(long seed, long people, String from, int days) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(seed, people, Instant.parse(from + "T00:00:00Z"), Duration.ofDays(days))
        .write(1000, out);
    return out.toByteArray();
  }
}
