package dev.throng.transforms.step;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;

/**
 * Takes down what a raw event itself says on consent, while it is raw (law 1): the treated event
 * carries the word, never the signal.
 */
@FunctionalInterface
public interface Signal {

  /** Writes the word of {@code raw} into {@code treated}, of which it sets consent fields only. */
  void takeDown(IdentifiedEvent raw, PseudonymousEvent treated);

  /** This signal, and another one behind it. */
  default Signal and(Signal other) {
    return (raw, treated) -> {
      takeDown(raw, treated);
      other.takeDown(raw, treated);
    };
  }
}
