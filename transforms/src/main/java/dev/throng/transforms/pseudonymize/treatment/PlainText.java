package dev.throng.transforms.pseudonymize.treatment;

/**
 * Tells by one scan that a text holds nothing to look for, which is true of most of them. Tied to
 * what the searches look for: a change there may need one here.
 */
final class PlainText {

  private static final int MOST_DIGITS = 5;

  /** A dotted quad needs four. */
  private static final int MOST_DIGITS_WITH_DOTS = 3;

  private static final int SHORT_WORD = 7;
  private static final int PLAIN_WORD = 15;

  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 3;
  private static final byte JOINT = 4;
  private static final byte GAP = 5;
  private static final byte DOT = 6;
  private static final byte[] CLASSES = classes();

  private PlainText() {}

  /**
   * Whether one scan shows that no search can find anything: short words of ASCII letters, at most
   * five digits in all, nothing that the folding or the rule for words from outside would change.
   *
   * @param dots whether dots may stand between, as in a file's name, where no one looks for domains
   */
  static boolean harmless(String value, boolean dots) {
    int digits = 0;
    int word = 0; // characters since the last gap
    int letters = 0; // letters since the last other character
    boolean mixed = false; // whether the word has digits or inner capitals
    boolean dotted = false;
    byte before = GAP;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      byte kind = c < 0x80 ? CLASSES[c] : 0;
      switch (kind) {
        case LOWER -> letters++;
        case UPPER -> {
          letters++;
          mixed |= before == LOWER || before == UPPER;
        }
        case DIGIT -> {
          letters = 0;
          digits++;
          mixed = true;
        }
        case JOINT -> letters = 0;
        case DOT -> {
          if (!dots) {
            return false;
          }
          letters = 0;
          dotted = true;
        }
        case GAP -> {
          if (before == GAP) {
            return false;
          }
          letters = 0;
          word = -1;
          mixed = false;
        }
        default -> {
          return false;
        }
      }
      word++;
      if (letters > PLAIN_WORD || (mixed && word > SHORT_WORD)) {
        return false;
      }
      before = kind;
    }
    return before != GAP && digits <= (dotted ? MOST_DIGITS_WITH_DOTS : MOST_DIGITS);
  }

  private static byte[] classes() {
    byte[] classes = new byte[0x80];
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LOWER;
      classes[c - 0x20] = UPPER;
    }
    for (char c = '0'; c <= '9'; c++) {
      classes[c] = DIGIT;
    }
    for (char c : new char[] {'-', '_', ',', '!', '?', '\'', '*'}) {
      classes[c] = JOINT;
    }
    classes['.'] = DOT;
    classes[' '] = GAP;
    return classes;
  }
}
