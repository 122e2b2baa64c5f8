package dev.throng.transforms.release.mechanisms;

import java.math.BigInteger;

/** Whole numbers that are all equally likely, exactly. */
final class Uniform {
  private static final int MOST_BITS = 62;

  private Uniform() {}

  /**
   * A number from 0 up to one less than the bound: as many bits as it may need, again until they
   * are below the bound. Each try succeeds with a chance of more than 1/2.
   *
   * @param bound 1 or more
   */
  static BigInteger below(BigInteger bound, BitSource bits) {
    if (bound.bitLength() <= MOST_BITS) {
      return BigInteger.valueOf(below(bound.longValueExact(), bits));
    }
    int needed = bound.subtract(BigInteger.ONE).bitLength();
    while (true) {
      BigInteger number = BigInteger.ZERO;
      for (int missing = needed; missing > 0; missing -= MOST_BITS) {
        int taken = Math.min(missing, MOST_BITS);
        number = number.shiftLeft(taken).or(BigInteger.valueOf(bits.next(taken)));
      }
      if (number.compareTo(bound) < 0) {
        return number;
      }
    }
  }

  /** The same, for bounds below 2^62. */
  static long below(long bound, BitSource bits) {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(bound - 1);
    if (needed == 0) {
      return 0;
    }
    while (true) {
      long number = bits.next(needed);
      if (number < bound) {
        return number;
      }
    }
  }
}
