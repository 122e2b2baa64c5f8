package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import java.nio.ByteBuffer;

/** Facts as rows of blocks that are shuffled by whom they are about. For one thread. */
public final class FactRows implements FactTaker {
  /** The first byte of its blocks. */
  public static final byte KIND = 0x11;

  private static final int ROW_BYTES = JoinBits.BYTES + 2 * Long.BYTES;

  private final Blocks blocks;

  /** Gathers facts for so many buckets. */
  public FactRows(int buckets, BlockSink sink) {
    this.blocks = new Blocks(KIND, ROW_BYTES, buckets, sink);
  }

  @Override
  public void take(JoinKey subject, long fact, long recorded) {
    blocks.row(subject).putLong(fact).putLong(recorded);
  }

  /** Gives away all that is gathered. */
  public void flush() {
    blocks.flush();
  }

  /** Puts the rows of a block into a ledger. */
  public static void read(byte[] block, FactTaker ledger) {
    ByteBuffer rows = ByteBuffer.wrap(block, 1, block.length - 1);
    while (rows.hasRemaining()) {
      ledger.take(JoinBits.read(rows), rows.getLong(), rows.getLong());
    }
  }
}
