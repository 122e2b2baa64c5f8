package dev.throng.transforms.pseudonymize.treatment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A closed set of words: what is in it passes, whatever its case, everything else becomes one word
 * or null. Case is folded without a locale, so a Turkish default changes nothing.
 */
public final class Vocabulary {

  private static final int LONGEST = 64;

  private final Map<String, String> words = new HashMap<>();
  private final @Nullable String other;

  /**
   * @param words the words that pass, lower-cased here
   * @param other what stands for any other word; null to drop it
   * @throws IllegalArgumentException if a word is blank or longer than 64 characters
   */
  public Vocabulary(Collection<String> words, @Nullable String other) {
    for (String word : words) {
      if (word.isBlank() || word.length() > LONGEST) {
        throw new IllegalArgumentException("a word of a vocabulary has 1 to 64 characters");
      }
      String lower = word.strip().toLowerCase(Locale.ROOT);
      this.words.put(lower, lower);
    }
    this.other = other;
  }

  /** The word in lower case, or the other word; null for null and blank. */
  public @Nullable String word(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String exact = words.get(value);
    if (exact != null) {
      return exact;
    }
    if (value.length() > LONGEST) {
      return other;
    }
    String stripped = value.strip();
    return stripped.isEmpty() ? null : words.getOrDefault(stripped.toLowerCase(Locale.ROOT), other);
  }
}
