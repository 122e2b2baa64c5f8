package dev.throng.transforms.pseudonymize.treatment;

/**
 * Marks IBANs (ISO 13616): two letters, two digits, 11 to 30 letters and digits, the whole
 * congruent to 1 modulo 97 (ISO 7064) once the first four stand last. Single spaces or dashes may
 * stand between, letters may be small.
 */
final class IbanSearch {

  private static final int SHORTEST = 15;
  private static final int LONGEST = 34;

  private IbanSearch() {}

  static void mark(MarkedText text) {
    for (int i = 0; i + SHORTEST <= text.length; i++) {
      if (text.letter(i)
          && text.letter(i + 1)
          && text.digit(i + 2)
          && text.digit(i + 3)
          && !text.alnum(i - 1)) {
        int end = end(text, i);
        if (end > 0) {
          text.mark(i, end, Identifier.IBAN);
          i = end - 1;
        }
      }
    }
  }

  /** The end of the longest IBAN that begins there, or 0. */
  private static int end(MarkedText text, int from) {
    int head =
        feed(
            feed(feed(feed(0, text.chars[from]), text.chars[from + 1]), text.chars[from + 2]),
            text.chars[from + 3]);
    int remainder = 0;
    int count = 4;
    int longest = 0;
    int i = from + 4;
    while (count < LONGEST) {
      if (i < text.length && (text.chars[i] == ' ' || text.chars[i] == '-') && text.free(i)) {
        i++;
      }
      if (!text.alnum(i)) {
        break;
      }
      remainder = feed(remainder, text.chars[i++]);
      count++;
      // The first four, moved behind, shift what stands before by six decimal digits.
      if (count >= SHORTEST && !text.alnum(i) && (remainder * (1_000_000 % 97) + head) % 97 == 1) {
        longest = i;
      }
    }
    return longest;
  }

  private static int feed(int remainder, char c) {
    return c <= '9'
        ? (10 * remainder + (c - '0')) % 97
        : (100 * remainder + ((c | 0x20) - 'a' + 10)) % 97;
  }
}
