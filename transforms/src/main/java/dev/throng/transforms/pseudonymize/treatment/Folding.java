package dev.throng.transforms.pseudonymize.treatment;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a text to one form, so that an identifier written in an unusual one is still found: NFKC
 * (Unicode Standard Annex 15), without characters that show nothing (controls, format characters,
 * the default-ignorable ones, lone surrogates, private use), every white space a space, every
 * decimal digit and every dash the ASCII one, all escapes undone.
 */
final class Folding {

  /** An escape within an escape is undone so often; an honest text needs two at most. */
  static final int ROUNDS = 5;

  private Folding() {}

  /** The text folded; null if it still holds escapes after five layers. */
  static @Nullable String unescaped(String text) {
    String folded = fold(text);
    for (int round = 0; round < ROUNDS; round++) {
      String next = Unescaping.lenient(folded);
      if (next.equals(folded)) {
        return folded;
      }
      folded = fold(next);
    }
    return Unescaping.lenient(folded).equals(folded) ? folded : null;
  }

  /** The text folded, its escapes left alone. */
  static String fold(String text) {
    return plain(text) ? text : sift(Normalizer.normalize(sift(text), Normalizer.Form.NFKC));
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String sift(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= ' ' && c <= '~') {
        out.append((char) c);
      } else {
        sift(c, out);
      }
    }
    return out.toString();
  }

  private static void sift(int c, StringBuilder out) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      out.append(' ');
      return;
    }
    if (ignorable(c)) {
      return;
    }
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED -> {}
      case Character.DECIMAL_DIGIT_NUMBER -> out.append((char) ('0' + Character.digit(c, 10)));
      case Character.DASH_PUNCTUATION -> out.append('-');
      default -> {
        if (c == 0x2212) { // the minus sign
          out.append('-');
        } else if (c == 0x3002 || c == 0xff61) { // ideographic full stops: dots in host names
          out.append('.');
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** Default_Ignorable_Code_Point of the Unicode database, those that are no format characters. */
  private static boolean ignorable(int c) {
    return c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2800 // the blank Braille pattern: not in the list, and as invisible
        || c == 0x3164
        || (c >= 0xfe00 && c <= 0xfe0f)
        || c == 0xffa0
        || (c >= 0xe0000 && c <= 0xe0fff);
  }
}
