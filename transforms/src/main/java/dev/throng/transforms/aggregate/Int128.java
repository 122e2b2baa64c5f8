package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A running sum in 128 bits, two's complement: 2^63 additions of any long cannot overflow it. No
 * floating point, so the order of additions does not matter.
 */
final class Int128 {
  private long high;
  private long low;

  void add(long value) {
    add(value >> 63, value);
  }

  void add(Int128 other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    high += otherHigh + (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
  }

  boolean isZero() {
    return (high | low) == 0;
  }

  BigInteger toBigInteger() {
    BigInteger carried = low < 0 ? BigInteger.ONE : BigInteger.ZERO;
    return BigInteger.valueOf(high).add(carried).shiftLeft(64).add(BigInteger.valueOf(low));
  }

  void write(ByteArrayDataOutput out) {
    out.writeLong(high);
    out.writeLong(low);
  }

  /** Adds what was written. */
  void read(ByteBuffer in) {
    long writtenHigh = in.getLong();
    add(writtenHigh, in.getLong());
  }
}
