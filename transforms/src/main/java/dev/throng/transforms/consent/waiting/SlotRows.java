package dev.throng.transforms.consent.waiting;

import dev.throng.transforms.consent.ledger.BlockSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows gathered into blocks by bucket and slot. A block is a byte for its kind and form (F20), the
 * end of the slot in eight, and the rows. For one thread.
 */
final class SlotRows {
  static final int HEAD_BYTES = 1 + Long.BYTES;
  private static final int FIRST_BYTES = 256;
  private static final int MOST_BYTES = 256 << 10;

  private final byte kind;
  private final int buckets;
  private final BlockSink sink;
  private final Map<Long, @Nullable ByteBuffer[]> open = new HashMap<>();
  private @Nullable ByteBuffer[] ofSlot = {};
  private long slot = Long.MIN_VALUE;

  SlotRows(byte kind, int buckets, BlockSink sink) {
    this.kind = kind;
    this.buckets = buckets;
    this.sink = sink;
  }

  /** Where to write a row of so many bytes. */
  ByteBuffer row(int bucket, long rowSlot, int bytes) {
    if (rowSlot != slot || ofSlot.length == 0) {
      slot = rowSlot;
      ofSlot = open.computeIfAbsent(rowSlot, first -> new @Nullable ByteBuffer[buckets]);
    }
    ByteBuffer block = ofSlot[bucket];
    if (block != null && block.remaining() >= bytes) {
      return block;
    }
    if (block != null && block.position() + bytes > MOST_BYTES) {
      sink.block(bucket, taken(block));
      block = null;
    }
    ByteBuffer larger =
        ByteBuffer.allocate(
            block == null
                ? Math.max(FIRST_BYTES, HEAD_BYTES + bytes)
                : Math.max(2 * block.capacity(), block.position() + bytes));
    if (block == null) {
      larger.put(kind).putLong(rowSlot);
    } else {
      larger.put(block.flip());
    }
    ofSlot[bucket] = larger;
    return larger;
  }

  /** Gives every block away. */
  void flush() {
    open.forEach(
        (each, blocks) -> {
          for (int bucket = 0; bucket < blocks.length; bucket++) {
            ByteBuffer block = blocks[bucket];
            if (block != null) {
              sink.block(bucket, taken(block));
            }
          }
        });
    open.clear();
    ofSlot = new @Nullable ByteBuffer[0];
  }

  /** The slot of a block. */
  static long slotOf(byte[] block) {
    return ByteBuffer.wrap(block).getLong(1);
  }

  /** The rows of a block. */
  static ByteBuffer rowsOf(byte[] block) {
    return ByteBuffer.wrap(block, HEAD_BYTES, block.length - HEAD_BYTES);
  }

  private static byte[] taken(ByteBuffer block) {
    byte[] rows = new byte[block.position()];
    block.flip().get(rows);
    return rows;
  }
}
