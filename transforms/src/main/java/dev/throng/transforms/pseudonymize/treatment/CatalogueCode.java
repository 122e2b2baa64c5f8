package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * The code of a thing in the platform's own catalogue, as in {@code P000382}, which {@link
 * CoarseWord} would take for the id of a person. A code has 1 to 16 ASCII letters, digits, hyphens
 * and underscores, of which at most eight are digits: too few for a card, an IBAN, a phone with its
 * area or a social security number. Everything else is treated as a word.
 *
 * <p>Not guaranteed: a short id of a person that a source puts in place of a product's. Not
 * thread-safe.
 */
public final class CatalogueCode {

  private static final int LONGEST = 16;
  private static final int MOST_DIGITS = 8;

  private final CoarseWord words = new CoarseWord();

  /** The code as it is, or the word without identifiers; null if nothing is left. */
  public @Nullable String word(@Nullable String value) {
    return value != null && isCode(value) ? value : words.word(value);
  }

  private static boolean isCode(String value) {
    int length = value.length();
    int digits = 0;
    for (int i = 0; i < length && length <= LONGEST; i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (!MarkedText.isLetter(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return length > 0 && length <= LONGEST && digits <= MOST_DIGITS;
  }
}
