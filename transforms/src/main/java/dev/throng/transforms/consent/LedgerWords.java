package dev.throng.transforms.consent;

import dev.throng.schemas.PseudonymousEvent;

/** What the ledger says on an event, however the two are joined. For one thread. */
@FunctionalInterface
public interface LedgerWords {
  /** Where there is no ledger. */
  LedgerWords NONE = event -> Word.SILENCE;

  /** The {@link Word}s of all ids of the event, merged. */
  int of(PseudonymousEvent event);
}
