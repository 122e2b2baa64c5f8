package dev.throng.pipeline.store;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;
import java.time.Instant;

/**
 * What a law wants kept of one person, whatever else ends it (P28), as for a dispute or an audit.
 *
 * @param type what kind of id it is about
 * @param subject whom it is about, by the join pseudonym
 * @param name what it is called, in words that name nobody
 * @param basis which law, likewise
 * @param until when it is over
 */
public record PersonHold(IdType type, JoinKey subject, String name, String basis, Instant until) {

  /** As receipts name it. */
  public String label() {
    return name + ": " + basis;
  }
}
