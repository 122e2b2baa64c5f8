package dev.throng.transforms.pseudonymize.treatment;

/**
 * Marks IP addresses in a text, with a zone id or a prefix length where one follows. Dotted quads
 * count even where a part is beyond 255 or has leading zeros; of things with colons, what reads as
 * IPv6, and what has at least eight hexadecimal digits (hardware addresses, broken IPv6).
 */
final class IpSearch {

  private final IpLiteral literal = new IpLiteral();
  private final CharsView view = new CharsView();

  void mark(MarkedText text) {
    for (int i = 0; i < text.length; i++) {
      if (!text.free(i)) {
        continue;
      }
      char c = text.chars[i];
      if (c == ':' || MarkedText.isHex(c)) {
        int end = runEnd(text, i);
        i = Math.max(i, colons(text, i, end) - 1);
      }
    }
    for (int i = 0; i < text.length; i++) {
      if (text.digit(i)) {
        i = quad(text, i) - 1;
      }
    }
  }

  private static int runEnd(MarkedText text, int from) {
    int end = from;
    while (end < text.length && text.free(end) && colonic(text.chars[end])) {
      end++;
    }
    return end;
  }

  private static boolean colonic(char c) {
    return c == ':' || c == '.' || MarkedText.isHex(c);
  }

  /** Marks a run of hexadecimal digits, colons and dots if it is an address; gives its end. */
  private int colons(MarkedText text, int from, int runEnd) {
    int colons = 0;
    int hex = 0;
    boolean decimal = false;
    for (int i = from; i < runEnd; i++) {
      char c = text.chars[i];
      if (c == ':') {
        colons++;
      } else if (c != '.') {
        hex++;
        decimal |= c <= '9';
      }
    }
    if (colons < 2) {
      return runEnd;
    }
    int end = runEnd;
    while (end > from && text.chars[end - 1] == '.') {
      end--;
    }
    if (end - from > 2 && text.chars[end - 1] == ':' && text.chars[end - 2] != ':') {
      end--;
    }
    boolean whole = !text.wordly(from - 1) && (end < runEnd || !text.wordly(runEnd));
    view.chars = text.chars;
    if ((whole && literal.read(view, from, end)) || (hex >= 8 && decimal)) {
      end = suffixEnd(text, end);
      text.mark(from, end, Identifier.IP);
      return Math.max(end, runEnd);
    }
    return runEnd;
  }

  /** Marks four dotted parts of one to three digits and all dotted digits behind; gives the end. */
  private static int quad(MarkedText text, int from) {
    int parts = 0;
    boolean fits = true;
    int i = from;
    while (text.digit(i)) {
      int start = i;
      while (text.digit(i)) {
        i++;
      }
      fits &= parts >= 4 || i - start <= 3;
      parts++;
      if (i < text.length && text.chars[i] == '.' && text.free(i) && text.digit(i + 1)) {
        i++;
      }
    }
    if (fits && parts >= 4) {
      i = suffixEnd(text, i);
      text.mark(from, i, Identifier.IP);
    }
    return i;
  }

  private static int suffixEnd(MarkedText text, int from) {
    int end = from;
    if (end + 1 < text.length && text.chars[end] == '%' && text.alnum(end + 1)) {
      end++;
      while (text.alnum(end)) {
        end++;
      }
    } else if (end + 1 < text.length && text.chars[end] == '/' && text.digit(end + 1)) {
      end++;
      while (text.digit(end)) {
        end++;
      }
    }
    return end;
  }

  /** The characters of the text, without a copy. */
  private static final class CharsView implements CharSequence {
    private char[] chars = new char[0];

    @Override
    public char charAt(int index) {
      return chars[index];
    }

    @Override
    public int length() {
      return chars.length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new String(chars, start, end - start);
    }
  }
}
