package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells of most records, without decoding them, that they do not hold a certain word: by Horspool's
 * search (1980), whatever the word's case. A record with an escape in it may hold anything.
 */
final class Mention {
  private final byte[] word;
  private final int[] shifts = new int[256];

  /** Looks for a word of ASCII letters in lower case. */
  Mention(String word) {
    this.word = word.getBytes(StandardCharsets.US_ASCII);
    int last = this.word.length - 1;
    Arrays.fill(shifts, this.word.length);
    for (int i = 0; i < last; i++) {
      shifts[this.word[i]] = last - i;
      shifts[this.word[i] & ~0x20] = last - i;
    }
  }

  /** Whether the record may hold the word. */
  boolean mayBeIn(byte[] bytes, int from, int length) {
    int to = from + length;
    return escapes(bytes, from, to) || holds(bytes, from, to);
  }

  private static boolean escapes(byte[] bytes, int from, int to) {
    for (int at = Swar.indexOf(bytes, from, to, '\\');
        at + 1 < to;
        at = Swar.indexOf(bytes, at + 2, to, '\\')) {
      if (bytes[at + 1] == 'u') {
        return true;
      }
    }
    return false;
  }

  private boolean holds(byte[] bytes, int from, int to) {
    int last = word.length - 1;
    for (int at = from + last; at < to; at += shifts[bytes[at] & 0xff]) {
      int back = 0;
      while (back <= last && (bytes[at - back] | 0x20) == word[last - back]) {
        back++;
      }
      if (back > last) {
        return true;
      }
    }
    return false;
  }
}
