package dev.throng.pipeline.consent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event: the purposes that it may serve, or why it is dropped.
 *
 * @param reason null if and only if it may serve something
 */
record Outcome(Set<String> purposes, @Nullable String reason) {
  Outcome {
    if (purposes.isEmpty() == (reason == null)) {
      throw new IllegalArgumentException("either purposes or a reason");
    }
  }
}
