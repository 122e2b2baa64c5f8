package dev.throng.transforms.pseudonymize.geo;

import org.jspecify.annotations.Nullable;

/**
 * The broad location that is all that leaves the treatment (P2). Its strings come from the city
 * list, never from an event or a database.
 *
 * <p>Without a country there is neither region nor city. A city may stand without a region, where
 * the list knows none for it. A city's name is unambiguous within its country and region, a
 * region's within its country.
 *
 * @param country ISO 3166-1 alpha-2, upper case, or the user-assigned {@code XK}; null if unknown
 * @param region English name of the country's first-level division; null if unknown or removed
 * @param city name as in the city list; null if unknown or removed
 */
public record Place(@Nullable String country, @Nullable String region, @Nullable String city) {

  /** Nothing is known. */
  public static final Place UNKNOWN = new Place(null, null, null);

  public Place {
    if (country == null && (region != null || city != null)) {
      throw new IllegalArgumentException("a place without a country has no region and no city");
    }
  }
}
