package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;

/**
 * Tells of most records, without decoding them, that they do not hold a certain word, whatever its
 * case: eight places at a time are looked at for its first two letters. A record with an escape in
 * it may hold anything.
 */
final class Mention {
  private static final long LOWER = Swar.all(0x20);
  private static final long BACKSLASH = Swar.all('\\');

  private final byte[] word;
  private final long first;
  private final long second;

  /** Looks for a word of at least two ASCII letters in lower case. */
  Mention(String word) {
    if (word.length() < 2) {
      throw new IllegalArgumentException("a word of one letter is in most records");
    }
    this.word = word.getBytes(StandardCharsets.US_ASCII);
    first = Swar.all(this.word[0]);
    second = Swar.all(this.word[1]);
  }

  /** Whether the record may hold the word. */
  boolean mayBeIn(byte[] bytes, int from, int length) {
    int to = from + length;
    int at = from;
    for (; at + Long.BYTES < to; at += Long.BYTES) {
      long escape = Swar.zeroes(Swar.eight(bytes, at) ^ BACKSLASH);
      if ((pairs(bytes, at) | escape) != 0 && mayStart(bytes, at, at + Long.BYTES, to)) {
        return true;
      }
    }
    return mayStart(bytes, at, to, to);
  }

  /** Where the word may last start, or -1 where it is not. */
  int lastIn(byte[] bytes, int from, int length) {
    int to = from + length;
    int last = -1;
    int at = from;
    for (; at + Long.BYTES < to; at += Long.BYTES) {
      if (pairs(bytes, at) != 0) {
        last = Math.max(last, lastStart(bytes, at, at + Long.BYTES, to));
      }
    }
    return Math.max(last, lastStart(bytes, at, to, to));
  }

  private int lastStart(byte[] bytes, int from, int end, int to) {
    for (int at = end - 1; at >= from; at--) {
      if (starts(bytes, at, to)) {
        return at;
      }
    }
    return -1;
  }

  /** A mark on each place of eight where the first two letters stand, if not on these only. */
  private long pairs(byte[] bytes, int at) {
    long here = Swar.eight(bytes, at);
    long next = Swar.eight(bytes, at + 1);
    return Swar.zeroes(((here | LOWER) ^ first) | ((next | LOWER) ^ second));
  }

  /** Whether the word, or an escape that may stand for anything, starts before {@code end}. */
  private boolean mayStart(byte[] bytes, int from, int end, int to) {
    for (int at = from; at < end; at++) {
      if (bytes[at] == '\\' ? at + 1 < to && bytes[at + 1] == 'u' : starts(bytes, at, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean starts(byte[] bytes, int at, int to) {
    int same = 0;
    while (same < word.length && at + same < to && (bytes[at + same] | 0x20) == word[same]) {
      same++;
    }
    return same == word.length;
  }
}
