package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.generate.Generator;
import dev.throng.pipeline.generate.LedgerGenerator;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  /** Each event is read again as what it was, as far as the format can tell it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THRONG_AVRO")
  void theSameEventsInAnyFormatOfLines(Format format) throws IOException {
    Path file = folder.resolve("events");
    assertEquals(0, run("--events", "500", "--format", format.label(), "--out", "" + file));
    List<IdentifiedEvent> events = read(format, Files.readAllBytes(file));
    List<IdentifiedEvent> originals = read(Format.THRONG_JSON, expected(500));
    assertEquals(500, events.size());
    long second = format == Format.ACCESS_LOG ? 1_000 : 1;
    for (int i = 0; i < events.size(); i++) {
      IdentifiedEvent original = originals.get(i);
      IdentifiedEvent event = events.get(i);
      assertEquals(original.getEventTime() / second, event.getEventTime() / second);
      assertEquals(original.getUserId(), event.getUserId());
      // Google Analytics 4 exports no addresses.
      if (format != Format.GA4_EXPORT) {
        assertEquals(original.getNetworkIp(), event.getNetworkIp());
      }
      if (format != Format.ACCESS_LOG) {
        assertEquals(original.getEventType(), event.getEventType());
        assertEquals(original.getPageUrl(), event.getPageUrl());
        assertEquals(original.getCookieId(), event.getCookieId());
        assertEquals(original.getCommercePrice(), event.getCommercePrice());
        assertEquals(original.getCommerceProductId(), event.getCommerceProductId());
      }
    }
  }

  private static byte[] expected(long events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(1, 10_000, Instant.parse("2026-06-01T00:00:00Z"), Duration.ofDays(7))
        .write(events, out);
    return out.toByteArray();
  }

  private static List<IdentifiedEvent> read(Format format, byte[] file) throws IOException {
    List<IdentifiedEvent> events = new ArrayList<>();
    Sink<IdentifiedEvent> sink =
        new Sink<>() {
          @Override
          public void keep(IdentifiedEvent event) {
            events.add(IdentifiedEvent.newBuilder(event).build());
          }

          @Override
          public void drop(DropReason reason) {
            throw new AssertionError(reason);
          }

          @Override
          public void reject(RejectReason reason, String field) {
            throw new AssertionError(reason + " " + field);
          }

          @Override
          public void warn(Warning warning) {
            throw new AssertionError(warning);
          }
        };
    try (EventReader reader =
        format.open(
            Channels.newChannel(new ByteArrayInputStream(file)),
            0,
            Long.MAX_VALUE,
            ParseSettings.standard())) {
      while (reader.next(sink)) {
        // The sink has it.
      }
    }
    return events;
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
