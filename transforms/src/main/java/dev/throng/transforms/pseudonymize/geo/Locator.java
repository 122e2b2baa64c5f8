package dev.throng.transforms.pseudonymize.geo;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Coarsens whatever an event says of its location to one {@link Place} (P2): by the first of these
 * that gives a country: the nearest city within 100 km of the coordinates, the truncated IP looked
 * up, the claimed names. A city only if it has enough people, else its region, else its country.
 *
 * <p>Holds three bounded caches and is for one thread; made on the worker. The caches hold
 * networks, coordinates and claimed names in memory, and nothing of them leaves but places of the
 * list.
 */
public final class Locator {
  /** Longer claims are not understood, and must not fill the cache. */
  private static final int LONGEST_CLAIM = NameKey.LONGEST;

  private static final int NETWORKS = 1 << 16;
  private static final int SET = 4;
  private static final int CLAIMS = 1 << 12;
  private static final int SPOTS = 1 << 12;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long V6 = 1L << 48;

  private final CityList cities;
  private final @Nullable GeoDatabase database;
  private final int smallestCity;

  private final long[] networks = new long[NETWORKS];
  private final @Nullable Place[] networkPlaces = new Place[NETWORKS];
  private final @Nullable Claim[] claims = new Claim[CLAIMS];

  private final @Nullable Spot[] spots = new Spot[SPOTS];

  /** The bits of a latitude and a longitude, and the place of the list that they lie near. */
  private record Spot(long north, long east, @Nullable Place place) {}

  private record Claim(
      @Nullable String country,
      @Nullable String region,
      @Nullable String city,
      @Nullable Place place) {}

  /**
   * A locator of its own caches over shared data.
   *
   * @param database null to look up no IP
   * @param smallestCity people that a city must have to be named, at least 1
   */
  public Locator(CityList cities, @Nullable GeoDatabase database, int smallestCity) {
    if (smallestCity < 1) {
      throw new IllegalArgumentException("smallest_city must be at least 1");
    }
    this.cities = Objects.requireNonNull(cities);
    this.database = database;
    this.smallestCity = smallestCity;
    Arrays.fill(networks, -1);
  }

  /**
   * The place of an event; {@link Place#UNKNOWN} if nothing gives a country. Values that are not
   * understood (degrees off the earth, infinite or NaN, names of no place) count as missing.
   *
   * @param latitude degrees, -90 to 90; NaN if there is none
   * @param longitude degrees, -180 to 180; NaN if there is none
   * @param country ISO 3166-1 alpha-2 or alpha-3, in any case
   * @param region a name, or an alphabetic ISO 3166-2 code
   * @param city a name
   * @throws GeoDataException if the database is damaged
   */
  public Place locate(
      double latitude,
      double longitude,
      @Nullable TruncatedIp ip,
      @Nullable String country,
      @Nullable String region,
      @Nullable String city) {
    Place place = Double.isNaN(latitude) ? null : ofCoordinates(latitude, longitude);
    if (place == null && ip != null && database != null) {
      place = ofNetwork(database, ip);
    }
    if (place == null && country != null) {
      place = ofClaim(country, region, city);
    }
    return place == null ? Place.UNKNOWN : place;
  }

  /** People mostly stay where they are for some events. */
  private @Nullable Place ofCoordinates(double latitude, double longitude) {
    long north = Double.doubleToRawLongBits(latitude);
    long east = Double.doubleToRawLongBits(longitude);
    int slot = (int) ((((north * MULTIPLIER) ^ Long.rotateLeft(east, 32)) * MULTIPLIER) >>> 52);
    Spot held = spots[slot];
    if (held == null || held.north != north || held.east != east) {
      held = new Spot(north, east, cities.nearest(latitude, longitude, smallestCity));
      spots[slot] = held;
    }
    return held.place;
  }

  /** Sets of four: with one slot a network, two busy ones could evict each other for ever. */
  private @Nullable Place ofNetwork(GeoDatabase geo, TruncatedIp ip) {
    long key = ip.v6() ? ip.prefix() | V6 : ip.prefix();
    // Fibonacci hashing (Knuth, TAOCP 3, 6.4); the last two bits number the slots of a set.
    int first = (int) ((key * MULTIPLIER) >>> 48) & -SET;
    for (int slot = first; slot < first + SET; slot++) {
      if (networks[slot] == key) {
        return networkPlaces[slot];
      }
    }
    IpPlace found = geo.find(ip);
    Place place =
        found == null
            ? null
            : cities.named(
                found.country(), found.region(), found.city(), found.cityId(), smallestCity);
    System.arraycopy(networks, first, networks, first + 1, SET - 1);
    System.arraycopy(networkPlaces, first, networkPlaces, first + 1, SET - 1);
    networks[first] = key;
    networkPlaces[first] = place;
    return place;
  }

  private @Nullable Place ofClaim(String country, @Nullable String region, @Nullable String city) {
    if (country.length() > 3) {
      return null;
    }
    if (isLong(region)) {
      // A region that is not understood removes the city with it.
      return cities.named(country, null, null, 0, smallestCity);
    }
    String town = isLong(city) ? null : city;
    int hash = country.hashCode();
    hash = 31 * hash + (region == null ? 0 : region.hashCode());
    hash = 31 * hash + (town == null ? 0 : town.hashCode());
    int slot = (hash * 0x9E3779B9) >>> 20;
    Claim held = claims[slot];
    if (held == null
        || !country.equals(held.country)
        || !Objects.equals(town, held.city)
        || !Objects.equals(region, held.region)) {
      held = new Claim(country, region, town, cities.named(country, region, town, 0, smallestCity));
      claims[slot] = held;
    }
    return held.place;
  }

  private static boolean isLong(@Nullable String claim) {
    return claim != null && claim.length() > LONGEST_CLAIM;
  }
}
