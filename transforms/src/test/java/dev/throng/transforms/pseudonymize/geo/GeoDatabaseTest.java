package dev.throng.transforms.pseudonymize.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import com.google.common.net.InetAddresses;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MaxMind's test database against the source it was made from. */
class GeoDatabaseTest {
  @TempDir static Path folder;
  private static Path file;

  /** Network, as an IPv6 address and a length, to what the source says of it. */
  private static final Map<BigInteger, Map<Integer, JsonNode>> SOURCE = new HashMap<>();

  private static final Map<String, JsonNode> NETWORKS = new LinkedHashMap<>();

  static byte[] testResource(String name) throws IOException {
    return Resources.toByteArray(Resources.getResource(GeoDatabaseTest.class, name));
  }

  @BeforeAll
  static void unpack() throws IOException {
    file = Files.write(folder.resolve("test.mmdb"), testResource("GeoIP2-City-Test.mmdb"));
    for (JsonNode entry : new ObjectMapper().readTree(testResource("GeoIP2-City-Test.json"))) {
      entry.properties().forEach(e -> NETWORKS.put(e.getKey(), e.getValue()));
    }
    NETWORKS.forEach(
        (network, data) ->
            SOURCE
                .computeIfAbsent(bits(address(network)), b -> new HashMap<>())
                .put(length(network), data));
  }

  private static InetAddress address(String network) {
    return InetAddresses.forString(
        network.substring(0, network.indexOf('/')).replaceFirst("^::(?=\\d+\\.)", ""));
  }

  private static int length(String network) {
    int length = Integer.parseInt(network.substring(network.indexOf('/') + 1));
    return network.contains(":") ? length : length + 96;
  }

