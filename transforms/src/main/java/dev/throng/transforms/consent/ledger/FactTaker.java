package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;

/** Takes the facts of a ledger, once their subjects are pseudonyms. */
@FunctionalInterface
public interface FactTaker {

  /**
   * One fact.
   *
   * @param subject whom it is about, which the taker may keep
   * @param fact what it says, as {@link dev.throng.transforms.consent.Fact} writes it
   * @param recorded when it was recorded, in milliseconds since 1970-01-01T00:00Z, or {@link
   *     dev.throng.transforms.consent.Fact#NOT_RECORDED}
   */
  void take(JoinKey subject, long fact, long recorded);
}
