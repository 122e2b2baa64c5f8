package dev.throng.transforms.pseudonymize.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CityListTest {
  private static final CityList CITIES = CityList.shipped();
  private static final int SMALLEST = 15_000;

  private static @Nullable Place named(String country, String region, String city) {
    return CITIES.named(country, region, city, 0, SMALLEST);
  }

  @Test
  void theShippedListIsWholeAndSharedAndItsLabelsAreUnambiguous() throws IOException {
    assertEquals(26_455, CITIES.size());
    assertSame(CITIES, CityList.shipped());
    List<City> cities =
        ListFile.cities(
            "shipped", Resources.toByteArray(Resources.getResource(City.class, "cities15000.tsv")));
    Map<Place, City> labels = new HashMap<>();
    int small = 0;
    int renamed = 0;
    for (City city : cities) {
      Place place = CITIES.named(city.country(), null, null, city.id(), 0);
      assertNotNull(place);
      assertNull(labels.put(place, city), () -> "two cities are " + place);
      assertEquals(city.country(), place.country());
      renamed += city.name().equals(place.city()) ? 0 : 1;
      Place coarse = CITIES.named(city.country(), null, null, city.id(), SMALLEST);
      if (city.population() < SMALLEST) {
        small++;
        assertEquals(new Place(place.country(), place.region(), null), coarse);
      } else {
        assertSame(place, coarse);
      }
    }
    assertEquals(39, small);
    assertTrue(renamed > 0 && renamed < 150, () -> "names that had to be told apart");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "FR, -, Paris, FR, Île-de-France, Paris",
        "fr, ile de france, PARIS, FR, Île-de-France, Paris",
        "FRA, Île‐de‐France, Paris, FR, Île-de-France, Paris",
        "PL, -, Łódź, PL, Łódź Voivodeship, Łódź",
        "PL, -, Lodz, PL, Łódź Voivodeship, Łódź",
        "TR, -, istanbul, TR, Istanbul, Istanbul",
        "TR, -, İSTANBUL, TR, Istanbul, Istanbul",
        "US, -, Springfield, US, Missouri, Springfield",
        "US, IL, Springfield, US, Illinois, Springfield",
        "US, US-IL, springfield, US, Illinois, Springfield",
        "US, Illinois, Springfield, US, Illinois, Springfield",
        "US, Illinois, Boston, US, Illinois, -",
        "US, Nowhere, Boston, US, -, -",
        "US, (unknown), Boston, US, -, -",
        "US, '', Boston, US, Massachusetts, Boston",
        "US, -, a.person@example.com, US, -, -",
        "DE, 16, Berlin, DE, -, -",
        "XK, -, Pristina, XK, Pristina, Pristina",
        "SG, -, Singapore, SG, -, Singapore",
        "GB, ENG, London, GB, England, London",
        "AQ, -, London, AQ, -, -",
      })
  void whatComesOutIsTheListsOwn(
      String country,
      String region,
      String city,
      String expectedCountry,
      String expectedRegion,
      String expectedCity) {
    assertEquals(
        new Place(expectedCountry, expectedRegion, expectedCity), named(country, region, city));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ZZ", "UK.", "France", "f", "ＦＲ", "ßT", "ıT", "QQQ", "0x", "F\0"})
  void whatIsNoCountryIsNothing(String country) {
    assertNull(named(country, "Île-de-France", "Paris"));
  }

  /** Bad input 72: in a Turkish locale "IT" would not be Italy. */
  @Test
  void theDefaultLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals(new Place("IT", "Piedmont", "Rivoli"), named("it", null, "RIVOLI"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aCityBelowTheSmallestGivesItsRegion() {
    assertEquals("Lyon", CITIES.named("FR", null, "Lyon", 0, 500_000 - 10_000).city());
    assertEquals(
        new Place("FR", "Auvergne-Rhône-Alpes", null),
        CITIES.named("FR", null, "Lyon", 0, 1_000_000));
    assertEquals(
        new Place("FR", "Auvergne-Rhône-Alpes", null), CITIES.nearest(45.75, 4.85, 1_000_000));
    assertEquals(new Place("SG", null, null), CITIES.nearest(1.29, 103.85, 100_000_000));
  }

  @Test
  void theIdGoesBeforeTheNameUnlessItIsOfAnotherCountry() {
    assertEquals("London", CITIES.named("GB", null, "Paris", 2643743, SMALLEST).city());
    assertEquals(new Place("FR", null, null), CITIES.named("FR", null, "Paris", 2643743, SMALLEST));
  }

  @Test
  void everyPlaceIsOneObject() {
    assertSame(named("FR", null, "Paris"), CITIES.nearest(48.8534, 2.3488, SMALLEST));
    assertSame(named("US", "IL", "Nowhere"), named("US", "Illinois", null));
  }

  private static final String PARIS =
      "2988507\tParis\tParis\t48.85341\t2.3488\tPPLC\tFR\t11\t2138551\t2020-01-01";

  private static CityList read(String... lines) {
    String text = ListFile.CITY_HEADINGS + "\n" + String.join("\n", lines) + "\n";
    return CityList.read("cities.tsv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aListOfTheJobsOwnIsRead() {
    assertEquals(
        new Place("FR", "Île-de-France", "Paris"), read(PARIS).nearest(48.9, 2.3, SMALLEST));
    assertSame(read(PARIS), read(PARIS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        PARIS,
        "1\tA\tA\t90.1\t0\tPPL\tFR\t11\t1\t",
        "1\tA\tA\tNaN\t0\tPPL\tFR\t11\t1\t",
        "1\tA\tA\t48,85\t0\tPPL\tFR\t11\t1\t",
        "1\tA\tA\t0\t0\tPPL\tfr\t11\t1\t",
        "1\tA\tA\t0\t0\tPPL\tFR\t11\t-1\t",
        "1\tA\tA\t0\t0\tPPL\tFR\t11\t99999999999\t",
        "0\tA\tA\t0\t0\tPPL\tFR\t11\t1\t",
        "1\t\tA\t0\t0\tPPL\tFR\t11\t1\t",
        "1\t(other)\tA\t0\t0\tPPL\tFR\t11\t1\t",
        "1\tA\u0007\tA\t0\t0\tPPL\tFR\t11\t1\t",
        "1\tA\tA\t0\t0\tPPL\tFR\t11\t1"
      })
  void aBadLineIsNamedByItsNumberAndNotQuoted(String line) {
    var failure = assertThrows(GeoDataException.class, () -> read(PARIS, line, PARIS));
    assertEquals("Line 3 of cities.tsv is not of its layout.", failure.getMessage());
    assertNull(failure.getCause());
  }

  @Test
  void aFileThatIsNoListIsRefused() {
    byte[] broken = (ListFile.CITY_HEADINGS + "\n\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] content : new byte[][] {{}, PARIS.getBytes(StandardCharsets.UTF_8), broken}) {
      var failure =
          assertThrows(GeoDataException.class, () -> CityList.read("cities.tsv", content));
      assertTrue(failure.getMessage().contains("cities.tsv"), failure.getMessage());
    }
    assertThrows(GeoDataException.class, () -> CityListTest.read().size());
  }
}
