package dev.throng.transforms.consent.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a GPP string: which sections follow, by number. The IAB's decoder passes over the
 * numbers that it does not know, and over those beyond a limit; here nothing is passed over.
 *
 * <p>Source: "Global Privacy Platform: Consent String Specification" of IAB Tech Lab, version 1.
 */
final class GppHeader {
  private static final int TYPE = 3;
  private static final int VERSION = 1;

  /** The IAB numbers its sections one by one and is in the twenties; far more cannot be meant. */
  private static final int LAST_SECTION = 1_000;

  private GppHeader() {}

  /**
   * The numbers of the sections, ascending.
   *
   * @throws IllegalArgumentException if it is no header, or it was cut
   */
  static List<Integer> sections(String text) {
    Bits bits = Bits.of(text);
    if (bits.nextInt(6) != TYPE || bits.nextInt(6) != VERSION) {
      throw new IllegalArgumentException("no header of GPP");
    }
    List<Integer> sections = new ArrayList<>();
    int last = 0;
    for (int groups = bits.nextInt(12); groups > 0; groups--) {
      boolean several = bits.nextInt(1) == 1;
      int start = last + fibonacci(bits);
      last = several ? start + fibonacci(bits) : start;
      if (last > LAST_SECTION) {
        throw new IllegalArgumentException("no such section");
      }
      for (int section = start; section <= last; section++) {
        sections.add(section);
      }
    }
    while (bits.left() > 0) {
      if (bits.nextInt(1) != 0) {
        throw new IllegalArgumentException("more than a header");
      }
    }
    return sections;
  }

  /** A number of 1 or more in Fibonacci coding: sums of Fibonacci numbers, ended by two ones. */
  private static int fibonacci(Bits bits) {
    int value = 0;
    int number = 1;
    int next = 2;
    boolean one = false;
    while (value <= LAST_SECTION && number <= 2 * LAST_SECTION) {
      boolean again = bits.nextInt(1) == 1;
      if (one && again) {
        return value;
      }
      value += again ? number : 0;
      one = again;
      int sum = number + next;
      number = next;
      next = sum;
    }
    throw new IllegalArgumentException("no such section");
  }
}
