package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static final ParseSettings SETTINGS = ParseSettings.standard();

  /** 2,000 events that do not compress to nothing. */
  private static final byte[] PLAIN = plain();

  private static byte[] plain() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("{\"event_type\":\"e").append(Long.toString(i * 0x9e3779b97f4a7c15L, 36));
      text.append("\",\"event_time\":").append(i).append("}\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return bytes.toByteArray();
  }

  private static List<String> read(byte[] file) throws IOException {
    return Outcomes.read(Format.THRONG_JSON, file, SETTINGS);
  }

  @Test
  void compressedEqualsPlain() throws IOException {
    List<String> expected = read(PLAIN);
    assertEquals(2_000, expected.size());
    int half = PLAIN.length / 2;
    byte[] first = Arrays.copyOf(PLAIN, half);
    byte[] second = Arrays.copyOfRange(PLAIN, half, PLAIN.length);
    assertEquals(expected, read(gzip(PLAIN)));
    assertEquals(expected, read(joined(gzip(first), gzip(new byte[0]), gzip(second))));
    assertEquals(expected, read(joined(gzip(PLAIN), new byte[512])), "zeroes are padding");
    assertEquals(expected, read(Zstd.compress(PLAIN)));
    assertEquals(expected, read(joined(Zstd.compress(first), Zstd.compress(second))));
  }

  @Test
  void headersOfGzipWithEverything() throws IOException {
    byte[] plain = gzip(PLAIN);
    byte[] head = {
      0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 1, 2, 3, 4, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 'd', 0
    };
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(head);
    byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
    assertEquals(read(PLAIN), read(joined(head, check, body)));
    check[0] ^= 1;
    assertEquals(List.of("0: unreadable_block"), read(joined(head, check, body)));
  }

  @Test
  void aCompressedFileBelongsToTheSplitAtItsStart() throws IOException {
    byte[] file = gzip(PLAIN);
    assertEquals(
        read(PLAIN),
        Outcomes.read(Format.THRONG_JSON.open(Outcomes.channel(file), 0, 10, SETTINGS)));
    assertEquals(
        List.of(),
        Outcomes.read(
            Format.THRONG_JSON.open(Outcomes.channel(file), 10, Long.MAX_VALUE, SETTINGS)));
  }

  /** Cut anywhere: what comes before is given, then one rejection, then the end. */
  @Test
  void cutStreams() throws IOException {
    List<String> whole = read(PLAIN);
    for (byte[] file : List.of(gzip(PLAIN), Zstd.compress(PLAIN))) {
      for (int cut = 5; cut < file.length; cut += 997) {
        prefixAndOneRejection(whole, read(Arrays.copyOf(file, cut)), "cut at " + cut);
      }
      prefixAndOneRejection(whole, read(Arrays.copyOf(file, file.length - 1)), "cut by one");
    }
  }

  @Test
  void damagedStreams() throws IOException {
    List<String> whole = read(PLAIN);
    ZstdCompressCtx checked = new ZstdCompressCtx().setChecksum(true);
    for (byte[] file : List.of(gzip(PLAIN), checked.compress(PLAIN))) {
      int found = 0;
      for (int at = 40; at < file.length; at += 1_499) {
        byte[] damaged = file.clone();
        damaged[at] ^= 0x55;
        List<String> read = read(damaged);
        assertEquals(
            1, read.stream().filter(outcome -> outcome.endsWith("unreadable_block")).count());
        assertTrue(read.get(read.size() - 1).endsWith("unreadable_block"));
        found++;
      }
      assertTrue(found > 10);
    }
    byte[] garbage = joined(gzip(PLAIN), "garbage".getBytes(StandardCharsets.US_ASCII));
    List<String> expected = new ArrayList<>(whole);
    expected.add(PLAIN.length + ": unreadable_block");
    assertEquals(expected, read(garbage), "what follows a member is no member");
  }

  private static void prefixAndOneRejection(List<String> whole, List<String> read, String what) {
    int last = read.size() - 1;
    assertTrue(read.get(last).endsWith(": unreadable_block"), what);
    assertEquals(whole.subList(0, last), read.subList(0, last), what);
  }

  /** 84: what is within the outer gzip is a line that is no JSON. */
  @Test
  void gzipInGzip() throws IOException {
    List<String> read = read(gzip(gzip("{}\n".getBytes(StandardCharsets.US_ASCII))));
    assertTrue(
        read.stream().allMatch(outcome -> outcome.matches("\\d+: (malformed|invalid_utf8)")));
  }

  /** 84: a gigabyte out of a megabyte is one line too long, in bounded memory. */
  @Test
  void gzipBomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      byte[] chunk = new byte[1 << 20];
      for (int i = 0; i < 1_024; i++) {
        out.write(chunk);
      }
    }
    assertEquals(List.of("0: too_large"), read(bytes.toByteArray()));
  }

  /** A frame that asks for a window of 2 GB. */
  @Test
  void zstdWindowBomb() throws IOException {
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((31 - 10) << 3), 1, 0, 0};
    assertEquals(List.of("0: unreadable_block"), read(frame));
  }

  @Test
  void aFailingChannelIsNoRejection() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(PLAIN), 1_000);
    FailingChannel failing = new FailingChannel(Outcomes.channel(cut));
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> Outcomes.read(Format.THRONG_JSON.open(failing, 0, Long.MAX_VALUE, SETTINGS)));
    assertEquals("the network is down", thrown.getMessage());
  }

  @Test
  void names() {
    assertTrue(Format.THRONG_JSON.splittable("a/b.ndjson"));
    assertTrue(Format.THRONG_JSON.splittable("a.gz/b"));
    for (String name : List.of("a.json.gz", "A.GZ", "b.zst", "c.zstd", "d.gzip")) {
      assertTrue(!Format.THRONG_JSON.splittable(name), name);
    }
    assertEquals(
        List.of(
            "throng-json",
            "throng-avro",
            "access-log",
            "segment",
            "ga4-export",
            "cloudevents",
            "snowplow-enriched"),
        Format.labels());
    assertEquals(Format.ACCESS_LOG, Format.named("access-log").orElseThrow());
    assertTrue(Format.named("ACCESS_LOG").isEmpty());
  }
}
