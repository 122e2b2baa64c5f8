package dev.throng.pipeline.audit;

import com.google.common.base.CharMatcher;

/** Rules by which numbers check themselves. */
final class Numbers {
  private static final CharMatcher GAPS = CharMatcher.anyOf(" -");

  private Numbers() {}

  /** Whether the last digit checks the others (Luhn), of 14 to 19 digits, or 13 of an old card. */
  static boolean isCard(String match) {
    String digits = GAPS.removeFrom(match);
    if (digits.chars().distinct().count() < 2
        || (digits.length() == 13 && digits.charAt(0) != '4')) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  /** Whether it is 1 modulo 97 once its first four characters stand last. */
  static boolean isIban(String match) {
    String account = GAPS.removeFrom(match);
    int rest = 0;
    for (int i = 0; i < account.length(); i++) {
      int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}
