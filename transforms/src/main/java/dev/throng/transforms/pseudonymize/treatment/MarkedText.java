package dev.throng.transforms.pseudonymize.treatment;

import java.util.Arrays;

/**
 * A text, and for each character whether it belongs to an identifier. What is marked first stays
 * marked so. One object serves one text after the other; not thread-safe.
 */
final class MarkedText {

  char[] chars = new char[512];
  int length;
  private byte[] marks = new byte[512];

  void load(String text) {
    length = text.length();
    if (length > chars.length) {
      chars = new char[length + length / 2];
      marks = new byte[chars.length];
    }
    text.getChars(0, length, chars, 0);
    Arrays.fill(marks, 0, length, (byte) 0);
  }

  boolean free(int at) {
    return marks[at] == 0;
  }

  /** The mark at a character: 0, or that of an {@link Identifier}. */
  byte mark(int at) {
    return marks[at];
  }

  void mark(int from, int to, Identifier kind) {
    for (int i = from; i < to; i++) {
      if (marks[i] == 0) {
        marks[i] = kind.mark();
      }
    }
  }

  /** Whether the free character at an index (false beyond the ends) is an ASCII digit. */
  boolean digit(int at) {
    return at >= 0 && at < length && chars[at] >= '0' && chars[at] <= '9' && marks[at] == 0;
  }

  /** Whether the free character at an index (false beyond the ends) is an ASCII letter. */
  boolean letter(int at) {
    return at >= 0 && at < length && isLetter(chars[at]) && marks[at] == 0;
  }

  /** Whether the free character at an index is an ASCII letter or digit. */
  boolean alnum(int at) {
    return letter(at) || digit(at);
  }

  /** Whether the free character at an index is a letter or digit of any script. */
  boolean wordly(int at) {
    return at >= 0
        && at < length
        && marks[at] == 0
        && (isLetter(chars[at])
            || digit(at)
            || (chars[at] >= 0x80 && (Character.isLetterOrDigit(chars[at]) || chars[at] >= 0xd800))
            || isMark(chars[at]));
  }

  private static boolean isMark(char c) {
    int type = c < 0x80 ? Character.UNASSIGNED : Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  static boolean isLetter(char c) {
    int lower = c | 0x20;
    return c < 0x80 && lower >= 'a' && lower <= 'z';
  }

  static boolean isHex(char c) {
    int lower = c | 0x20;
    return (c >= '0' && c <= '9') || (c < 0x80 && lower >= 'a' && lower <= 'f');
  }
}
