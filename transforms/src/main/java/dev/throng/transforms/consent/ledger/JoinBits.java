package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import java.nio.ByteBuffer;

/** The bits of a join pseudonym in a row. */
final class JoinBits {
  static final int BYTES = 16;

  private JoinBits() {}

  static JoinKey read(ByteBuffer row) {
    byte[] bits = new byte[BYTES];
    row.get(bits);
    return new JoinKey(bits);
  }
}
