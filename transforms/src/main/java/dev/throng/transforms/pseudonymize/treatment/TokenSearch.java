package dev.throng.transforms.pseudonymize.treatment;

/**
 * Marks what machines make: UUIDs, JSON web tokens, hexadecimal and base64-like tokens, words with
 * long numbers in them. What tells them from words is measured on each run of letters and digits:
 * its length, and how often it changes between letters and digits or from small to capital letters.
 */
final class TokenSearch {

  private static final int LONG_NUMBER = 6;
  private static final int HEX_WITH_DIGITS = 12;
  private static final int HEX_OF_LETTERS = 16;
  private static final int MIXED = 8;
  private static final int MIXED_CHANGES = 3;
  private static final int WITH_DIGITS = 20;
  private static final int LETTERS_ONLY = 32;
  private static final int RESTLESS = 16;

  private final HiddenText hidden = new HiddenText();

  /** UUIDs (RFC 9562) of any version, found by their four dashes. */
  static void markUuids(MarkedText text) {
    char[] chars = text.chars;
    for (int dash = 8; dash + 28 <= text.length; dash++) {
      if (chars[dash] == '-'
          && chars[dash + 5] == '-'
          && chars[dash + 10] == '-'
          && chars[dash + 15] == '-'
          && uuid(text, dash - 8)) {
        text.mark(dash - 8, dash + 28, Identifier.ID);
        dash += 27;
      }
    }
  }

  void mark(MarkedText text) {
    for (int i = 0; i < text.length; i++) {
      if (!joins(text, i)) {
        continue;
      }
      int end = i;
      boolean letters = false;
      while (end < text.length && joins(text, end)) {
        letters |= text.letter(end);
        end++;
      }
      if (letters && end - i >= 5) {
        i = mark(text, i, end);
      } else {
        i = end;
      }
    }
  }

  private int mark(MarkedText text, int from, int to) {
    if (jwt(text, from, to)) {
      int end = to;
      while (end < text.length
          && (joins(text, end) || (text.free(end) && text.chars[end] == '.'))) {
        end++;
      }
      text.mark(from, end, Identifier.ID);
      return end;
    }
    boolean found = restless(text, from, to) || hidden.in(text, from, to);
    for (int i = from; i < to && !found; i++) {
      if (!text.alnum(i)) {
        continue;
      }
      int end = i;
      while (end < to && text.alnum(end)) {
        end++;
      }
      found = machineMade(text, i, end) || ((i > from || end < to) && hidden.in(text, i, end));
      i = end;
    }
    if (found) {
      text.mark(from, to, Identifier.ID);
    }
    return to;
  }

  private static boolean machineMade(MarkedText text, int from, int to) {
    int length = to - from;
    int digits = 0;
    int number = 0;
    int longest = 0;
    int changes = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      char c = text.chars[i];
      boolean digit = c <= '9';
      number = digit ? number + 1 : 0;
      digits += digit ? 1 : 0;
      longest = Math.max(longest, number);
      hex &= MarkedText.isHex(c);
      changes += i > from && digit != (text.chars[i - 1] <= '9') ? 1 : 0;
    }
    if (digits == length) {
      return false; // a number: another search's business
    }
    return longest >= LONG_NUMBER
        || (hex && length >= (digits > 0 ? HEX_WITH_DIGITS : HEX_OF_LETTERS))
        || (length >= MIXED && changes >= MIXED_CHANGES)
        || (length >= WITH_DIGITS && digits > 0)
        || length >= LETTERS_ONLY;
  }

  /** Whether every fifth character at least is of another class than the one before. */
  private static boolean restless(MarkedText text, int from, int to) {
    int length = to - from;
    if (length < RESTLESS) {
      return false;
    }
    int changes = 0;
    for (int i = from + 1; i < to; i++) {
      char before = text.chars[i - 1];
      char c = text.chars[i];
      if (text.alnum(i - 1) && text.alnum(i)) {
        boolean digitEdge = (c <= '9') != (before <= '9');
        boolean camelEdge = before >= 'a' && c >= 'A' && c <= 'Z';
        changes += digitEdge || camelEdge ? 1 : 0;
      }
    }
    return 5 * changes >= length;
  }

  private static boolean jwt(MarkedText text, int from, int to) {
    // The base64 of '{"', with which the header of RFC 7519 begins.
    return to - from >= 10
        && text.chars[from] == 'e'
        && text.chars[from + 1] == 'y'
        && text.chars[from + 2] == 'J';
  }

  private static boolean uuid(MarkedText text, int from) {
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (!text.free(from + i) || (!dash && !MarkedText.isHex(text.chars[from + i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean joins(MarkedText text, int at) {
    char c = text.chars[at];
    return text.alnum(at)
        || (text.free(at)
            && (c == '-' || c == '_' || c == '+' || c == '/' || c == '=' || c == '~'));
  }
}
