package dev.throng.transforms.pseudonymize.geo;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The shared places of a city list, and the ways to name them. Immutable and thread-safe. */
final class PlaceNames {
  private static final String LETTERS = "[A-Z]+";

  private final Map<String, Place> countries = new HashMap<>();
  private final Map<String, Place> regionsByKey = new HashMap<>();
  private final Map<String, Place> regionsByCode = new HashMap<>();
  private final Map<String, int[]> citiesByKey;
  private final Place[] whole;
  private final Place[] around;

  PlaceNames(List<City> cities, Map<String, String> regions) {
    for (String country : Countries.all()) {
      countries.put(country, new Place(country, null, null));
    }
    Map<String, Place> places = placeRegions(regions);
    whole = new Place[cities.size()];
    around = new Place[cities.size()];
    citiesByKey = new HashMap<>(cities.size() * 2);
    Set<List<String>> taken = new HashSet<>();
    // Who bears a shared name comes first, so look-ups may take the first that fits.
    List<Integer> byRank = IntStream.range(0, cities.size()).boxed().sorted(rank(cities)).toList();
    for (int i : byRank) {
      City city = cities.get(i);
      Place country =
          countries.computeIfAbsent(city.country(), code -> new Place(code, null, null));
      around[i] = places.getOrDefault(city.country() + '.' + city.admin1(), country);
      whole[i] = placeCity(city, around[i], taken);
      String key = NameKey.of(city.name());
      String ascii = NameKey.of(city.asciiName());
      addCity(city.country(), key, i);
      if (ascii != null && !ascii.equals(key)) {
        addCity(city.country(), ascii, i);
      }
    }
  }

  private static Comparator<Integer> rank(List<City> cities) {
    return (a, b) -> a.equals(b) ? 0 : cities.get(a).outranks(cities.get(b)) ? -1 : 1;
  }

  /** Sorted by code, so that the same file names its regions the same way every time. */
  private Map<String, Place> placeRegions(Map<String, String> regions) {
    Map<String, Place> places = new HashMap<>();
    Set<Place> taken = new HashSet<>();
    Set<String> ambiguous = new HashSet<>();
    new TreeMap<>(regions)
        .forEach(
            (code, name) -> {
              String country = code.substring(0, 2);
              Place place = new Place(country, name, null);
              if (!taken.add(place)) {
                place = new Place(country, name + " (" + code + ")", null);
                taken.add(place);
              }
              countries.computeIfAbsent(country, c -> new Place(c, null, null));
              places.put(code, place);
              String key = NameKey.of(name);
              if (key != null && regionsByKey.put(country + key, place) != null) {
                ambiguous.add(country + key);
              }
              // GeoNames' numeric codes are its own, and clash with those of ISO 3166-2.
              if (code.substring(3).matches(LETTERS)) {
                regionsByCode.put(code, place);
              }
            });
    regionsByKey.keySet().removeAll(ambiguous);
    return places;
  }

  private static Place placeCity(City city, Place around, Set<List<String>> taken) {
    String region = around.region() == null ? "" : around.region();
    String name = city.name();
    if (!taken.add(List.of(city.country(), region, name))) {
      name = name + " (" + city.id() + ")";
      taken.add(List.of(city.country(), region, name));
    }
    return new Place(city.country(), around.region(), name);
  }

  private void addCity(String country, @Nullable String key, int city) {
    if (key != null) {
      citiesByKey.merge(
          country + key,
          new int[] {city},
          (a, b) -> IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray());
    }
  }

  Place country(String code) {
    return countries.get(code);
  }

  /** The region by its name or alphabetic code; null if the country has none such, or two. */
  @Nullable Place region(String country, String name) {
    String key = NameKey.of(name);
    if (key == null) {
      return null;
    }
    Place named = regionsByKey.get(country + key);
    if (named != null) {
      return named;
    }
    String code = key.toUpperCase(Locale.ROOT);
    if (code.startsWith(country + ' ')) {
      code = code.substring(3);
    }
    return regionsByCode.get(country + '.' + code);
  }

  /** The position of the first city of that name; -1 if there is none. */
  int city(String country, @Nullable Place region, @Nullable String name) {
    String key = NameKey.of(name);
    int[] found = key == null ? null : citiesByKey.get(country + key);
    if (found != null) {
      for (int city : found) {
        if (region == null || around[city].equals(region)) {
          return city;
        }
      }
    }
    return -1;
  }

  /** Country, region and city. */
  Place whole(int city) {
    return whole[city];
  }

  /** The same without the city. */
  Place around(int city) {
    return around[city];
  }
}
