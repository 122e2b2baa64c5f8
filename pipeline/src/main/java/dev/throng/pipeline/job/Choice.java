package dev.throng.pipeline.job;

import dev.throng.transforms.settings.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of a few things that a word of a job file can mean; any other is refused with an {@code
 * IllegalArgumentException} that lists them all.
 */
final class Choice {
  private Choice() {}

  /** The constant of that name in lower case. */
  static <E extends Enum<E>> E constant(String word, E[] constants) {
    Function<E, String> label = constant -> constant.name().toLowerCase(Locale.ROOT);
    Optional<E> found =
        Arrays.stream(constants).filter(constant -> label.apply(constant).equals(word)).findFirst();
    return known(word, found, Arrays.stream(constants).map(label).toList());
  }

  /** The word, where it is one of those. */
  static String oneOf(String word, List<String> words) {
    return known(word, words.stream().filter(word::equals).findFirst(), words);
  }

  /**
   * What was found under that word.
   *
   * @param labels all words under which something is found
   */
  static <T> T known(String word, Optional<T> found, List<String> labels) {
    return found.orElseThrow(
        () -> {
          String nearest = NearestWord.to(word, labels);
          return new IllegalArgumentException(
              "must be one of "
                  + String.join(", ", labels)
                  + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        });
  }

  /** The whole number from {@code least} to {@code most} that the word is. */
  static int number(String word, int least, int most) {
    if (!word.matches("\\d{1,9}")
        || Integer.parseInt(word) < least
        || Integer.parseInt(word) > most) {
      throw new IllegalArgumentException("must be a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(word);
  }
}
