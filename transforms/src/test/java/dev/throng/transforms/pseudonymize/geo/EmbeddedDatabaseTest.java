package dev.throng.transforms.pseudonymize.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.net.InetAddresses;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.model.CityResponse;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseTest {
  @Test
  void itIsGeoLite2OfNovember2019AndOpenedOnce() {
    GeoDatabase database = GeoDatabase.embedded();
    assertEquals("GeoLite2-City", database.type());
    assertEquals("2019-11", database.builtAt().toString().substring(0, 7));
    assertSame(database, GeoDatabase.embedded());
  }

  /** Networks of institutions that do not move. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "128.103.0.1, US, Massachusetts, Cambridge",
        "128.32.0.1, US, California, Berkeley",
        "131.111.8.42, GB, England, Cambridge",
        "129.132.1.1, CH, Zurich, Zürich",
        "133.11.0.1, JP, Tokyo, -",
        "193.0.6.139, NL, -, -",
        "8.8.8.8, US, -, -",
        "10.1.2.3, -, -, -",
        "127.0.0.1, -, -, -",
        "2001:db8::1, -, -, -",
      })
  void knownNetworksAreWhereTheyAre(String ip, String country, String region, String city) {
    Locator locator = new Locator(CityList.shipped(), GeoDatabase.embedded(), 15_000);
    assertEquals(
        new Place(country, region, city),
        locator.locate(Double.NaN, Double.NaN, truncated(ip), null, null, null));
  }

  private static TruncatedIp truncated(String ip) {
    byte[] bytes = InetAddresses.forString(ip).getAddress();
    long prefix = 0;
    for (int i = 0; i < (bytes.length == 16 ? 6 : 3); i++) {
      prefix = prefix << 8 | (bytes[i] & 0xff);
    }
    return new TruncatedIp(bytes.length == 16, prefix);
  }

  @Test
  void decodesTheSameAsMaxMindsOwnReader() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    GeoDatabase database = GeoDatabase.embedded();
    int found = 0;
    try (var oracle = new DatabaseReader.Builder(EmbeddedDatabase.unpacked().toFile()).build()) {
      for (int i = 0; i < 5_000; i++) {
        boolean v6 = i % 4 == 0;
        long prefix = v6 ? 0x2000_0000_0000L | random.nextLong() >>> 19 : random.nextInt(1 << 24);
        TruncatedIp ip = new TruncatedIp(v6, prefix);
        CityResponse said =
            oracle.tryCity(InetAddress.getByAddress(ip.firstAddress())).orElse(null);
        IpPlace place = database.find(ip);
        String where = "seed " + seed + ", " + ip;
        if (said == null || said.country().isoCode() == null) {
          assertNull(place == null ? null : place.country(), where);
          continue;
        }
        found++;
        var regions = said.subdivisions();
        String region = regions.isEmpty() ? null : regions.get(0).names().get("en");
        Long id = said.city().geonameId();
        assertEquals(
            new IpPlace(
                said.country().isoCode(),
                region,
                said.city().names().get("en"),
                id == null ? 0 : id.intValue()),
            place,
            where);
      }
    }
    assertEquals(true, found > 2_000);
  }

  @Test
  void manyMayUnpackAtOnceAndAWholeCopyIsLeftAlone(@TempDir Path folder) throws Exception {
    List<Callable<Path>> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tasks.add(() -> EmbeddedDatabase.unpack(folder));
    }
    var threads = Executors.newFixedThreadPool(3);
    try {
      for (var done : threads.invokeAll(tasks)) {
        assertEquals(EmbeddedDatabase.unpack(folder), done.get());
      }
    } finally {
      threads.shutdown();
    }
    Path file = EmbeddedDatabase.unpack(folder);
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, longAgo);
    assertEquals(longAgo, Files.getLastModifiedTime(EmbeddedDatabase.unpack(folder)));
    try (var left = Files.list(file.getParent())) {
      assertEquals(List.of(file), left.toList());
    }
    // A damaged copy of the right size is replaced.
    byte[] bytes = Files.readAllBytes(file);
    bytes[1_000_000] ^= 1;
    Files.write(file, bytes);
    EmbeddedDatabase.unpack(folder);
    assertEquals(false, java.util.Arrays.equals(bytes, Files.readAllBytes(file)));
  }

  @Test
  void aFolderThatOthersCanWriteIsNotTrusted(@TempDir Path folder) throws Exception {
    Path own = EmbeddedDatabase.unpack(folder).getParent();
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(GeoDataException.class, () -> EmbeddedDatabase.unpack(folder));
  }
}
