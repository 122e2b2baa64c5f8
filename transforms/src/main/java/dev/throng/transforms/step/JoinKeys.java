package dev.throng.transforms.step;

import dev.throng.schemas.JoinKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pseudonyms on which events and the ledger of consent are joined: of 128 bits, under a
 * key of their own, the same for the same type and id. For one thread.
 */
@FunctionalInterface
public interface JoinKeys {

  /** The join pseudonym; null where the id is null, or refused as no event's id may be. */
  @Nullable JoinKey of(IdType type, @Nullable String id);
}