  private static BigInteger bits(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static TruncatedIp truncated(InetAddress address) {
    boolean v6 = address.getAddress().length == 16;
    return new TruncatedIp(v6, bits(address).shiftRight(v6 ? 80 : 8).longValueExact());
  }

  /** The source's most specific network around an address. */
  private static @Nullable JsonNode longestMatch(InetAddress address) {
    BigInteger bits = bits(address);
    for (int length = 128; length >= 0; length--) {
      BigInteger start = bits.shiftRight(128 - length).shiftLeft(128 - length);
      JsonNode found = SOURCE.getOrDefault(start, Map.of()).get(length);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable String text(JsonNode node, String pointer) {
    return node.at(pointer).isMissingNode() ? null : node.at(pointer).asText();
  }

  private static @Nullable IpPlace expected(@Nullable JsonNode node) {
    return node == null || node.path("country").isMissingNode()
        ? null
        : new IpPlace(
            text(node, "/country/iso_code"),
            text(node, "/subdivisions/0/names/en"),
            text(node, "/city/names/en"),
            node.at("/city/geoname_id").asInt());
  }

  @Test
  void everyNetworkOfTheSourceIsDecodedAsItStands() throws IOException {
    assertEquals(250, NETWORKS.size());
    try (Reader reader = new Reader(file.toFile())) {
      for (String network : NETWORKS.keySet()) {
        assertEquals(
            expected(longestMatch(address(network))),
            DatabaseLayout.NESTED.find(reader, address(network)),
            network);
      }
    }
  }

  @Test
  void everyNetworkIsLookedUpTruncatedAndCoarsened() throws IOException {
    Map<Integer, String[]> cities = new HashMap<>();
    Map<String, String> regions = new HashMap<>();
    lines("admin1.tsv").forEach(f -> regions.put(f[0], f[1]));
    lines("cities15000.tsv").forEach(f -> cities.put(Integer.parseInt(f[0]), f));
    Locator locator = new Locator(CityList.shipped(), GeoDatabase.open(file), 15_000);
    int withCity = 0;
    for (String network : NETWORKS.keySet()) {
      TruncatedIp ip = truncated(address(network));
      IpPlace said = expected(longestMatch(InetAddress.getByAddress(ip.firstAddress())));
      Place place = locator.locate(Double.NaN, Double.NaN, ip, null, null, null);
      String[] city = said == null ? null : cities.get(said.cityId());
      if (said == null) {
        assertEquals(Place.UNKNOWN, place, network);
      } else if (city != null) {
        withCity++;
        String region = regions.get(city[6] + "." + city[7]);
        assertEquals(new Place(said.country(), region, city[1]), place, network);
      } else {
        String region = regions.containsValue(said.region()) ? said.region() : null;
        assertEquals(new Place(said.country(), region, null), place, network);
      }
    }
    assertEquals(5, withCity);
  }

  private static Iterable<String[]> lines(String resource) throws IOException {
    return Resources.readLines(Resources.getResource(City.class, resource), StandardCharsets.UTF_8)
        .stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .toList();
  }

  /** P3: 81.2.69.142 is in London by the database, but the network it is truncated to is not. */
  @Test
  void aNetworkFinerThanTheTruncatedOneTellsNothing() {
    assertNull(GeoDatabase.open(file).find(truncated(InetAddresses.forString("81.2.69.142"))));
  }

  @Test
  void oneFileIsOpenedOnceUntilItChanges() throws IOException {
    Path copy = Files.copy(file, folder.resolve("copy.mmdb"));
    GeoDatabase first = GeoDatabase.open(copy);
    assertSame(first, GeoDatabase.open(folder.resolve("./copy.mmdb")));
    assertEquals("GeoIP2-City", first.type());
    assertTrue(first.builtAt().isAfter(java.time.Instant.parse("2015-01-01T00:00:00Z")));
    Path flat = new FlatMmdb().put(0x010203, "FR", "Île-de-France", "Paris").write(folder);
    Files.move(flat, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertEquals("DBIP-City", GeoDatabase.open(copy).type());
  }

  @Test
  void theFlatLayoutIsUnderstood() throws IOException {
    Path flat =
        new FlatMmdb()
            .put(0x010203, "FR", "Île-de-France", "Paris")
            .put(0x010204, "US", "Illinois", "Tiny Hamlet")
            .put(0x0a0000, "DE", "", "")
            .put(0x0b0000, "ZZ", "Nowhere", "Atlantis")
            .put(0x0c0000, "", "", "")
            .write(folder);
    Locator locator = new Locator(CityList.shipped(), GeoDatabase.open(flat), 15_000);
    assertEquals(new Place("FR", "Île-de-France", "Paris"), v4(locator, 0x010203));
    assertEquals(new Place("US", "Illinois", null), v4(locator, 0x010204));
    assertEquals(new Place("DE", null, null), v4(locator, 0x0a0000));
    assertEquals(Place.UNKNOWN, v4(locator, 0x0b0000));
    assertEquals(Place.UNKNOWN, v4(locator, 0x0c0000));
    assertEquals(Place.UNKNOWN, v4(locator, 0x010205));
    // An IPv4 database knows nothing of IPv6.
    TruncatedIp v6 = new TruncatedIp(true, 0x20010db80001L);
    assertEquals(Place.UNKNOWN, locator.locate(Double.NaN, Double.NaN, v6, null, null, null));
  }

  private static Place v4(Locator locator, int prefix) {
    return locator.locate(Double.NaN, Double.NaN, new TruncatedIp(false, prefix), null, null, null);
  }

  @Test
  void whatCannotBeReadIsNamedInOneSentence() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path empty = Files.write(folder.resolve("empty.mmdb"), new byte[0]);
    Path text = Files.writeString(folder.resolve("text.mmdb"), "not a database");
    Path cut =
        Files.write(folder.resolve("cut.mmdb"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Path missing = folder.resolve("missing.mmdb");
    for (Path bad : new Path[] {empty, text, cut, missing, folder}) {
      var failure = assertThrows(GeoDataException.class, () -> GeoDatabase.open(bad));
      assertTrue(failure.getMessage().contains(bad.toString()), failure.getMessage());
      assertNull(failure.getCause());
    }
  }
}
