package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;

/**
 * TCF, GPP and Google consent mode, of which no decoder stands in this room yet. What cannot be
 * decoded is "no" to all that it could express (law 2): an event that carries such a signal serves
 * none of these purposes, whatever its own categories say.
 */
public final class ForeignSignal implements Signal {
  private static final int USE =
      Purpose.STATISTICAL.bit() | Purpose.PERSONALISATION.bit() | Purpose.MARKETING.bit();

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    int refused = 0;
    if (raw.getConsentTcf() != null || raw.getConsentGoogle() != null) {
      refused = USE;
    }
    if (raw.getConsentGpp() != null) {
      refused |= USE | Purpose.SHARE_WITH_SELLERS.bit();
    }
    treated.setRefused(treated.getRefused() | refused);
  }
}
