package dev.throng.transforms.consent;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;

/**
 * What sources say on one event, as bits of an {@code int}: purposes granted, denied, withdrawn,
 * objected to, and granted to a policy that no longer counts, five bits each; and what refuses the
 * whole event. Words of several sources are merged by {@code |}, in any order and any number of
 * times. 0 is silence.
 */
public final class Word {
  /** Nothing is said. */
  public static final int SILENCE = 0;

  static final int ERASED = 1 << 25;
  static final int MINOR = 1 << 26;
  static final int RESTRICTED = 1 << 27;
  static final int SPECIAL_CATEGORY = 1 << 28;
  static final int GPC = 1 << 29;

  /** Each of these refuses every purpose. */
  static final int REFUSED_WHOLLY = ERASED | MINOR | RESTRICTED | SPECIAL_CATEGORY;

  private static final int DENIED_SHIFT = 5;
  private static final int WITHDRAWN_SHIFT = 10;
  private static final int OBJECTED_SHIFT = 15;
  private static final int OUTDATED_SHIFT = 20;

  private Word() {}

  static int granted(int purposes) {
    return purposes;
  }

  static int denied(int purposes) {
    return purposes << DENIED_SHIFT;
  }

  static int withdrawn(int purposes) {
    return purposes << WITHDRAWN_SHIFT;
  }

  static int objected(int purposes) {
    return purposes << OBJECTED_SHIFT;
  }

  static int outdated(int purposes) {
    return purposes << OUTDATED_SHIFT;
  }

  static int grantedIn(int word) {
    return word & Purpose.ALL;
  }

  static int deniedIn(int word) {
    return word >> DENIED_SHIFT & Purpose.ALL;
  }

  static int withdrawnIn(int word) {
    return word >> WITHDRAWN_SHIFT & Purpose.ALL;
  }

  static int objectedIn(int word) {
    return word >> OBJECTED_SHIFT & Purpose.ALL;
  }

  static int outdatedIn(int word) {
    return word >> OUTDATED_SHIFT & Purpose.ALL;
  }

  /** Purposes that are refused by a person's word; Sec-GPC is not among them. */
  static int refusedIn(int word) {
    return deniedIn(word) | withdrawnIn(word) | objectedIn(word);
  }

  /** Whether it takes a stored row away, whatever the row serves: of the erased, and of minors. */
  public static boolean removes(int word) {
    return (word & (ERASED | MINOR)) != 0;
  }

  /** Of a word only whether it restricts. */
  public static int restrictionIn(int word) {
    return word & RESTRICTED;
  }

  /**
   * What a stored row may still serve; never more than before.
   *
   * @param purposes bits of {@link Purpose}
   */
  public static int left(int purposes, int word) {
    return (word & REFUSED_WHOLLY) != 0 ? 0 : purposes & ~refusedIn(word);
  }

  /** What the event says of itself, with all its signals. */
  static int of(PseudonymousEvent event) {
    int word =
        granted(event.getGranted()) | denied(event.getRefused()) | objected(event.getObjected());
    if (event.getOutdated()) {
      word |= outdated(Purpose.ALL);
    }
    if (event.getGpc()) {
      word |= GPC;
    }
    if (event.getMinor()) {
      word |= MINOR;
    }
    // P8: a dispute that tells of health, without explicit consent to that.
    if (event.getHealthData() && !event.getExplicitConsent()) {
      word |= SPECIAL_CATEGORY;
    }
    return word;
  }
}
