package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;

/** Reads numbers that follow the grammar of JSON. */
final class NumberText {

  /** What stands for "not a whole number that a {@code long} holds". */
  static final long NOT_WHOLE = Long.MIN_VALUE;

  private static final int SAFE_DIGITS = 15;
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private NumberText() {}

  /** Where the whole part of a number ends that begins at {@code from}; -1 if there is none. */
  static int wholeEnd(byte[] text, int from, int to) {
    int whole = text[from] == '-' ? from + 1 : from;
    int end = digits(text, whole, to);
    return end == whole || (text[whole] == '0' && end - whole > 1) ? -1 : end;
  }

  /** Where a number ends, decimals and exponent included; -1 if they are begun and cut. */
  static int end(byte[] text, int wholeEnd, int to) {
    int at = wholeEnd;
    if (at < to && text[at] == '.') {
      int decimals = at + 1;
      at = digits(text, decimals, to);
      if (at == decimals) {
        return -1;
      }
    }
    if (at < to && (text[at] | 0x20) == 'e') {
      at++;
      if (at < to && (text[at] == '+' || text[at] == '-')) {
        at++;
      }
      int exponent = at;
      at = digits(text, exponent, to);
      if (at == exponent) {
        return -1;
      }
    }
    return at;
  }

  private static int digits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  /** A whole number, which has digits only and perhaps a minus; else {@link #NOT_WHOLE}. */
  static long whole(byte[] text, int from, int to) {
    boolean negative = text[from] == '-';
    long value = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      int digit = text[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return NOT_WHOLE;
      }
      value = 10 * value + digit;
    }
    return negative ? -value : value;
  }

  /** The nearest double, which may be infinite. */
  static double decimal(byte[] text, int from, int to) {
    boolean negative = text[from] == '-';
    long digits = 0;
    int count = 0;
    int decimals = 0;
    boolean fraction = false;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      if (text[at] == '.') {
        fraction = true;
        continue;
      }
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || ++count > SAFE_DIGITS) {
        return Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
      }
      digits = 10 * digits + digit;
      if (fraction) {
        decimals++;
      }
    }
    // Both are exact in a double, so that their quotient is rounded once, as it should be.
    double value = digits / TENS[decimals];
    return negative ? -value : value;
  }
}
