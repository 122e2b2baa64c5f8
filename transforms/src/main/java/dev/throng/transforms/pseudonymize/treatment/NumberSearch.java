package dev.throng.transforms.pseudonymize.treatment;

/**
 * Marks numbers that may name someone: runs of six or more digits, and seven or more digits in
 * groups that spaces, dashes, dots, slashes, underscores or brackets part. What holds 12 to 19
 * digits with a right check digit (Luhn, ISO/IEC 7812-1) is a card; what looks like one can be
 * dialled, a phone (E.164: at most 15 digits); else an id. Dates and lists of years in digits go
 * too: too much rather than too little.
 */
final class NumberSearch {

  private static final int SHORTEST_RUN = 6;
  private static final int SHORTEST_GROUPED = 7;
  private static final int LONGEST_PHONE = 15;
  private static final int SHORTEST_CARD = 12;
  private static final int LONGEST_CARD = 19;
  private static final int MOST_GROUPS = 64;

  private final int[] groupStart = new int[MOST_GROUPS];
  private final int[] groupEnd = new int[MOST_GROUPS];

  void mark(MarkedText text) {
    for (int i = 0; i < text.length; i++) {
      if (text.digit(i)) {
        i = mark(text, i) - 1;
      }
    }
  }

  private int mark(MarkedText text, int from) {
    int groups = 0;
    int digits = 0;
    int longest = 0;
    int i = from;
    int end = from;
    while (groups < MOST_GROUPS && text.digit(i)) {
      groupStart[groups] = i;
      while (text.digit(i)) {
        i++;
      }
      groupEnd[groups] = i;
      digits += i - groupStart[groups];
      longest = Math.max(longest, i - groupStart[groups]);
      groups++;
      end = i;
      for (int gap = 0; gap < 3 && i < text.length && separates(text, i); gap++) {
        i++;
      }
    }
    if (longest < SHORTEST_RUN && digits < SHORTEST_GROUPED) {
      return end;
    }
    int start = from;
    while (start > 0 && opens(text, start - 1)) {
      start--;
    }
    boolean plus = start < from && text.chars[start] == '+';
    text.mark(start, end, kind(text, groups, digits, plus));
    return end;
  }

  private Identifier kind(MarkedText text, int groups, int digits, boolean plus) {
    for (int first = 0; first < groups; first++) {
      int sum = 0;
      for (int last = first; last < groups && sum <= LONGEST_CARD; last++) {
        sum += groupEnd[last] - groupStart[last];
        if (sum >= SHORTEST_CARD && sum <= LONGEST_CARD && luhn(text, first, last)) {
          return Identifier.CARD;
        }
      }
    }
    if (digits > LONGEST_PHONE) {
      return Identifier.ID;
    }
    boolean dialled =
        groups > 1 || plus || text.chars[groupStart[0]] == '0' || digits == 10 || digits == 11;
    return dialled ? Identifier.PHONE : Identifier.ID;
  }

  private boolean luhn(MarkedText text, int first, int last) {
    int sum = 0;
    boolean twice = false;
    for (int group = last; group >= first; group--) {
      for (int i = groupEnd[group] - 1; i >= groupStart[group]; i--) {
        int digit = text.chars[i] - '0';
        if (twice) {
          digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
        }
        sum += digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  private static boolean separates(MarkedText text, int at) {
    return text.free(at) && " -./()_".indexOf(text.chars[at]) >= 0;
  }

  private static boolean opens(MarkedText text, int at) {
    return text.free(at) && (text.chars[at] == '+' || text.chars[at] == '(');
  }
}
