package dev.throng.transforms.pseudonymize.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LocatorTest {
  private static final double NONE = Double.NaN;
  private static final TruncatedIp BERKELEY = new TruncatedIp(false, 0x802000);
  private static final TruncatedIp PRIVATE = new TruncatedIp(false, 0x0a0102);

  private final Locator locator = new Locator(CityList.shipped(), GeoDatabase.embedded(), 15_000);

  @Test
  void theFirstThatGivesACountryDecides() {
    Place paris = new Place("FR", "Île-de-France", "Paris");
    Place berkeley = new Place("US", "California", "Berkeley");
    Place rome = new Place("IT", "Lazio", "Rome");
    assertEquals(paris, locator.locate(48.8534, 2.3488, BERKELEY, "IT", "Lazio", "Rome"));
    assertEquals(berkeley, locator.locate(0, 0, BERKELEY, "IT", "Lazio", "Rome"));
    assertEquals(berkeley, locator.locate(91, 2.3488, BERKELEY, "IT", "Lazio", "Rome"));
    assertEquals(berkeley, locator.locate(48.8534, NONE, BERKELEY, "IT", "Lazio", "Rome"));
    assertEquals(rome, locator.locate(NONE, NONE, PRIVATE, "IT", "Lazio", "Rome"));
    assertEquals(rome, locator.locate(NONE, NONE, null, "ita", "lazio", "ROME"));
    assertSame(Place.UNKNOWN, locator.locate(NONE, NONE, PRIVATE, "??", "Lazio", "Rome"));
    assertSame(Place.UNKNOWN, locator.locate(NONE, NONE, null, null, "Lazio", "Rome"));
  }

  @Test
  void withoutADatabaseTheClaimIsNext() {
    Locator offline = new Locator(CityList.shipped(), null, 15_000);
    assertEquals(
        new Place("IT", null, null), offline.locate(NONE, NONE, BERKELEY, "IT", null, null));
  }

  @Test
  void overlongClaimsAreNotUnderstood() {
    String flood = "Rome".repeat(1 << 18);
    assertEquals(
        new Place("IT", "Lazio", null), locator.locate(NONE, NONE, null, "IT", "Lazio", flood));
    assertEquals(
        new Place("IT", null, null), locator.locate(NONE, NONE, null, "IT", flood, "Rome"));
    assertSame(Place.UNKNOWN, locator.locate(NONE, NONE, null, flood, "Lazio", "Rome"));
  }

  @Test
  void aSmallestCityOfNobodyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Locator(CityList.shipped(), null, 0));
  }

  /** More coordinates than the cache holds, some on the earth and some not, each asked twice. */
  @Test
  void coordinatesThatComeAgainLieWhereTheyLay() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    CityList cities = CityList.shipped();
    double[] spots = new double[20_000];
    for (int i = 0; i < spots.length; i++) {
      spots[i] = i % 50 == 0 ? -0.0 : random.nextDouble() * 400 - 200;
    }
    int near = 0;
    for (int i = 0; i < 2 * spots.length; i++) {
      double latitude = spots[i % spots.length] / 2.5;
      double longitude = spots[(i + 1) % spots.length];
      Place expected = cities.nearest(latitude, longitude, 15_000);
      near += expected == null ? 0 : 1;
      assertSame(
          expected == null ? Place.UNKNOWN : expected,
          locator.locate(latitude, longitude, null, null, null, null),
          "seed " + seed);
    }
    assertTrue(near > 1_000 && near < spots.length, near + " of seed " + seed);
  }

  /** More networks and claims than either cache holds, each asked twice. */
  @Test
  void theCachesNeverChangeAnAnswer() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] countries = {"US", "us", "FR", "", "ZZ", "deu"};
    String[] regions = {null, "", "CA", "Bavaria", "Texas", "x"};
    TruncatedIp[] ips = new TruncatedIp[100_000];
    for (int i = 0; i < ips.length; i++) {
      ips[i] = new TruncatedIp(i % 3 == 0, 0x20_0000 + random.nextInt(0xdf_ffff));
    }
    CityList cities = CityList.shipped();
    GeoDatabase database = GeoDatabase.embedded();
    for (int i = 0; i < 2 * ips.length; i++) {
      TruncatedIp ip = ips[i % ips.length];
      IpPlace said = database.find(ip);
      Place expected =
          said == null
              ? null
              : cities.named(said.country(), said.region(), said.city(), said.cityId(), 15_000);
      String country = countries[random.nextInt(countries.length)];
      String region = regions[random.nextInt(regions.length)];
      String city = random.nextBoolean() ? null : "Paris" + random.nextInt(3_000);
      if (expected == null) {
        expected = cities.named(country, region, city, 0, 15_000);
      }
      assertSame(
          expected == null ? Place.UNKNOWN : expected,
          locator.locate(NONE, NONE, ip, country, region, city),
          "seed " + seed + ", " + ip);
    }
  }
}
