package dev.throng.pipeline.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block of rows with the time that it is about, in the form that {@link SlotQueue} sorts by: a
 * byte for the form (F20), the time in eight, and the rows.
 */
final class TimedBlock {
  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Long.BYTES;

  private TimedBlock() {}

  static byte[] of(long time, byte[] rows) {
    return ByteBuffer.allocate(HEAD_BYTES + rows.length)
        .put(VERSION)
        .putLong(time)
        .put(rows)
        .array();
  }

  static long timeOf(byte[] block) {
    if (block[0] != VERSION) {
      throw new IllegalStateException("a block of rows was written by another version of Throng");
    }
    return ByteBuffer.wrap(block).getLong(1);
  }

  static byte[] rowsOf(byte[] block) {
    timeOf(block);
    return Arrays.copyOfRange(block, HEAD_BYTES, block.length);
  }
}
