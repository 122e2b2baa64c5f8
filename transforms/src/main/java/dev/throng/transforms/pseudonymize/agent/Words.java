package dev.throng.transforms.pseudonymize.agent;

import org.jspecify.annotations.Nullable;

/** Lets through what has the form of a family or of a major version. */
final class Words {

  private Words() {}

  static @Nullable String family(@Nullable String word) {
    return word != null && word.matches("(?!.*[0-9]{5})[A-Za-z0-9 .+-]{1,32}") ? word : null;
  }

  static @Nullable String major(@Nullable String digits) {
    return digits != null && digits.matches("[0-9]{1,4}") ? digits : null;
  }
}
