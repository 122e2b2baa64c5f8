package dev.throng.transforms.consent.signal;

import com.google.common.base.Ascii;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;

/** Whoever follows an unsubscribe link objects to marketing, in whatever case it is told (P31). */
public final class UnsubscribeEvent implements Signal {
  /** The event type. */
  public static final String TYPE = "unsubscribe";

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    if (isOne(raw)) {
      treated.setObjected(treated.getObjected() | Purpose.MARKETING.bit());
    }
  }

  /** Whether that is what the event tells. */
  public static boolean isOne(IdentifiedEvent raw) {
    String type = raw.getEventType();
    return type != null && Ascii.equalsIgnoreCase(type.strip(), TYPE);
  }
}
