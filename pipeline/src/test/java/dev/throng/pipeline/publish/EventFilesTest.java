package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFilesTest {
  private static final String OUTPUT = "mem://bucket/events";
  private static final String AREA = OUTPUT + "/.throng-run/";
  private static final String NAME = "00000000000000aa-3e8";
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final StoredEvent event = Samples.event(new Random(1));
  private int written;

  @BeforeEach
  void emptyStore() {
    MemoryStore.register();
  }

  @Test
  void everyDayInUtcHasItsFile() throws IOException {
    try (EventFiles files = files(3)) {
      write(files, "2026-06-01T23:59:00Z");
      write(files, "2026-06-02T00:00:00Z");
      write(files, "2026-06-01T00:00:00Z");
      write(files, "1969-12-31T23:59:00Z");
      List<WrittenFile> finished = files.finish();
      assertEquals(
          List.of(
              "date=1969-12-31/" + NAME + ".jsonl",
              "date=2026-06-01/" + NAME + ".jsonl",
              "date=2026-06-02/" + NAME + ".jsonl"),
          finished.stream().map(WrittenFile::place).toList());
      assertEquals(
          Map.of(
              "1969-12-31." + NAME + ".x", List.of("3"),
              "2026-06-01." + NAME + ".x", List.of("0", "2"),
              "2026-06-02." + NAME + ".x", List.of("1")),
          staged());
      for (WrittenFile file : finished) {
        byte[] bytes = MemoryStore.objects().get(AREA + file.staged());
        assertEquals(OUTPUT, file.output());
        assertEquals(bytes.length, file.bytes());
        assertEquals(sha256(bytes), file.sha256());
        assertEquals(staged().get(file.staged()).size(), file.rows());
      }
    }
  }

  @Test
  void beyondTheMostOpenTheDayGoesOnInAnotherPart() throws IOException {
    try (EventFiles files = files(2)) {
      write(files, "2026-06-01T00:00:00Z");
      write(files, "2026-06-02T00:00:00Z");
      write(files, "2026-06-01T01:00:00Z");
      // The second has waited longest.
      write(files, "2026-06-03T00:00:00Z");
      write(files, "2026-06-01T02:00:00Z");
      write(files, "2026-06-02T01:00:00Z");
      write(files, "2026-06-03T01:00:00Z");
      assertEquals(
          List.of(
              "date=2026-06-01/" + NAME + ".jsonl",
              "date=2026-06-02/" + NAME + "-2.jsonl",
              "date=2026-06-02/" + NAME + ".jsonl",
              "date=2026-06-03/" + NAME + "-2.jsonl",
              "date=2026-06-03/" + NAME + ".jsonl"),
          files.finish().stream().map(WrittenFile::place).toList());
    }
    assertEquals(
        Map.of(
            "2026-06-01." + NAME + ".x", List.of("0", "2", "4"),
            "2026-06-02." + NAME + ".x", List.of("1"),
            "2026-06-02." + NAME + "-2.x", List.of("5"),
            "2026-06-03." + NAME + ".x", List.of("3"),
            "2026-06-03." + NAME + "-2.x", List.of("6")),
        staged());
  }

  @Test
  void withOneFileOpenNothingIsLost() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (EventFiles files = files(1)) {
      for (int i = 0; i < 200; i++) {
        write(files, "2026-06-0" + (1 + random.nextInt(3)) + "T00:00:00Z");
      }
      long rows = files.finish().stream().mapToLong(WrittenFile::rows).sum();
      assertEquals(200, rows, "seed " + seed);
    }
    assertEquals(
        Stream.iterate(0, i -> i + 1).limit(200).map(String::valueOf).sorted().toList(),
        staged().values().stream().flatMap(List::stream).sorted().toList(),
        "seed " + seed);
  }

  @Test
  void whatIsNotFinishedIsRemoved() throws IOException {
    try (EventFiles files = files(3)) {
      write(files, "2026-06-01T00:00:00Z");
      write(files, "2026-06-02T00:00:00Z");
    }
    assertEquals(Map.of(), staged());
  }

  @Test
  void whatIsFinishedStays() throws IOException {
    EventFiles files = files(3);
    write(files, "2026-06-01T00:00:00Z");
    files.finish();
    files.close();
    assertEquals(1, staged().size());
  }

  @Test
  void withoutEventsThereIsNoFile() throws IOException {
    try (EventFiles files = files(3)) {
      assertEquals(List.of(), files.finish());
    }
    assertEquals(Map.of(), staged());
  }

  @Test
  void aStoreThatFailsIsNotHidden() throws IOException {
    try (EventFiles files = files(3)) {
      write(files, "2026-06-01T00:00:00Z");
      MemoryStore.failAt(0);
      assertThrows(IOException.class, files::finish);
      assertTrue(MemoryStore.hasFailed());
    }
  }

  @Test
  void atLeastOneFileMustBeOpen() {
    assertThrows(IllegalArgumentException.class, () -> files(0));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static EventFiles files(int mostOpen) {
    return new EventFiles(
        new Staging("run"),
        OUTPUT,
        EventFormat.JSONL,
        new SplitName("00000000000000aa", 1000),
        "x",
        mostOpen);
  }

  /** Writes one instance again and again, as the carriers do; its number is its path. */
  private void write(EventFiles files, String time) throws IOException {
    event.setEventTime(Instant.parse(time).toEpochMilli());
    event.setPath(String.valueOf(written++));
    files.write(event);
  }

  /** Paths of the events by the staged file that they are in. */
  private static Map<String, List<String>> staged() throws IOException {
    Map<String, List<String>> staged = new TreeMap<>();
    for (Map.Entry<String, byte[]> object : MemoryStore.objects().entrySet()) {
      assertTrue(object.getKey().startsWith(AREA));
      String text = new String(object.getValue(), StandardCharsets.UTF_8);
      List<String> paths = new ArrayList<>();
      for (String line : text.lines().toList()) {
        paths.add(JACKSON.readTree(line).get("path").textValue());
      }
      staged.put(object.getKey().substring(AREA.length()), paths);
    }
    return staged;
  }
}
