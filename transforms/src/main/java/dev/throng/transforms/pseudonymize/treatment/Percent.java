package dev.throng.transforms.pseudonymize.treatment;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986 section 2.1), strictly: what is malformed is null. */
final class Percent {

  private static final String HEX = "0123456789ABCDEF";
  private static final int ROUNDS = 5;

  private Percent() {}

  /**
   * Decoded again and again until nothing changes; null if an escape or its UTF-8 is malformed, or
   * if five rounds do not reach the end.
   */
  static @Nullable String decoded(String text) {
    String current = text;
    for (int round = 0; round < ROUNDS && current.indexOf('%') >= 0; round++) {
      String next = Unescaping.strict(current);
      if (next == null) {
        return null;
      }
      current = next;
    }
    return current.indexOf('%') >= 0 ? null : current;
  }

  /** Appends the text, all but letters, digits, {@code -._~} and the given characters encoded. */
  static void encode(String text, String kept, StringBuilder out) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80 && (unreserved((char) c) || kept.indexOf(c) >= 0)) {
        out.append((char) c);
      } else {
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
        }
      }
    }
  }

  private static boolean unreserved(char c) {
    return MarkedText.isLetter(c)
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
