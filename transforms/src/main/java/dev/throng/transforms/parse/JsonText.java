package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;

/** Escapes in JSON strings. */
final class JsonText {

  private final StringBuilder built = new StringBuilder();

  /**
   * The length of the escape that begins at {@code at}: 2, 6, or 12 for a pair of surrogates; 0 if
   * it is none, which a surrogate alone is (RFC 7493 section 2.1).
   */
  static int escapeLength(byte[] bytes, int at, int to) {
    if (at + 1 >= to) {
      return 0;
    }
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> unitsLength(bytes, at, to);
      default -> 0;
    };
  }

  private static int unitsLength(byte[] bytes, int at, int to) {
    int unit = unit(bytes, at, to);
    if (unit < 0 || Character.isLowSurrogate((char) unit)) {
      return 0;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      return 6;
    }
    int second = at + 7 < to && bytes[at + 7] == 'u' ? unit(bytes, at + 6, to) : -1;
    return second >= 0 && Character.isLowSurrogate((char) second) ? 12 : 0;
  }

  /** The text of a string whose escapes are all well-formed, as is its UTF-8. */
  String unescaped(byte[] bytes, int from, int to) {
    built.setLength(0);
    int at = from;
    while (at < to) {
      int plain = Swar.indexOf(bytes, at, to, '\\');
      if (plain > at) {
        built.append(new String(bytes, at, plain - at, StandardCharsets.UTF_8));
      }
      at = plain;
      if (at < to) {
        if (bytes[at + 1] == 'u') {
          built.append((char) unit(bytes, at, to));
          at += 6;
        } else {
          built.append(named(bytes[at + 1]));
          at += 2;
        }
      }
    }
    return built.toString();
  }

  private static char named(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) letter;
    };
  }

  /** The four hexadecimal digits behind a backslash and a {@code u}, or -1. */
  private static int unit(byte[] bytes, int at, int to) {
    if (at + 6 > to || bytes[at] != '\\') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = 16 * unit + digit;
    }
    return unit;
  }
}
