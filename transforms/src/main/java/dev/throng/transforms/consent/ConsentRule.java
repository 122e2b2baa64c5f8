package dev.throng.transforms.consent;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.Purpose;

/**
 * The only place that decides what an event may serve (design section 5). It is a pure function of
 * the event, the words of its sources, and the defaults.
 *
 * <p>The one source today is the event's own word. The words of a ledger join in {@link #decide} by
 * the same two rules: any refusal refuses, and any grant suffices otherwise.
 */
public final class ConsentRule {
  private final ConsentDefaults defaults;

  /** A rule that falls back to the given defaults where no source says anything. */
  public ConsentRule(ConsentDefaults defaults) {
    this.defaults = defaults;
  }

  /** The purposes that the event may serve, as bits of {@link Purpose}; 0 is none. */
  public int decide(PseudonymousEvent event) {
    if (event.getMinor() || secretHealth(event)) {
      return 0;
    }
    int spoken = event.getGranted() | event.getRefused();
    int silent = event.getOutdated() ? 0 : defaults.granted(event.getResidence()) & ~spoken;
    return (event.getGranted() | silent) & ~event.getRefused();
  }

  /**
   * Why an event that may serve nothing may not. An event has one reason, the first that applies:
   * minor, special category, Sec-GPC alone, denied, an outdated policy version, never asked.
   */
  public DropReason reason(PseudonymousEvent event) {
    if (event.getMinor()) {
      return DropReason.MINOR;
    }
    if (secretHealth(event)) {
      return DropReason.SPECIAL_CATEGORY;
    }
    if (event.getGpc() && (event.getGranted() & event.getRefused()) != 0) {
      return DropReason.GPC;
    }
    if (event.getRefused() != 0 && !event.getGpc()) {
      return DropReason.DENIED;
    }
    return event.getOutdated() ? DropReason.POLICY_VERSION : DropReason.NEVER_ASKED;
  }

  /** A dispute that tells of health, without explicit consent to that (P8). */
  private static boolean secretHealth(PseudonymousEvent event) {
    return event.getHealthData() && !event.getExplicitConsent();
  }
}
