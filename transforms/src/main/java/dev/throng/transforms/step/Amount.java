package dev.throng.transforms.step;

/**
 * Reads amounts of money exactly, as whole ten-thousandths in a {@code long}: no floating point.
 *
 * <p>The grammar is that of a number in JSON (RFC 8259 section 6), nothing around it: no plus sign,
 * no leading zero, no decimal comma, no NaN. Digits beyond the fourth decimal are rounded half to
 * even.
 */
public final class Amount {

  /** What stands for "no amount": never the result of reading one. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final int LONGEST = 64;
  private static final int LARGEST_EXPONENT = 999;
  private static final int DECIMALS = 4;

  private Amount() {}

  /**
   * The amount in ten-thousandths; {@link #UNKNOWN} if the text is no JSON number, has more than 64
   * characters, an exponent beyond 999, or a result that a {@code long} does not hold.
   */
  public static long parse(CharSequence text) {
    int length = text.length();
    if (length == 0 || length > LONGEST) {
      return UNKNOWN;
    }
    byte[] ascii = new byte[length];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return UNKNOWN;
      }
      ascii[i] = (byte) c;
    }
    return parse(ascii, 0, length);
  }

  /** The same over {@code length} bytes of ASCII or UTF-8 from {@code offset}. */
  public static long parse(byte[] text, int offset, int length) {
    if (length <= 0 || length > LONGEST) {
      return UNKNOWN;
    }
    int end = offset + length;
    int i = offset;
    boolean negative = text[i] == '-';
    if (negative) {
      i++;
    }
    int whole = i;
    i = digits(text, i, end);
    if (i == whole || (text[whole] == '0' && i - whole > 1)) {
      return UNKNOWN;
    }
    int wholeEnd = i;
    int fractionEnd = i;
    if (i < end && text[i] == '.') {
      fractionEnd = digits(text, i + 1, end);
      if (fractionEnd == i + 1) {
        return UNKNOWN;
      }
      i = fractionEnd;
    }
    int exponent = 0;
    if (i < end) {
      exponent = exponent(text, i, end);
      if (exponent > LARGEST_EXPONENT) {
        return UNKNOWN;
      }
    }
    // How many digits, counted from the first, stand left of the point behind the ten-thousandths.
    int kept = wholeEnd - whole + exponent + DECIMALS;
    long amount = scaled(text, whole, fractionEnd, kept);
    return negative && amount != UNKNOWN ? -amount : amount;
  }

  /**
   * The amount, no further from zero than {@code bound}; {@link #UNKNOWN} stays.
   *
   * @throws IllegalArgumentException if the bound is negative
   */
  public static long clamp(long amount, long bound) {
    if (bound < 0) {
      throw new IllegalArgumentException("the bound of an amount is 0 or more");
    }
    return amount == UNKNOWN ? UNKNOWN : Math.max(-bound, Math.min(bound, amount));
  }

  private static long scaled(byte[] text, int from, int to, int kept) {
    long amount = 0;
    int seen = 0;
    boolean tail = false; // whether a digit other than 0 stands behind the first that is cut
    int cut = 0;
    for (int i = from; i < to; i++) {
      if (text[i] == '.') {
        continue;
      }
      int digit = text[i] - '0';
      if (seen < kept) {
        if (amount > (Long.MAX_VALUE - digit) / 10) {
          return UNKNOWN;
        }
        amount = 10 * amount + digit;
      } else if (seen == kept) {
        cut = digit;
      } else {
        tail |= digit != 0;
      }
      seen++;
    }
    for (; seen < kept && amount != 0; seen++) {
      if (amount > Long.MAX_VALUE / 10) {
        return UNKNOWN;
      }
      amount *= 10;
    }
    boolean up = cut > 5 || (cut == 5 && (tail || (amount & 1) == 1));
    if (up && amount == Long.MAX_VALUE) {
      return UNKNOWN;
    }
    return up ? amount + 1 : amount;
  }

  private static int digits(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  /** The exponent that fills the text to its end, or one beyond the largest if there is none. */
  private static int exponent(byte[] text, int from, int end) {
    if ((text[from] | 0x20) != 'e') {
      return Integer.MAX_VALUE;
    }
    int i = from + 1;
    boolean negative = i < end && text[i] == '-';
    if (i < end && (text[i] == '-' || text[i] == '+')) {
      i++;
    }
    int start = i;
    int exponent = 0;
    for (; i < end && text[i] >= '0' && text[i] <= '9'; i++) {
      exponent = 10 * exponent + (text[i] - '0');
      if (exponent > LARGEST_EXPONENT) {
        return Integer.MAX_VALUE;
      }
    }
    return i == start || i < end ? Integer.MAX_VALUE : negative ? -exponent : exponent;
  }
}
