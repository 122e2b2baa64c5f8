package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/** Writes and reads many 64-bit numbers at once, each most significant byte first. */
final class Longs {
  private Longs() {}

  /** Writes the first {@code count} numbers, without their count. */
  static void write(long[] numbers, int count, ByteArrayDataOutput out) {
    byte[] bytes = new byte[count * Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().put(numbers, 0, count);
    out.write(bytes);
  }

  /** Takes the numbers that were read, one after the other. */
  interface Taker {
    void take(long number);
  }

  /** Reads so many numbers. */
  static void read(ByteBuffer in, int count, Taker to) {
    if (count < 0 || count > in.remaining() / Long.BYTES) {
      throw new IllegalStateException("a tally is damaged");
    }
    for (int i = 0; i < count; i++) {
      to.take(in.getLong());
    }
  }
}
