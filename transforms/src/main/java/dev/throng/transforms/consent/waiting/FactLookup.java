package dev.throng.transforms.consent.waiting;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ledger.FactList;
import org.jspecify.annotations.Nullable;

/** Finds what is known of an id. */
@FunctionalInterface
public interface FactLookup {

  /** The facts about that id; null where there are none. */
  @Nullable FactList of(JoinKey id);
}
