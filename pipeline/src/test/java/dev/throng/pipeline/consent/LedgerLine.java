package dev.throng.pipeline.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of a ledger, and what it is worth.
 *
 * @param text without its end
 * @param worth the facts that it tells; none if it is rejected
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes it, and nobody compares lines.
record LedgerLine(Kind kind, byte[] text, List<Said> worth) {

  /** How much of it can be read. */
  enum Kind {
    CLEAR,
    UNCLEAR,
    REJECTED
  }

  @Override
  public String toString() {
    return new String(text, StandardCharsets.UTF_8) + (kind == Kind.CLEAR ? "" : "   <- " + kind);
  }
}
