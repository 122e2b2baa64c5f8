package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Signal;

/** What binds whatever was agreed to: being a minor (P19), and telling of health (P8). */
public final class PersonalState implements Signal {

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    treated.setMinor(Boolean.TRUE.equals(raw.getUserMinor()));
    treated.setHealthData(Boolean.TRUE.equals(raw.getDisputeHealthData()));
    treated.setExplicitConsent(Boolean.TRUE.equals(raw.getDisputeExplicitConsent()));
  }
}
