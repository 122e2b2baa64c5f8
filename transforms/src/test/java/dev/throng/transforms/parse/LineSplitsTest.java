package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the splits and the channel, the same records. */
class LineSplitsTest {

  private static final ParseSettings SMALL = ParseSettings.standard().withMaxRecordBytes(100);

  private static final String FILE =
      "\ufeff{\"event_type\":\"a\",\"event_time\":1}\n"
          + "\n"
          + "{\"event_type\":\"b\",\"event_time\":2}\r\n"
          + "\r\n"
          + "{\"event_type\":\""
          + "c".repeat(100)
          + "\",\"event_time\":3}\n"
          + "   \n"
          + "{\"event_type\":\"d\",\"event_time\":4}";

  private static final List<String> READ =
      List.of(
          "0: {event_time=1, event_type=a}",
          "37: empty",
          "38: {event_time=2, event_type=b}",
          "73: empty",
          "75: too_large",
          "208: empty",
          "212: {event_time=4, event_type=d}");

  @TempDir Path folder;

  @Test
  void everySplitOfSmallFiles() throws IOException {
    for (String tail : new String[] {"", "\n", "\r\n", "\n\n"}) {
      byte[] file = (FILE + tail).getBytes(StandardCharsets.UTF_8);
      List<String> expected = new ArrayList<>(READ);
      if (tail.equals("\n\n")) {
        expected.add("246: empty");
      }
      assertEquals(expected, Outcomes.read(Format.THRONG_JSON, file, SMALL));
      Path path = Files.write(folder.resolve("small"), file);
      for (int cut = 0; cut <= file.length + 1; cut++) {
        for (boolean seekable : new boolean[] {true, false}) {
          List<String> read = new ArrayList<>();
          read.addAll(split(path, file, 0, cut, seekable));
          read.addAll(split(path, file, cut, Long.MAX_VALUE, seekable));
          assertEquals(expected, read, "cut at " + cut + ", seekable " + seekable);
        }
      }
      List<String> bytewise = new ArrayList<>();
      for (int at = 0; at < file.length; at++) {
        bytewise.addAll(split(path, file, at, at + 1, true));
      }
      assertEquals(expected, bytewise);
    }
  }

  private static List<String> split(Path path, byte[] file, long start, long end, boolean seekable)
      throws IOException {
    ReadableByteChannel channel = seekable ? FileChannel.open(path) : Outcomes.channel(file);
    return Outcomes.read(Format.THRONG_JSON.open(channel, start, end, SMALL));
  }

  /** Lines of all lengths around the buffer's, the limit's, and beyond, in random splits. */
  @Test
  void randomSplitsOfLargerFiles() throws IOException {
    long seed = 42;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int most = 1 + random.nextInt(round % 2 == 0 ? 300 : 400_000);
      ParseSettings settings = ParseSettings.standard().withMaxRecordBytes(most);
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int line = 0; line < 40; line++) {
        int length =
            random.nextInt(3) == 0 ? most - 2 + random.nextInt(5) : random.nextInt(3 * most);
        length = Math.max(0, length);
        boolean cr = random.nextBoolean();
        expected.add(
            text.length()
                + ": "
                + (length > most ? "too_large" : length == 0 ? "empty" : "malformed"));
        text.append("x".repeat(length)).append(cr ? "\r\n" : "\n");
      }
      byte[] file = text.toString().getBytes(StandardCharsets.US_ASCII);
      Path path = Files.write(folder.resolve("large"), file);
      List<String> read = new ArrayList<>();
      long at = 0;
      while (at < file.length) {
        long next = at + 1 + random.nextInt(file.length / 5);
        read.addAll(
            Outcomes.read(Format.THRONG_JSON.open(FileChannel.open(path), at, next, settings)));
        at = next;
      }
      assertEquals(expected, read);
    }
  }

  @Test
  void emptyFiles() throws IOException {
    for (Format format : new Format[] {Format.THRONG_JSON, Format.ACCESS_LOG}) {
      assertEquals(List.of(), Outcomes.read(format, new byte[0], SMALL));
      assertEquals(List.of("0: empty"), Outcomes.read(format, new byte[] {'\n'}, SMALL));
      assertEquals(
          List.of(), Outcomes.read(format, "\ufeff".getBytes(StandardCharsets.UTF_8), SMALL));
    }
  }

  @Test
  void aByteOrderMarkOfUtf16IsNotSkipped() throws IOException {
    List<String> read =
        Outcomes.read(
            Format.THRONG_JSON,
            "\ufeff{\"event_type\":\"a\"}\n{}\n".getBytes(StandardCharsets.UTF_16LE),
            SMALL);
    assertEquals(List.of("0: invalid_utf8", "39: malformed", "45: malformed"), read);
  }

  @Test
  void aFailingChannelIsNoRejection() {
    ReadableByteChannel failing = new FailingChannel(Outcomes.channel(new byte[] {'{', '\n'}));
    assertTrue(
        org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class,
                () -> Outcomes.read(Format.THRONG_JSON.open(failing, 0, Long.MAX_VALUE, SMALL)))
            .getMessage()
            .equals("the network is down"));
  }
}
