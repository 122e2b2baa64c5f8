package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.LedgerWords;
import org.jspecify.annotations.Nullable;

/** What the ledgers in this worker's memory say together. For one thread. */
public final class HeldWords implements LedgerWords {
  private final ConsentRule rule;
  private final Ledger ledger;
  private final Ledger objections;
  private final boolean keepsRecorded;

  /**
   * Hears two ledgers as one.
   *
   * @param ledger the job's
   * @param objections what the run's own events add to it; mostly empty, never large
   * @param keepsRecorded whether both know when facts were recorded, and the rule asks
   */
  public HeldWords(ConsentRule rule, Ledger ledger, Ledger objections, boolean keepsRecorded) {
    this.rule = rule;
    this.ledger = ledger;
    this.objections = objections;
    this.keepsRecorded = keepsRecorded;
  }

  @Override
  public int of(PseudonymousEvent event) {
    long time = event.getEventTime();
    return word(event.getJoinDevice(), time, false)
        | word(event.getJoinCookie(), time, false)
        | word(event.getJoinUser(), time, false)
        | word(event.getJoinCompany(), time, true);
  }

  private int word(@Nullable JoinKey key, long time, boolean company) {
    if (key == null) {
      return 0;
    }
    if (!objections.knows(key)) {
      return ledger.word(rule, key, time, company);
    }
    // An id's word is its latest fact, whichever of the two knows it.
    FactList both = new FactList();
    objections.addTo(key, both);
    ledger.addTo(key, both);
    return keepsRecorded ? both.word(rule, time, company) : both.wordOfAll(rule, time, company);
  }
}
