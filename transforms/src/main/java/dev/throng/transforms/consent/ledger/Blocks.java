package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of fixed length, gathered for each bucket of ids until they are worth a shuffle of their
 * own. A block begins with a byte for its kind and form (F20), and a head that is the same for all
 * of a split.
 */
final class Blocks {
  private static final int FIRST_BYTES = 512;
  private static final int MOST_BYTES = 256 << 10;

  private final byte kind;
  private final int rowBytes;
  private final BlockSink sink;
  private final @Nullable ByteBuffer[] open;
  private byte[] head = {};

  /**
   * Gathers rows.
   *
   * @param kind the first byte of each block
   * @param rowBytes the length of a row
   * @param buckets how many buckets there are
   */
  Blocks(byte kind, int rowBytes, int buckets, BlockSink sink) {
    this.kind = kind;
    this.rowBytes = rowBytes;
    this.sink = sink;
    this.open = new @Nullable ByteBuffer[buckets];
  }

  /** Gives away all that is gathered, and begins blocks with another head. */
  void begin(byte[] newHead) {
    flush();
    head = newHead.clone();
  }

  /** Where to write a row about that subject: its pseudonym stands there already. */
  ByteBuffer row(JoinKey subject) {
    int bucket = JoinBits.bucket(subject, open.length);
    ByteBuffer block = open[bucket];
    if (block == null) {
      block = ByteBuffer.allocate(Math.max(FIRST_BYTES, 1 + head.length + rowBytes));
      block.put(kind).put(head);
      open[bucket] = block;
    } else if (block.remaining() < rowBytes) {
      if (block.capacity() >= MOST_BYTES) {
        give(bucket, block);
        block = ByteBuffer.allocate(MOST_BYTES).put(kind).put(head);
      } else {
        block = ByteBuffer.allocate(2 * block.capacity()).put(block.flip());
      }
      open[bucket] = block;
    }
    return block.put(subject.bytes());
  }

  /** Gives away all that is gathered. */
  void flush() {
    for (int bucket = 0; bucket < open.length; bucket++) {
      ByteBuffer block = open[bucket];
      if (block != null) {
        give(bucket, block);
        open[bucket] = null;
      }
    }
  }

  private void give(int bucket, ByteBuffer block) {
    byte[] rows = new byte[block.position()];
    block.flip().get(rows);
    sink.block(bucket, rows);
  }
}
