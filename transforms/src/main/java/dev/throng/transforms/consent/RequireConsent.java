package dev.throng.transforms.consent;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;

/**
 * Lets pass what may serve at least one purpose, and says which; drops the rest with its reason.
 */
public final class RequireConsent implements Step<PseudonymousEvent, ConsentedEvent> {
  private final ConsentRule rule;

  /** A gate that asks the given rule. */
  public RequireConsent(ConsentRule rule) {
    this.rule = rule;
  }

  @Override
  public void apply(PseudonymousEvent event, Sink<? super ConsentedEvent> sink) {
    int purposes = rule.decide(event);
    if (purposes == 0) {
      sink.drop(rule.reason(event));
    } else {
      sink.keep(new ConsentedEvent(event, purposes));
    }
  }
}
