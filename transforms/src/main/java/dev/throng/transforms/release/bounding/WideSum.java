package dev.throng.transforms.release.bounding;

import java.math.BigInteger;

/**
 * A sum of up to 2^31 whole numbers that cannot overflow: their upper and lower halves are added up
 * apart. The order of additions does not matter.
 */
final class WideSum {
  private static final long LOWER = 0xffffffffL;

  private long upper;
  private long lower;

  void add(long value) {
    upper += value >> 32;
    lower += value & LOWER;
  }

  /** The sum, moved into bounds. */
  long clamped(long low, long high) {
    long carried = upper + (lower >>> 32);
    if (carried > Integer.MAX_VALUE) {
      return high;
    }
    if (carried < Integer.MIN_VALUE) {
      return low;
    }
    return Math.max(low, Math.min(high, carried << 32 | (lower & LOWER)));
  }

  BigInteger toBigInteger() {
    return BigInteger.valueOf(upper).shiftLeft(32).add(BigInteger.valueOf(lower));
  }

  void clear() {
    upper = 0;
    lower = 0;
  }
}
