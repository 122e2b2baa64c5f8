package dev.throng.transforms.pseudonymize.treatment;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes one layer of escapes off a text: percent-encoded UTF-8, numeric character references of
 * HTML, the backslash-u escapes of JSON, and the {@code (at)}, {@code [dot]} of people who hide an
 * address from robots. Linear in the text.
 */
final class Unescaping {

  private Unescaping() {}

  /** One layer of every escape; what is malformed stays as it is. */
  static String lenient(String text) {
    int first = 0;
    int length = text.length();
    while (first < length && !opens(text.charAt(first))) {
      first++;
    }
    if (first == length) {
      return text;
    }
    StringBuilder out = new StringBuilder(length).append(text, 0, first);
    for (int i = first; i < length; ) {
      char c = text.charAt(i);
      int next = i;
      if (c == '%') {
        next = percents(text, i, out);
      } else if (c == '&') {
        next = reference(text, i, out);
      } else if (c == '\\') {
        next = unicode(text, i, out);
      } else if (c == '(' || c == '[' || c == '{') {
        next = spelledOut(text, i, out);
      }
      if (next == i) {
        out.append(c);
        next++;
      }
      i = next;
    }
    return out.toString();
  }

  /** One layer of percent-encoding only; null if an escape or the UTF-8 within is malformed. */
  static @Nullable String strict(String text) {
    int first = text.indexOf('%');
    if (first < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      if (text.charAt(i) != '%') {
        out.append(text.charAt(i++));
        continue;
      }
      int before = out.length();
      int next = percents(text, i, out);
      if (next == i || out.indexOf("\ufffd", before) >= 0) {
        return null;
      }
      i = next;
    }
    return out.toString();
  }

  private static boolean opens(char c) {
    return c == '%' || c == '&' || c == '\\' || c == '(' || c == '[' || c == '{';
  }

  private static int percents(String text, int from, StringBuilder out) {
    int count = 0;
    while (octet(text, from + 3 * count) >= 0) {
      count++;
    }
    if (count > 0) {
      byte[] octets = new byte[count];
      for (int i = 0; i < count; i++) {
        octets[i] = (byte) octet(text, from + 3 * i);
      }
      out.append(new String(octets, StandardCharsets.UTF_8));
    }
    return from + 3 * count;
  }

  private static int octet(String text, int at) {
    if (at + 2 >= text.length() || text.charAt(at) != '%') {
      return -1;
    }
    char high = text.charAt(at + 1);
    char low = text.charAt(at + 2);
    return MarkedText.isHex(high) && MarkedText.isHex(low)
        ? Character.digit(high, 16) << 4 | Character.digit(low, 16)
        : -1;
  }

  private static int reference(String text, int from, StringBuilder out) {
    int i = from + 1;
    if (text.startsWith("commat;", i)) {
      out.append('@');
      return i + 7;
    }
    if (text.startsWith("period;", i)) {
      out.append('.');
      return i + 7;
    }
    if (i >= text.length() || text.charAt(i) != '#') {
      return from;
    }
    i++;
    boolean hex = i < text.length() && (text.charAt(i) | 0x20) == 'x';
    int start = hex ? i + 1 : i;
    int value = 0;
    for (i = start; i < text.length() && i < start + 8; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, hex ? 16 : 10) : -1;
      if (digit < 0) {
        break;
      }
      value = (hex ? 16 : 10) * value + digit;
    }
    if (i == start || !Character.isValidCodePoint(value)) {
      return from;
    }
    out.appendCodePoint(value);
    return i < text.length() && text.charAt(i) == ';' ? i + 1 : i;
  }

  private static int unicode(String text, int from, StringBuilder out) {
    if (from + 6 > text.length() || text.charAt(from + 1) != 'u') {
      return from;
    }
    int value = 0;
    for (int i = from + 2; i < from + 6; i++) {
      if (!MarkedText.isHex(text.charAt(i))) {
        return from;
      }
      value = value << 4 | Character.digit(text.charAt(i), 16);
    }
    out.append((char) value);
    return from + 6;
  }

  private static int spelledOut(String text, int from, StringBuilder out) {
    boolean at = text.regionMatches(true, from + 1, "at", 0, 2);
    boolean dot = !at && text.regionMatches(true, from + 1, "dot", 0, 3);
    int close = from + (at ? 3 : 4);
    if ((!at && !dot) || close >= text.length() || ")]}".indexOf(text.charAt(close)) < 0) {
      return from;
    }
    if (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append(at ? '@' : '.');
    return close + 1 < text.length() && text.charAt(close + 1) == ' ' ? close + 2 : close + 1;
  }
}
