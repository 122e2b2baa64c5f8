package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;

/** Whoever follows an unsubscribe link objects to marketing, in whatever case it is told (P31). */
public final class UnsubscribeEvent implements Signal {
  private static final String TYPE = "unsubscribe";

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    String type = raw.getEventType();
    if (type != null && type.strip().equalsIgnoreCase(TYPE)) {
      treated.setObjected(treated.getObjected() | Purpose.MARKETING.bit());
    }
  }
}
