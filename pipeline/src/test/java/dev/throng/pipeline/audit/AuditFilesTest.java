package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.throng.pipeline.publish.EventFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the folder is passed over in silence. */
class AuditFilesTest {
  @TempDir Path folder;

  private static AuditReport audit(Path... folders) throws IOException {
    return Audit.of(List.of(folders), new AuditSettings(20, null));
  }

  private String reading() throws IOException {
    return Audit.of(List.of(folder), List.<Check>of()).findings().stream()
        .map(finding -> finding.severity() + " " + finding.where() + ": " + finding.sentence())
        .reduce("", (one, other) -> one + other + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsCutShort(EventFormat format) throws IOException {
    new PlantedOutputs(folder)
        .events(format, PlantedOutputs.event(1), PlantedOutputs.event(2), PlantedOutputs.event(3));
    String place = "events/date=2026-06-01/00000000000000aa-3e8." + format.label();
    assertEquals("", reading());
    byte[] whole = Files.readAllBytes(folder.resolve(place));
    Files.write(folder.resolve(place), Arrays.copyOf(whole, whole.length - 9));
    String why = format == EventFormat.JSONL ? "a line is no JSON object" : "it is broken";
    if (format == EventFormat.AVRO) {
      why = "its end is missing";
    }
    assertEquals(
        "SEVERE "
            + place
            + ": not all of it was read, for "
            + why
            + ": nobody knows what stands in it\n",
        reading());
  }

  @Test
  void whatThrongDoesNotWrite() throws IOException {
    Files.write(folder.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
    Files.write(folder.resolve("b.parquet"), new byte[] {1, 2, 3});
    Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("real/link"), folder);
    assertEquals(
        """
        SEVERE b.parquet: not all of it was read, for it does not begin as its name says: nobody \
        knows what stands in it
        SEVERE real/link: not all of it was read, for it is a link, or may not be read: nobody \
        knows what stands in it
        WARNING a.gz: not all of it was read, for it is of no form that Throng writes: nobody \
        knows what stands in it
        """,
        reading());
  }

  @Test
  void brokenTables() throws IOException {
    PlantedOutputs outputs = new PlantedOutputs(folder);
    outputs.text("a/1.csv", "");
    outputs.text("a/2.csv", "window_start,window_end,country,events\n1,2\n");
    outputs.text("a/3.csv", "window_start,window_end,country,events\n1,2,\"DE,30\n");
    outputs.text("a/4.jsonl", "");
    outputs.text("a/5.json", "{\n\"records_read\" : \n");
    assertEquals(
        """
        SEVERE a/1.csv: not all of it was read, for it has no header: nobody knows what stands in it
        SEVERE a/2.csv: not all of it was read, for a row has not the width of the header: nobody \
        knows what stands in it
        SEVERE a/3.csv: not all of it was read, for a quotation mark is not closed: nobody knows \
        what stands in it
        SEVERE a/5.json: not all of it was read, for it is no JSON: nobody knows what stands in it
        """,
        reading());
  }

  /** A lenient reader would pass over it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"x\"}\n{\"a\":\"anna@example.org\",\"a\":\"x\"}\n",
        "{\"a\":\"x\"}\n{\"a\":\"x\"} anna@example.org\n",
        "{\"a\":\"anna@example.org\",\"a\":\"x\"}\n",
        "{\"a\":\n\"x\"} anna@example.org\n",
        "[\n{\"b\":{\"a\":\"anna@example.org\",\"a\":\"x\"}}]",
        "a;b\nx;anna@example.org",
      })
  void nothingHidesInBrokenFiles(String text) throws IOException {
    PlantedOutputs outputs = new PlantedOutputs(folder);
    outputs.text("a.jsonl", text);
    List<String> found = outputs.findings();
    assertEquals(2, found.size(), found::toString);
    assertEquals("SEVERE identifiers (line) 1: e-mail ", found.get(0).substring(0, 36));
    assertEquals("SEVERE reading 0: not all of it was read", found.get(1).substring(0, 40));
  }

  @Test
  void whatARunLeftBehind() throws IOException {
    new PlantedOutputs(folder).text("events/.throng-00aa/x", "{\"event_type\":\"view\"}\n");
    assertEquals(
        "WARNING events/.throng-00aa/x: left by a run that did not end: run the job again, which"
            + " removes it\n",
        reading());
  }

  @Test
  void foldersThatAreNotThere() throws IOException {
    Path missing = folder.resolve("missing");
    assertThrows(FileNotFoundException.class, () -> audit(missing));
    Files.createDirectory(missing);
    assertThrows(FileNotFoundException.class, () -> audit(missing));
    Files.writeString(missing.resolve("a.txt"), "a");
    assertEquals(Map.of("something else", 1L), audit(missing).rows());
    assertThrows(FileNotFoundException.class, () -> audit(missing, folder.resolve("other")));
    AuditSettings guessing = new AuditSettings(20, folder.resolve("no guesses"));
    assertThrows(FileNotFoundException.class, () -> Audit.of(List.of(missing), guessing));
    assertThrows(IllegalArgumentException.class, () -> new AuditSettings(1, null));
  }
}
