package dev.throng.pipeline.rights;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;

/**
 * An id that somebody named who may. It stands in memory only.
 *
 * @param join its join pseudonym
 */
public record NamedId(IdType type, JoinKey join, String id) {

  /** Tells nothing: it holds an id. */
  @Override
  public String toString() {
    return "NamedId[" + type + "]";
  }
}
