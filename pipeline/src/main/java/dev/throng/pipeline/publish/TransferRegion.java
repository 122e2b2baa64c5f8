package dev.throng.pipeline.publish;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Regions that transfers of personal data ask about (P25). */
public final class TransferRegion {
  /**
   * The EEA of the policy: the members of the EU, Iceland, Liechtenstein and Norway, the United
   * Kingdom (P25), and those parts of France and Finland that are in the EU (Articles 349 and 355
   * TFEU) and have a country code of their own.
   */
  private static final Set<String> EEA =
      Set.of(
          "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
          "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
          "GB", "AX", "GF", "GP", "MF", "MQ", "RE", "YT");

  private TransferRegion() {}

  /** {@code EEA}, or the country itself; an upper-case ISO 3166-1 alpha-2 code is understood. */
  public static String of(String country) {
    return EEA.contains(country) ? "EEA" : country;
  }

  /**
   * Whether somebody may live in one of some regions: of whom nobody knows where they live may live
   * in any.
   */
  public static boolean isIn(@Nullable String residence, Set<String> regions) {
    return !regions.isEmpty() && (residence == null || regions.contains(of(residence)));
  }
}
