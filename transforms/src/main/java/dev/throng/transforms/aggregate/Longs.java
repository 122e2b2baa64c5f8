package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/** Writes and reads many 64-bit numbers at once, each most significant byte first. */
final class Longs {
  private static final int MOST_AT_ONCE = 1 << 12;

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
  static void read(ByteArrayDataInput in, int count, Taker to) {
    // What is read says how many there are, so it is not trusted with memory.
    byte[] bytes = new byte[Math.min(count, MOST_AT_ONCE) * Long.BYTES];
    ByteBuffer view = ByteBuffer.wrap(bytes);
    for (int left = count; left > 0; left -= MOST_AT_ONCE) {
      int now = Math.min(left, MOST_AT_ONCE);
      in.readFully(bytes, 0, now * Long.BYTES);
      for (int i = 0; i < now; i++) {
        to.take(view.getLong(i * Long.BYTES));
      }
    }
  }
}
