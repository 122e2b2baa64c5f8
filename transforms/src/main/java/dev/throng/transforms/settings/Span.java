package dev.throng.transforms.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lengths of time as settings write them: {@code 90s}, {@code 15m}, {@code 1h}, {@code 7d}.
 */
public final class Span {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h|d|w)");

  private Span() {}

  /**
   * A length of time.
   *
   * @throws IllegalArgumentException where the word is none
   */
  public static Duration parse(String word) {
    Matcher matcher = FORM.matcher(word);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a time such as 15m, 1h or 7d, not '" + word + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
