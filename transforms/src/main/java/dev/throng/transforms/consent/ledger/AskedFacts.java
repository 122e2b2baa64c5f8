package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;

/** Keeps away the facts that a setting will never ask for, whatever the event. */
final class AskedFacts implements FactTaker {
  private final Decide decide;
  private final FactTaker taker;

  AskedFacts(Decide decide, FactTaker taker) {
    this.decide = decide;
    this.taker = taker;
  }

  @Override
  public void take(JoinKey subject, long fact, long recorded) {
    if (decide.asksWhenRecorded() || decide.knows(Fact.state(fact).refuses(), recorded, 0)) {
      taker.take(subject, fact, recorded);
    }
  }
}
