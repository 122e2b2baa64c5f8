package dev.throng.transforms.consent;

import java.util.Locale;

/** Whether a fact about an id counts for an event, and if not, why. */
public enum Standing {
  /** It has a say. */
  COUNTS("counts"),
  /** It holds from a time on that is after the event, and the setting does not look ahead. */
  AFTER_EVENT("not yet, at the time of the event"),
  /** It was recorded after the time up to which the setting asks. */
  RECORDED_TOO_LATE("recorded too late"),
  /** It allows something, the setting asks when that was recorded, and nobody knows. */
  NOT_RECORDED("nobody knows when it was recorded"),
  /** It grants, to a version of the policy that no longer counts (P21). */
  POLICY_VERSION("for a version of the policy that no longer counts"),
  /** The id was erased at its time or later (P22). */
  VOIDED("void, as the id was erased later"),
  /** A company can refuse, never grant. */
  COMPANY_GRANT("a company cannot grant"),
  /** Others say the same, or overrule it, or there is nothing that it could lift. */
  CHANGES_NOTHING("changes nothing beside the others");

  private final String meaning;

  Standing(String meaning) {
    this.meaning = meaning;
  }

  /** The name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In words. */
  public String meaning() {
    return meaning;
  }
}
