package dev.throng.transforms.pseudonymize.agent;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A regular expression of many words in any case, asked only about texts that hold one of them: an
 * alternation of a hundred words tries each at each letter.
 */
final class WordPattern {

  private final Pattern pattern;
  private final List<String> words;

  /**
   * @param regex in lower case
   */
  WordPattern(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    words = RequiredWords.of(regex);
  }

  /** The form in which {@link #find} wants the text besides the text itself. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether it matches somewhere. */
  boolean find(String text, String lower) {
    for (int i = 0; i < words.size(); i++) {
      if (lower.contains(words.get(i))) {
        return pattern.matcher(text).find();
      }
    }
    return words.isEmpty() && pattern.matcher(text).find();
  }

  /** Whether it is asked about texts that hold a word only. */
  boolean isGuarded() {
    return !words.isEmpty();
  }
}
