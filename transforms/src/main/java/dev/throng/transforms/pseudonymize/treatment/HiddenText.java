package dev.throng.transforms.pseudonymize.treatment;

/**
 * Tells whether a run of characters is the base64 (RFC 4648, both alphabets, padded or not) of a
 * readable text that itself shows an identifier: an at sign, a link, or as many digits as name
 * someone.
 */
final class HiddenText {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 1024;
  private static final int TELLING_DIGITS = 6;

  private final byte[] octets = new byte[LONGEST];

  boolean in(MarkedText text, int from, int to) {
    int end = to;
    while (end > from && text.chars[end - 1] == '=') {
      end--;
    }
    // Longer ones are tokens by their length already.
    if (end - from < SHORTEST || end - from > LONGEST) {
      return false;
    }
    int count = decode(text.chars, from, end);
    int digits = 0;
    boolean telling = false;
    boolean dots = false;
    for (int i = 0; i < count; i++) {
      int c = octets[i];
      if (c < ' ' || c > '~') {
        return false;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
      dots |= c == '.';
      telling |= c == '@' || (c == '/' && i > 1 && octets[i - 1] == '/');
    }
    return telling || digits >= TELLING_DIGITS || (dots && digits >= 4);
  }

  /** How many octets the characters stand for, 0 if one is outside the alphabets. */
  private int decode(char[] chars, int from, int to) {
    int bits = 0;
    int held = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      int value = value(chars[i]);
      if (value < 0) {
        return 0;
      }
      bits = bits << 6 | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        octets[count++] = (byte) (bits >>> held);
      }
    }
    return count;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
