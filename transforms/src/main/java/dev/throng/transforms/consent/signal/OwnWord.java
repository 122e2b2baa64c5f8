package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;
import org.jspecify.annotations.Nullable;

/** The event's own categories (P15, P18): true grants, false refuses, nothing is silence. */
public final class OwnWord implements Signal {
  private static final Purpose[] PURPOSES = Purpose.values();

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    int granted = 0;
    int refused = 0;
    for (Purpose purpose : PURPOSES) {
      Boolean word = word(raw, purpose);
      if (word != null) {
        if (word) {
          granted |= purpose.bit();
        } else {
          refused |= purpose.bit();
        }
      }
    }
    treated.setGranted(treated.getGranted() | granted);
    treated.setRefused(treated.getRefused() | refused);
  }

  private static @Nullable Boolean word(IdentifiedEvent raw, Purpose purpose) {
    return switch (purpose) {
      case STATISTICAL -> raw.getConsentStatistical();
      case PERSONALISATION -> raw.getConsentPersonalisation();
      case MARKETING -> raw.getConsentMarketing();
      case SHARE_WITH_SELLERS -> raw.getConsentShareWithSellers();
      case RESEARCH -> raw.getConsentResearch();
    };
  }
}
