package dev.throng.transforms.consent.signal;

import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.Warning;
import org.jspecify.annotations.Nullable;

/**
 * What one foreign signal says of our purposes. A purpose may be granted and refused at once, where
 * parts of a signal differ; then it is refused.
 *
 * @param granted bits of {@link Purpose}
 * @param refused bits of {@link Purpose}
 * @param gpc whether it carries Global Privacy Control
 * @param made the latest time that it names as its own, in milliseconds since 1970 UTC; {@link
 *     Long#MIN_VALUE} if it names none
 * @param warning what was wrong with it; null if it could be read
 */
record Decoded(int granted, int refused, boolean gpc, long made, @Nullable Warning warning) {

  /** Nothing is said. */
  static final Decoded SILENT = granting(0, 0);

  /** Some purposes are granted, some refused. */
  static Decoded granting(int granted, int refused) {
    return new Decoded(granted, refused, false, Long.MIN_VALUE, null);
  }

  /** Purposes are refused, nothing is granted. */
  static Decoded refusing(int refused) {
    return granting(0, refused);
  }

  /** Global Privacy Control inside a signal, which the rule hears as it hears Sec-GPC. */
  static Decoded ofGpc() {
    return new Decoded(0, 0, true, Long.MIN_VALUE, null);
  }

  /** The word of a signal that cannot be read: no to all that it could have expressed (law 2). */
  static Decoded unreadable(int expressible, Warning warning) {
    return new Decoded(0, expressible, false, Long.MIN_VALUE, warning);
  }

  Decoded made(long time) {
    return new Decoded(granted, refused, gpc, time, warning);
  }

  /** The word of a signal that says both; each of them could be read. */
  Decoded and(Decoded other) {
    return new Decoded(
        granted | other.granted,
        refused | other.refused,
        gpc || other.gpc,
        Math.max(made, other.made),
        null);
  }
}
