package dev.throng.pipeline;

import com.google.common.io.Resources;
import dev.throng.pipeline.generate.Generator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Input files in memory: generated events, with lines among them that no reader takes. */
final class Inputs {
  static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  static final Duration SPAN = Duration.ofDays(2);
  static final String LIMITS = "{rejected: 10%, record: 20KB, from: 2026-06-01, until: 2026-06-05}";

  /** Lines that are rejected, each for a reason of its own. */
  private static final List<byte[]> BAD =
      List.of(
          ascii(""),
          ascii("{\"event_id\":\"e"),
          ascii("[1,2,3]"),
          ascii("{\"event_type\":\"page_view\"}"),
          ascii("{\"event_type\":\"page_view\",\"event_time\":\"yesterday\"}"),
          ascii("{\"event_type\":\"page_view\",\"event_time\":\"2019-01-01T00:00:00Z\"}"),
          ascii("{\"event_type\":\"a\",\"event_type\":\"b\"}"),
          ascii("{\"event_type\":\"a\",\"event_time\":\"2026-06-01T00:00:00Z\"} x"),
          new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'},
          ascii("{\"event_type\":\"" + "x".repeat(30_000) + "\"}"));

  private Inputs() {}

  /** Lines without their ends: events of one seed, and every so often one that is bad. */
  static List<byte[]> lines(long seed, int events, int people, int badEvery) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(seed, people, FROM, SPAN).write(events, out);
    List<byte[]> lines = new ArrayList<>();
    byte[] all = out.toByteArray();
    int start = 0;
    for (int at = 0; at < all.length; at++) {
      if (all[at] == '\n') {
        lines.add(Arrays.copyOfRange(all, start, at));
        start = at + 1;
        if (lines.size() % badEvery == 0) {
          lines.add(BAD.get(lines.size() / badEvery % BAD.size()));
        }
      }
    }
    return lines;
  }

  static List<byte[]> shuffled(List<byte[]> lines, long seed) {
    List<byte[]> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  /** One file of these lines, each with its end. */
  static byte[] file(List<byte[]> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return out.toByteArray();
  }

  static String resource(String name) throws IOException {
    return Resources.toString(
        Resources.getResource("dev/throng/pipeline/" + name), StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
