package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Signal;

/** Sec-GPC of the W3C's Global Privacy Control, which the rule hears as a refusal (P18). */
public final class GlobalPrivacyControl implements Signal {
  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    if (Boolean.TRUE.equals(raw.getConsentGpc())) {
      treated.setGpc(true);
    }
  }
}
