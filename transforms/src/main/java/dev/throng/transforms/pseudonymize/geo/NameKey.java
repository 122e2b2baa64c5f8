package dev.throng.transforms.pseudonymize.geo;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What two spellings of one name have in common: letters and digits of the compatibility
 * decomposition (Unicode NFKD) without Latin accents, in lower case, anything else a single space.
 * It only serves to find a name of the list, and is never shown.
 */
final class NameKey {
  /** In UTF-16 units. The longest name of the shipped lists has fewer than 80. */
  static final int LONGEST = 128;

  private NameKey() {}

  /** The key of a name; null if the name is missing, too long, or has no letter or digit. */
  static @Nullable String of(@Nullable String name) {
    if (name == null || name.length() > LONGEST) {
      return null;
    }
    // Locale.ROOT: under a Turkish default locale "I" would become a dotless one.
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(plain.length());
    boolean gap = false;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if (isAccent(c)) {
        continue;
      }
      if (!Character.isLetterOrDigit(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        gap = true;
        continue;
      }
      if (gap && key.length() > 0) {
        key.append(' ');
      }
      gap = false;
      appendFolded(key, c);
    }
    return key.length() == 0 ? null : key.toString();
  }

  /** Combining marks of the Latin script, apostrophes, and what prints nothing. */
  private static boolean isAccent(int c) {
    return (c >= 0x300 && c <= 0x36f)
        || c == '\''
        || c == '`'
        || (c >= 0x2b9 && c <= 0x2bf)
        || c == 0x2018
        || c == 0x2019
        || Character.getType(c) == Character.FORMAT;
  }

  /** Letters that Unicode does not decompose. */
  private static void appendFolded(StringBuilder key, int c) {
    switch (c) {
      case 'ß' -> key.append("ss");
      case 'æ' -> key.append("ae");
      case 'œ' -> key.append("oe");
      case 'þ' -> key.append("th");
      case 'ø' -> key.append('o');
      case 'ł' -> key.append('l');
      case 'đ', 'ð' -> key.append('d');
      case 'ħ' -> key.append('h');
      case 'ı' -> key.append('i');
      default -> key.appendCodePoint(c);
    }
  }
}
