package dev.throng.transforms.pseudonymize;

import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;

/**
 * What the job says on pseudonymizing, apart from the policy.
 *
 * @param visitor whether events without ids get one
 * @param trustedHops proxies whose word in X-Forwarded-For is trusted, counted from the right; 0
 *     ignores the header
 * @param from earliest event time, inclusive
 * @param until latest event time, exclusive
 * @param needs what later stages ask for
 */
public record PseudonymizeSettings(
    Visitor visitor, int trustedHops, Instant from, Instant until, Needs needs)
    implements Serializable {

  /**
   * Validates.
   *
   * @throws IllegalArgumentException where {@code trustedHops} is negative or no time lies between
   *     the limits
   */
  public PseudonymizeSettings {
    if (trustedHops < 0) {
      throw new IllegalArgumentException("trusted_hops must be 0 or more");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("limits.from must be before limits.until");
    }
  }

  /** Who made an event that carries no id. */
  public enum Visitor {
    /** Nobody: it adds events and no people. */
    NONE,
    /** Whoever has its host, whole IP and user agent on its day. */
    IP_AND_AGENT;

    /** The name in job files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What anyone behind asks for; what nobody asks for is not computed. The hash of the person is
   * always.
   *
   * @param pseudonyms of epochs and days, for stored events and reports by seller
   * @param eventIds the pseudonym of the event's id, for recognizing duplicates
   * @param devices the hash of the device
   * @param cookies the hash of the cookie
   * @param users the hash of the user
   * @param companies the hash of the company
   */
  public record Needs(
      boolean pseudonyms,
      boolean eventIds,
      boolean devices,
      boolean cookies,
      boolean users,
      boolean companies)
      implements Serializable {
    /** Everything. */
    public static final Needs ALL = new Needs(true, true, true, true, true, true);
  }
}
