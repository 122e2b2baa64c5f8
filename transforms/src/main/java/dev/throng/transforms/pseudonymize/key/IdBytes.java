package dev.throng.transforms.pseudonymize.key;

import org.jspecify.annotations.Nullable;

/**
 * An id as the bytes that are hashed: its length in bytes as four bytes, most significant first,
 * then itself in UTF-8. The buffer is used again for the next id.
 */
final class IdBytes {
  static final int LONGEST = 1024;
  static final int LONGEST_TYPE = 16;
  private static final int PREFIX = 4;

  private final byte[] buffer = new byte[PREFIX + LONGEST_TYPE + 1 + 3 * LONGEST];
  private int end;

  byte[] buffer() {
    return buffer;
  }

  /** How much of the buffer the last id fills. */
  int end() {
    return end;
  }

  /**
   * Takes an id: 1 to 1,024 chars, not blank, without control characters and lone surrogates.
   * Before it comes its type, if that is not empty, and a colon.
   *
   * @param type ASCII, at most 16 characters
   * @return whether it is one
   */
  boolean set(String type, @Nullable String id) {
    if (id == null || id.length() > LONGEST) {
      return false;
    }
    boolean blank = true;
    int at = PREFIX;
    for (int i = 0; i < type.length(); i++) {
      buffer[at++] = (byte) type.charAt(i);
    }
    if (at > PREFIX) {
      buffer[at++] = ':';
    }
    int length = id.length();
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (c < 0x80) {
        if (c < ' ' || c == 0x7f) {
          return false;
        }
        blank &= c == ' ';
        buffer[at++] = (byte) c;
      } else if (c < 0x800) {
        if (c < 0xa0) {
          return false;
        }
        blank &= isSpace(c);
        buffer[at++] = (byte) (0xc0 | (c >> 6));
        buffer[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        blank &= isSpace(c);
        buffer[at++] = (byte) (0xe0 | (c >> 12));
        buffer[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        buffer[at++] = (byte) (0x80 | (c & 0x3f));
      } else {
        if (i + 1 == length || !Character.isSurrogatePair(c, id.charAt(i + 1))) {
          return false;
        }
        int point = Character.toCodePoint(c, id.charAt(++i));
        blank = false;
        buffer[at++] = (byte) (0xf0 | (point >> 18));
        buffer[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        buffer[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        buffer[at++] = (byte) (0x80 | (point & 0x3f));
      }
    }
    int bytes = at - PREFIX;
    buffer[0] = (byte) (bytes >> 24);
    buffer[1] = (byte) (bytes >> 16);
    buffer[2] = (byte) (bytes >> 8);
    buffer[3] = (byte) bytes;
    end = at;
    return !blank;
  }

  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c);
  }
}
