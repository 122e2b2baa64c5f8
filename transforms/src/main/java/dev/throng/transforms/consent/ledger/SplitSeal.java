package dev.throng.transforms.consent.ledger;

import java.nio.ByteBuffer;

/**
 * How many events a split has, and a digest of their times in their order: a split is read twice,
 * once to ask and once to hear the answers, and must be the same both times.
 */
final class SplitSeal {
  static final byte KIND = 0x32;

  /** FNV-1a's prime for 64 bits, over whole times: it finds accidents, not attackers. */
  private static final long PRIME = 0x100000001b3L;

  private int events;
  private long digest = 0xcbf29ce484222325L;

  /** Counts an event, and gives its number: 0 for the first. */
  int next(long time) {
    if (events == Integer.MAX_VALUE) {
      throw new IllegalStateException("a split of more than two thousand million events");
    }
    digest = (digest ^ time) * PRIME;
    return events++;
  }

  byte[] block() {
    return ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES)
        .put(KIND)
        .putInt(events)
        .putLong(digest)
        .array();
  }
}
