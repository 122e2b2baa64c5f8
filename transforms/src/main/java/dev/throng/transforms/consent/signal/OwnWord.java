package dev.throng.transforms.consent.signal;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Signal;
import org.jspecify.annotations.Nullable;

/**
 * The event's own categories (P15, P18): true grants, false refuses, nothing is silence. A grant to
 * a policy version older than {@code reconsent_from}, or to none, is as if never given (P21).
 */
public final class OwnWord implements Signal {
  private final @Nullable String reconsentFrom;

  /**
   * A reader of the event's categories.
   *
   * @param reconsentFrom the oldest policy version whose grants count, compared as text, as
   *     versions are dates; null where every grant counts
   */
  public OwnWord(@Nullable String reconsentFrom) {
    this.reconsentFrom = reconsentFrom;
  }

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
    if (granted != 0 && outdated(raw.getConsentPolicyVersion())) {
      granted = 0;
      treated.setOutdated(true);
    }
    treated.setGranted(treated.getGranted() | granted);
    treated.setRefused(treated.getRefused() | refused);
  }

  private static final Purpose[] PURPOSES = Purpose.values();

  private boolean outdated(@Nullable String version) {
    return reconsentFrom != null && (version == null || version.compareTo(reconsentFrom) < 0);
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
