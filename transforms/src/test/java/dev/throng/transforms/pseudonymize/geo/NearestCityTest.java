package dev.throng.transforms.pseudonymize.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search against every city in turn, by the haversine formula. */
class NearestCityTest {
  private static final double EARTH_KM = 6371.0088;
  private static final double MILLIMETRE = 1e-6;

  /** A degree of latitude is 111 km, so nothing within 100 km differs by more. */
  private static final double BAND = 0.95;

  private static final List<City> CITIES = shipped();
  private static final City[] BY_LATITUDE =
      CITIES.stream().sorted(Comparator.comparingDouble(City::latitude)).toArray(City[]::new);
  private static final NearestCity NEAREST = new NearestCity(CITIES);

  private static List<City> shipped() {
    try {
      return ListFile.cities(
          "shipped", Resources.toByteArray(Resources.getResource(City.class, "cities15000.tsv")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double haversine(double lat1, double lon1, double lat2, double lon2) {
    double phi1 = Math.toRadians(lat1);
    double phi2 = Math.toRadians(lat2);
    double a = Math.sin((phi2 - phi1) / 2);
    double b = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    return 2 * EARTH_KM * Math.asin(Math.sqrt(a * a + Math.cos(phi1) * Math.cos(phi2) * b * b));
  }

  private static int firstFrom(double latitude) {
    int low = 0;
    int high = BY_LATITUDE.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (BY_LATITUDE[middle].latitude() < latitude) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void compare(double latitude, double longitude, String what) {
    double least = Double.MAX_VALUE;
    int id = 0;
    for (int i = firstFrom(latitude - BAND); i < BY_LATITUDE.length; i++) {
      City city = BY_LATITUDE[i];
      if (city.latitude() > latitude + BAND) {
        break;
      }
      double km = haversine(latitude, longitude, city.latitude(), city.longitude());
      if (km < least || (km == least && city.id() < id)) {
        least = km;
        id = city.id();
      }
    }
    String where = what + " at " + latitude + ", " + longitude;
    int found = NEAREST.find(latitude, longitude);
    if (found < 0) {
      assertTrue(least > 100 - MILLIMETRE, where + ": " + id + " is " + least + " km away");
      return;
    }
    City city = CITIES.get(found);
    double km = haversine(latitude, longitude, city.latitude(), city.longitude());
    assertTrue(km < 100 + MILLIMETRE, where + ": " + city.id() + " is " + km + " km away");
    if (city.id() != id) {
      assertEquals(least, km, MILLIMETRE, where + ": " + city.id() + " instead of " + id);
    }
  }

  @Test
  void agreesWithEveryCityInTurnOnRandomPoints() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double latitude = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
      compare(latitude, 360 * random.nextDouble() - 180, "seed " + seed);
    }
  }

  @Test
  void agreesAroundCitiesBetweenThemAndOnTheEdgeOfReach() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String what = "seed " + seed;
    for (int i = 0; i < 3_000; i++) {
      City city = CITIES.get(random.nextInt(CITIES.size()));
      City other = CITIES.get(random.nextInt(CITIES.size()));
      compare(city.latitude(), city.longitude(), what);
      compare(
          (city.latitude() + other.latitude()) / 2,
          (city.longitude() + other.longitude()) / 2,
          what);
      // Due north and south by about the reach, just inside and just outside.
      double degrees = Math.toDegrees(100 / EARTH_KM) + (random.nextInt(5) - 2) * 1e-7;
      compare(Math.min(90, city.latitude() + degrees), city.longitude(), what);
      compare(Math.max(-90, city.latitude() - degrees), city.longitude(), what);
      compare(city.latitude() + random.nextGaussian() / 100, city.longitude(), what);
      compare(city.latitude(), random.nextBoolean() ? 180 : -180, what);
    }
  }

  @Test
  void equallyNearCitiesAreDecidedByTheSmallerId() {
    int twins = 0;
    for (City city : CITIES) {
      City found = CITIES.get(NEAREST.find(city.latitude(), city.longitude()));
      assertTrue(found.id() <= city.id());
      twins += found.id() < city.id() ? 1 : 0;
    }
    assertEquals(1, twins, "the list has one pair of cities on one spot");
  }

  @Test
  void theDateLineAndThePolesAreNoEdges() {
    List<City> edges = new ArrayList<>();
    edges.add(new City(1, "East", "East", 10, 179.9, "FJ", "01", 20_000));
    edges.add(new City(2, "Pole", "Pole", 89.9, 30, "NO", "01", 20_000));
    edges.add(new City(3, "South", "South", -90, 0, "AQ", "01", 20_000));
    NearestCity nearest = new NearestCity(edges);
    assertEquals(0, nearest.find(10, -179.9));
    assertEquals(0, nearest.find(10, -180));
    assertEquals(0, nearest.find(10, 180));
    assertEquals(1, nearest.find(89.9, -150));
    assertEquals(1, nearest.find(90, -77));
    assertEquals(2, nearest.find(-89.5, 123));
    assertEquals(-1, nearest.find(10, 178.5));
  }

  /** Bad input 64 to 67 and 69. */
  @ParameterizedTest
  @CsvSource({
    "91, 0",
    "-90.00000000000001, 0",
    "48.85, 180.0000001",
    "48.85, 362.35",
    "NaN, 2.35",
    "48.85, NaN",
    "Infinity, 2.35",
    "48.85, -Infinity",
    "1.7976931348623157E308, 2.35",
    "0, 0",
    "-0.0, -0.0",
    "-75.1, 123.4"
  })
  void whatIsNotOnEarthOrFarFromAnyCityIsNowhere(double latitude, double longitude) {
    assertEquals(-1, NEAREST.find(latitude, longitude));
  }

  @Test
  void fifteenDecimalsGiveTheSameCity() {
    assertEquals(NEAREST.find(48.8534, 2.3488), NEAREST.find(48.85340000000001, 2.348800000000003));
  }
}
