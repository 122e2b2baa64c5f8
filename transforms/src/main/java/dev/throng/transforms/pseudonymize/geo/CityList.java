package dev.throng.transforms.pseudonymize.geo;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cities and regions that a location can be coarsened to, each as one shared {@link Place}.
 * Immutable and thread-safe; the same content is held once a class loader.
 *
 * <p>The shipped list is GeoNames' cities of at least 15,000 people and its first-level divisions
 * (CC BY 4.0). It holds a few capitals of fewer people, so the smallest size is checked at every
 * use.
 */
public final class CityList {
  private static final String SHIPPED_CITIES = "cities15000.tsv";
  private static final String SHIPPED_REGIONS = "admin1.tsv";
  private static final Map<HashCode, WeakReference<CityList>> READ = new ConcurrentHashMap<>();

  private final City[] cities;
  private final NearestCity nearest;
  private final PlaceNames names;
  private final Map<Integer, Integer> byId;

  private CityList(List<City> list, Map<String, String> regions) {
    cities = list.toArray(new City[0]);
    nearest = new NearestCity(list);
    names = new PlaceNames(list, regions);
    byId = new HashMap<>(cities.length * 2);
    for (int i = 0; i < cities.length; i++) {
      byId.put(cities[i].id(), i);
    }
  }

  /** The list that the product ships. */
  public static CityList shipped() {
    return read(SHIPPED_CITIES, resource(SHIPPED_CITIES));
  }

  /**
   * A list of the shipped one's layout, with the shipped regions.
   *
   * @param file how messages name the list
   * @param content UTF-8, a line of headings, ten tab-separated columns
   * @throws GeoDataException if a line is not of the layout; the message has its number
   */
  public static CityList read(String file, byte[] content) {
    return read(file, content, SHIPPED_REGIONS, resource(SHIPPED_REGIONS));
  }

  /**
   * A list of the shipped one's layout, with regions of their own.
   *
   * @param file how messages name the list
   * @param content UTF-8, a line of headings, ten tab-separated columns
   * @param regionFile how messages name the regions
   * @param regions UTF-8, a line of headings, {@code country.admin1}, a tab, the name
   * @throws GeoDataException if a line is not of the layout; the message has its number
   */
  public static CityList read(String file, byte[] content, String regionFile, byte[] regions) {
    HashCode key =
        Hashing.sha256()
            .newHasher()
            .putLong(content.length)
            .putBytes(content)
            .putBytes(regions)
            .hash();
    synchronized (READ) {
      WeakReference<CityList> held = READ.get(key);
      CityList list = held == null ? null : held.get();
      if (list == null) {
        list = new CityList(ListFile.cities(file, content), ListFile.regions(regionFile, regions));
        READ.values().removeIf(other -> other.get() == null);
        READ.put(key, new WeakReference<>(list));
      }
      return list;
    }
  }

  private static byte[] resource(String name) {
    try {
      return Resources.toByteArray(Resources.getResource(CityList.class, name));
    } catch (IOException | IllegalArgumentException e) {
      throw new GeoDataException("The shipped file " + name + " is missing from the class path.");
    }
  }

  /** How many cities the list has. */
  public int size() {
    return cities.length;
  }

  /**
   * The place of the nearest city within 100 km, coarsened; null if there is none or the degrees
   * are not on earth.
   */
  @Nullable Place nearest(double latitude, double longitude, int smallestCity) {
    int city = nearest.find(latitude, longitude);
    return city < 0 ? null : coarse(city, smallestCity);
  }

  /**
   * The place that names stand for, coarsened. A region that the country does not have removes the
   * city with it; a city that the region (or, where none is named, the country) does not have is
   * removed. Of several cities of one name the largest is meant, then the one of the smaller id.
   *
   * @param country ISO 3166-1 alpha-2 or alpha-3, in any case
   * @param region a name, or an alphabetic ISO 3166-2 code with or without its country
   * @param cityId GeoNames id, which goes before the name where the list has it; 0 if none
   * @return null if the country is not one
   */
  @Nullable Place named(
      @Nullable String country,
      @Nullable String region,
      @Nullable String city,
      int cityId,
      int smallestCity) {
    String code = Countries.of(country);
    if (code == null) {
      return null;
    }
    Integer known = cityId > 0 ? byId.get(cityId) : null;
    if (known != null && cities[known].country().equals(code)) {
      return coarse(known, smallestCity);
    }
    Place within = names.country(code);
    boolean anywhere = region == null || region.isBlank();
    if (!anywhere) {
      Place found = names.region(code, region);
      if (found == null) {
        return within;
      }
      within = found;
    }
    // An id of another country contradicts the name that came with it.
    int found = known != null ? -1 : names.city(code, anywhere ? null : within, city);
    return found < 0 ? within : coarse(found, smallestCity);
  }

  private Place coarse(int city, int smallestCity) {
    return cities[city].population() >= smallestCity ? names.whole(city) : names.around(city);
  }
}
