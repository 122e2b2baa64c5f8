package dev.throng.transforms.step;

import java.util.Locale;

/** Why an event that was understood may not be used. */
public enum DropReason {
  /** The day or epoch whose key would make its pseudonyms is destroyed (P14). */
  EPOCH_DESTROYED,
  /** Its person is under 18 and no guardian agreed (P19). */
  MINOR,
  /** It tells of health, and nobody consented to that explicitly (P8). */
  SPECIAL_CATEGORY,
  /** Sec-GPC refused the last purpose that it could have served (P18). */
  GPC,
  /** Its person refused every purpose that it could have served. */
  DENIED,
  /** Its person agreed to a policy that has changed since (P21). */
  POLICY_VERSION,
  /** Nobody said anything, and the default is no. */
  NEVER_ASKED,
  /** It happened outside what this run was asked for with --from and --until. */
  OUTSIDE_RUN;

  /** The name in the manifest. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
