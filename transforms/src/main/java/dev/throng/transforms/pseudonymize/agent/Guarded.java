package dev.throng.transforms.pseudonymize.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of rules, of which the first that matches speaks. Each is asked only about texts that
 * hold a word that it needs, so the answer is the same as if each had been asked.
 *
 * @param <P> the library's parser of one rule
 * @param <R> what it gives
 */
final class Guarded<P, R> {

  private record Guard<P>(List<String> words, boolean anyCase, P rule) {}

  private final List<Guard<P>> guards = new ArrayList<>();
  private final BiFunction<P, String, R> parse;
  private final R other;

  /**
   * The rules of a section.
   *
   * @param single makes the parser of a list of rules; it is given them one by one
   * @param other what the parser gives where its rule does not match, told by identity
   */
  Guarded(
      List<Map<String, String>> section,
      Function<List<Map<String, String>>, P> single,
      BiFunction<P, String, R> parse,
      R other) {
    this.parse = parse;
    this.other = other;
    for (Map<String, String> rule : section) {
      boolean anyCase = "i".equals(rule.get("regex_flag"));
      String regex = rule.getOrDefault("regex", "");
      List<String> words =
          RequiredWords.of(regex).stream()
              .map(word -> anyCase ? word.toLowerCase(Locale.ROOT) : word)
              .toList();
      guards.add(new Guard<>(words, anyCase, single.apply(List.of(rule))));
    }
  }

  /** What the first rule that matches gives, or null. */
  @Nullable R first(String text) {
    // Without a flag for Unicode the library's rules ignore the case of ASCII letters only, and
    // those are lowered alike.
    String lower = text.toLowerCase(Locale.ROOT);
    for (Guard<P> guard : guards) {
      if (holds(guard.anyCase ? lower : text, guard.words)) {
        R found = parse.apply(guard.rule, text);
        if (found != other) {
          return found;
        }
      }
    }
    return null;
  }

  private static boolean holds(String text, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (text.contains(words.get(i))) {
        return true;
      }
    }
    return words.isEmpty();
  }
}
