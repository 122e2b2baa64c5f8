package dev.throng.transforms.consent;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;

/**
 * Lets pass what may serve at least one purpose, and says which; drops the rest with its reason.
 * The pseudonyms on which the ledger was joined end here.
 */
public final class RequireConsent implements Step<PseudonymousEvent, ConsentedEvent> {
  private final ConsentRule rule;
  private final LedgerWords ledger;

  /** A gate that asks the given rule, of what the event and the ledger say. */
  public RequireConsent(ConsentRule rule, LedgerWords ledger) {
    this.rule = rule;
    this.ledger = ledger;
  }

  @Override
  public void apply(PseudonymousEvent event, Sink<? super ConsentedEvent> sink) {
    int word = Word.of(event) | ledger.of(event);
    event.setJoinDevice(null);
    event.setJoinCookie(null);
    event.setJoinUser(null);
    event.setJoinCompany(null);
    int purposes = rule.decide(word, event.getResidence());
    if (purposes == 0) {
      sink.drop(rule.reason(word, event.getResidence()));
    } else {
      sink.keep(new ConsentedEvent(event, purposes));
    }
  }
}
