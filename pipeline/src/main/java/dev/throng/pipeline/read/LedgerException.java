package dev.throng.pipeline.read;

import dev.throng.pipeline.publish.LedgerCounts;

/** The ledger cannot be relied on: nobody knows whom some of its lines refuse. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private LedgerException(String message) {
    super(message);
  }

  /**
   * Checks that no more lines than allowed are about nobody.
   *
   * @throws LedgerException where they are
   */
  public static void check(LedgerCounts counts, long allowed) {
    if (counts.rejected() > allowed) {
      throw new LedgerException(
          "%,d lines of the ledger do not tell whom they are about, the first is %s; mend them, or raise 'limits.ledger_rejected'"
              .formatted(counts.rejected(), counts.firstRejected()));
    }
  }
}
