package dev.throng.pipeline.generate;

import java.util.Arrays;
import java.util.Base64;

/**
 * Writes consent strings of the IAB's Transparency and Consent Framework, version 2: the core
 * segment with purposes, without vendors.
 */
final class TcfString {
  private static final int LETTER = 6;
  private static final int PURPOSES = 24;
  private final byte[] bits = new byte[32];
  private int length;

  private TcfString() {}

  /**
   * One string.
   *
   * @param decisecond when it was made, in tenths of a second since 1970
   * @param purposes the purposes consented to, counted from 1
   */
  static String of(long decisecond, int... purposes) {
    TcfString string = new TcfString();
    string.put(2, 6).put(decisecond, 36).put(decisecond, 36);
    string.put(31, 12).put(1, 12).put(1, 6); // the platform that asked, its version, its screen
    string.put('E' - 'A', LETTER).put('N' - 'A', LETTER);
    string.put(120, 12).put(4, 6); // the list of vendors, the framework's policy
    string.put(1, 1).put(0, 1).put(0, 12); // of one service; no other stacks; no special features
    long given = 0;
    for (int purpose : purposes) {
      given |= 1L << (PURPOSES - purpose);
    }
    string.put(given, PURPOSES).put(0, PURPOSES).put(0, 1);
    string.put('D' - 'A', LETTER).put('E' - 'A', LETTER);
    string.put(0, 17).put(0, 17).put(0, 12); // no vendors, none by interest, no restrictions
    byte[] whole = Arrays.copyOf(string.bits, (string.length + 7) / 8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private TcfString put(long value, int width) {
    for (int bit = width - 1; bit >= 0; bit--) {
      if ((value >>> bit & 1) == 1) {
        bits[length / 8] |= (byte) (0x80 >>> length % 8);
      }
      length++;
    }
    return this;
  }
}
