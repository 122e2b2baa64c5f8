package dev.throng.transforms.step;

import java.util.Locale;

/**
 * Why an event that was understood may not be used. Of several reasons the first counts, in this
 * order.
 */
public enum DropReason {
  /** The day or epoch whose key would make its pseudonyms is destroyed (P14). */
  EPOCH_DESTROYED,
  /** An event of the same id and person was there before, within the time that the job names. */
  DUPLICATE,
  /** One of its ids was erased at its time or later (P22). */
  ERASED,
  /** Its person is under 18 and no guardian agreed (P19). */
  MINOR,
  /** The use of one of its ids is restricted (P22). */
  RESTRICTED,
  /** It tells of health, and nobody consented to that explicitly (P8). */
  SPECIAL_CATEGORY,
  /** Its person objected to a purpose, and it may serve no other (P23). */
  OBJECTED,
  /** Its person withdrew their consent to a purpose, and it may serve no other (P24). */
  WITHDRAWN,
  /** Its person denied a purpose, and it may serve no other. */
  DENIED,
  /** Without Sec-GPC it could have served something (P18). */
  GPC,
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
