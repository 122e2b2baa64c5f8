package dev.throng.transforms.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * How a dimension's value stands in a group. Words in round brackets are Throng's own, so a value
 * from outside that begins with {@code (} gets a backslash before it; and so that nothing becomes
 * ambiguous, one that begins with a backslash gets one too. A literal {@code (other)} is {@code
 * \(other)}.
 */
final class GroupValue {
  static final String UNKNOWN = "(unknown)";

  private GroupValue() {}

  /** The text in the group; null and empty are unknown. */
  static String text(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    char first = value.charAt(0);
    return first == '(' || first == '\\' ? "\\" + value : value;
  }

  /** The value behind a text; null is unknown. An IllegalArgumentException where it is no text. */
  static @Nullable String value(String text) {
    if (text.equals(UNKNOWN)) {
      return null;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("holds an empty value; a missing one is " + UNKNOWN);
    }
    if (text.charAt(0) == '(') {
      throw new IllegalArgumentException(
          "holds '" + text + "'; a literal bracket at the start is written \\(");
    }
    return text.charAt(0) == '\\' ? text.substring(1) : text;
  }
}
