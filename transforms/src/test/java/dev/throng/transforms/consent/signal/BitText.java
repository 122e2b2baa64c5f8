package dev.throng.transforms.consent.signal;

/** Writes bits as base64url, so that tests can write what no encoder would. */
final class BitText {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private final StringBuilder bits = new StringBuilder();

  BitText put(long value, int width) {
    for (int bit = width - 1; bit >= 0; bit--) {
      bits.append(value >> bit & 1);
    }
    return this;
  }

  /** A number in Fibonacci coding, by the greedy sum of Fibonacci numbers (Zeckendorf). */
  BitText fibonacci(int value) {
    int[] numbers = new int[30];
    numbers[0] = 1;
    numbers[1] = 2;
    for (int i = 2; i < numbers.length; i++) {
      numbers[i] = numbers[i - 1] + numbers[i - 2];
    }
    StringBuilder code = new StringBuilder();
    int rest = value;
    for (int i = numbers.length - 1; i >= 0; i--) {
      boolean in = numbers[i] <= rest;
      rest -= in ? numbers[i] : 0;
      if (in || !code.isEmpty()) {
        code.insert(0, in ? '1' : '0');
      }
    }
    bits.append(code).append('1');
    return this;
  }

  /** A core segment of TCF v2 up to its vendors: made in 2026, by consent to these purposes. */
  static BitText tcf(int... purposes) {
    long given = 0;
    for (int purpose : purposes) {
      given |= 1L << (24 - purpose);
    }
    return core(2, 17_672_000_000L, given);
  }

  /** The same of another version and time in tenths of a second. */
  static BitText core(int version, long made, long given) {
    return new BitText()
        .put(version, 6)
        .put(made, 36)
        .put(made, 36)
        .put(31, 12)
        .put(1, 12)
        .put(1, 6)
        .put('E' - 'A', 6)
        .put('N' - 'A', 6)
        .put(120, 12)
        .put(4, 6)
        .put(0, 1 + 1 + 12)
        .put(given, 24)
        .put(0, 24 + 1)
        .put('D' - 'A', 6)
        .put('E' - 'A', 6);
  }

  /** No vendors. */
  BitText none() {
    return put(0, 16).put(0, 1);
  }

  /** Vendors in ranges: pairs of a start and an end. */
  BitText vendors(int most, int... ranges) {
    return put(most, 16).put(1, 1).ranges(ranges);
  }

  BitText ranges(int... ranges) {
    put(ranges.length / 2, 12);
    for (int i = 0; i < ranges.length; i += 2) {
      put(1, 1).put(ranges[i], 16).put(ranges[i + 1], 16);
    }
    return this;
  }

  /** Padded to whole bytes, then to whole letters. */
  String text() {
    while (bits.length() % 8 != 0) {
      bits.append('0');
    }
    while (bits.length() % 6 != 0) {
      bits.append('0');
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bits.length(); i += 6) {
      text.append(LETTERS.charAt(Integer.parseInt(bits.substring(i, i + 6), 2)));
    }
    return text.toString();
  }
}
