package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts of bytes, and the same one again of the same bytes: what knows the text from before
 * then sees so at a glance. A table of fixed size in which a text has one place, and the newer
 * evicts the older: no input can make it large or slow, only useless. It lives in memory only (law
 * 1). Not thread-safe.
 */
final class RecentTexts {

  private static final int PLACES = 1 << 12;
  private static final int LONGEST = 256;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte @Nullable [][] keys = new byte[PLACES][];
  private final @Nullable String[] texts = new String[PLACES];

  /** The text of bytes that are all ASCII. */
  String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return fresh(bytes, from, to);
    }
    int place = place(bytes, from, to);
    byte[] key = keys[place];
    String known = texts[place];
    if (key != null && known != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
      return known;
    }
    String text = fresh(bytes, from, to);
    keys[place] = Arrays.copyOfRange(bytes, from, to);
    texts[place] = text;
    return text;
  }

  /** The same for a text that hardly comes again, which would only evict those that do. */
  static String fresh(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int place(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = Long.rotateLeft((hash ^ Swar.eight(bytes, at)) * MULTIPLIER, 29);
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << 8 | bytes[at];
    }
    // Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4): the upper bits are the good ones.
    return (int) (((hash ^ rest) * MULTIPLIER) >>> 52);
  }
}
