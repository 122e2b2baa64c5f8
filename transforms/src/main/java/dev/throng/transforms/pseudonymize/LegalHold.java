package dev.throng.transforms.pseudonymize;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What a law wants kept, whatever else ends it (P28).
 *
 * @param name as the policy file names it
 * @param eventTypes the kinds of events
 * @param keep how long after the event
 * @param basis which law, in words
 */
public record LegalHold(String name, Set<String> eventTypes, Duration keep, String basis)
    implements Serializable {
  public LegalHold {
    eventTypes = Set.copyOf(eventTypes);
  }

  /** As receipts name it. */
  public String label() {
    return name + ": " + basis;
  }

  /** Whether it is about events of a kind; how long is another question. */
  public boolean isAbout(String eventType) {
    return eventTypes.contains(eventType);
  }
}
