package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * The one rule that keeps apart what people wrote from what Throng says: the words {@code
 * (unknown)}, {@code (other)} and {@code (all)} begin with a bracket, a value from outside never
 * does.
 */
public final class Outside {

  private Outside() {}

  /**
   * The value without surrounding white space, a backslash before it where it begins with {@code
   * (}; null for null and blank. Applied twice it changes nothing more.
   */
  public static @Nullable String word(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String stripped = value.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    return stripped.charAt(0) == '(' ? "\\" + stripped : stripped;
  }
}
