package dev.throng.transforms.parse;

import dev.throng.schemas.LedgerFact;

/** Takes what a reader of ledgers found, a call each line. */
public interface FactSink {

  /**
   * A line whose subject could be read, and of the rest what could. The object may be used again
   * for the next line.
   */
  void fact(LedgerFact fact);

  /**
   * A line, or the rest of a file that cannot be decoded, of which nobody knows whom it is about.
   */
  void unreadable();
}
