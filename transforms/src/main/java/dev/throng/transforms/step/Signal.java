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

  /** The same, and warns of what could not be read. A signal that is always read never warns. */
  default void takeDown(IdentifiedEvent raw, PseudonymousEvent treated, Warnings warnings) {
    takeDown(raw, treated);
  }

  /** This signal, and another one behind it. */
  default Signal and(Signal other) {
    Signal first = this;
    return new Signal() {
      @Override
      public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
        takeDown(raw, treated, warning -> {});
      }

      @Override
      public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated, Warnings warnings) {
        first.takeDown(raw, treated, warnings);
        other.takeDown(raw, treated, warnings);
      }
    };
  }
}
