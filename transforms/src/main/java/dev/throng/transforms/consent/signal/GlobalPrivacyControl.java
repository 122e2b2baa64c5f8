package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;

/** Sec-GPC of the W3C's Global Privacy Control: denies marketing and sharing with sellers (P18). */
public final class GlobalPrivacyControl implements Signal {
  private static final int DENIED = Purpose.MARKETING.bit() | Purpose.SHARE_WITH_SELLERS.bit();

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    if (Boolean.TRUE.equals(raw.getConsentGpc())) {
      treated.setGpc(true);
      treated.setRefused(treated.getRefused() | DENIED);
    }
  }
}
