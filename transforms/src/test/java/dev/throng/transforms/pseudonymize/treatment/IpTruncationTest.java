package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.InetAddresses;
import dev.throng.transforms.pseudonymize.geo.TruncatedIp;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P3: an address leaves its network behind and nothing else. Numbers are those of the corpus. */
class IpTruncationTest {

  private final IpTruncation truncation = new IpTruncation();

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "0.0.0.0, 0.0.0.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "10.1.2.3, 10.1.2.0/24", // private ranges are cut like any other
    "203.0.113.77:8080, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "2001:DB8:1::, 2001:db8:1::/48",
    "::1, ::/48",
    "::, ::/48",
    "::ffff:1.2.3.4, 1.2.3.0/24", // 7
    "::ffff:102:304, 1.2.3.0/24", // 7
    "::1.2.3.4, 1.2.3.0/24", // 8
    "::2, 0.0.0.0/24", // compatible, by RFC 4291
    "fe80::1%eth0, fe80::/48", // 9
    "[::1]:443, ::/48", // 10
    "[2001:db8::1], 2001:db8::/48",
    "[fe80::1%eth0]:443, fe80::/48",
    "64:ff9b::1.2.3.4, 1.2.3.0/24", // 16
    "64:ff9b:1::1.2.3.4, 64:ff9b:1::/48", // 16: no bit of an address is in the /48
    "2002:102:304::1, 1.2.3.0/24", // 16
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, 192.0.2.0/24", // 16: Teredo, RFC 4380 section 4
  })
  void cutsToTheNetwork(String ip, String network) {
    assertEquals(network, String.valueOf(truncation.truncate(ip)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // 1
        " ",
        "777.2", // 2
        "256.1.1.1", // 3
        "010.0.0.1", // 4
        "0x7f.1", // 5
        "2130706433", // 6
        "1.2.3.4, 5.6.7.8", // 11
        ":::::::", // 12
        "localhost", // 13
        "example.com",
        "\uff11.\uff12.\uff13.\uff14", // 14
        "\u0661.\u0662.\u0663.\u0664", // 14
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4:",
        "1.2.3.4:65536",
        "1.2.3.4:http",
        "1.2.3.4%eth0",
        " 1.2.3.4",
        "[1.2.3.4]",
        "[::1",
        "::1]",
        "[::1]443",
        "[::1]:",
        "fe80::1%",
        "fe80::1%a b",
        "1.2.3.4\u0000",
        "1:2:3:4:5:6:7::8:9",
      })
  void whatIsNoAddressIsNull(String ip) {
    assertNull(truncation.truncate(ip));
  }

  @Test
  void nullAndOverlongAreNull() {
    assertNull(truncation.truncate(null)); // 1
    assertNull(truncation.truncate("1".repeat(10_240))); // 15
    assertNull(truncation.truncate("fe80::1%" + "e".repeat(57)));
    assertNotNull(truncation.truncate("fe80::1%" + "e".repeat(56)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "9.9.9.9, '1.1.1.1, 2.2.2.2', 0, 9.9.9.0/24",
        "9.9.9.9, '1.1.1.1, 2.2.2.2', 1, 2.2.2.0/24",
        "9.9.9.9, '1.1.1.1,2.2.2.2', 2, 1.1.1.0/24",
        "9.9.9.9, '1.1.1.1, 2.2.2.2', 3, 9.9.9.0/24", // it did not come through all three
        "9.9.9.9, '1.1.1.1', 1, 1.1.1.0/24",
        "9.9.9.9, ' 2001:db8::1 ', 1, 2001:db8::/48",
        "9.9.9.9, '[2001:db8::1]:80, 3.3.3.3', 2, 2001:db8::/48",
        "9.9.9.9, '1.1.1.1, unknown', 1, null",
        "9.9.9.9, '1.1.1.1,', 1, null",
        "9.9.9.9, ',2.2.2.2', 2, null",
        "9.9.9.9, '', 1, 9.9.9.0/24",
        "9.9.9.9, null, 1, 9.9.9.0/24",
        "null, '1.1.1.1', 1, 1.1.1.0/24",
        "null, '1.1.1.1', 2, null",
      })
  void countsHopsFromTheRight(
      @Nullable String ip, @Nullable String list, int hops, @Nullable String network) {
    TruncatedIp cut = truncation.truncate(ip, list, hops);
    assertEquals(network, cut == null ? null : cut.toString());
  }

  @Test
  void refusesNegativeHops() {
    assertThrows(
        IllegalArgumentException.class, () -> truncation.truncate("1.2.3.4", "1.2.3.4", -1));
  }

  @Test
  void agreesWithGuavaOnGuavasOwnStrings() {
    int addresses = 0;
    JsonNode cases = Vectors.read("ip_strings.json");
    for (JsonNode vector : cases) {
      String ip = vector.get("string").asText();
      TruncatedIp expected = byGuava(ip);
      assertEquals(expected, truncation.truncate(ip), ip);
      addresses += expected == null ? 0 : 1;
    }
    assertEquals(313, cases.size());
    assertEquals(178, addresses);
  }

  @Test
  void agreesWithCommonsValidator() {
    List<String> differ = new ArrayList<>();
    int seen = 0;
    for (JsonNode vector : Vectors.read("validator_cases.json")) {
      if (vector.get("file").asText().equals("InetAddressValidatorTest.java")) {
        String ip = vector.get("input").asText();
        seen++;
        if (vector.get("expected").asBoolean() != (truncation.truncate(ip) != null)) {
          differ.add(ip);
        }
      }
    }
    assertEquals(List.of("1.2.3.4", "1.2.3.4"), differ); // expected false of it: that it is IPv6
    assertEquals(494, seen);
  }

  @Test
  void agreesWithGuavaOnRandomAddressesInEveryForm() throws UnknownHostException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      byte[] address = randomAddress(random);
      String text = written(address, random);
      TruncatedIp expected = byGuava(InetAddress.getByAddress(address));
      assertEquals(expected, truncation.truncate(text), "seed " + seed + ": " + text);
      byte[] neighbour = address.clone();
      for (int j = expected.v6() ? 6 : 15; j < 16 && address.length == 16; j++) {
        neighbour[j] = (byte) random.nextInt();
      }
      if (address.length == 4) {
        neighbour[3] = (byte) random.nextInt();
      }
      // Other bits below the /48 may make it the carrier of an IPv4 address, or another one.
      if (address.length == 4
          || (expected.v6() && byGuava(InetAddress.getByAddress(neighbour)).v6())) {
        assertEquals(
            expected,
            truncation.truncate(written(neighbour, random)),
            "a neighbour of " + text + ", seed " + seed);
      }
    }
  }

  @Test
  void mangledAddressesNeverThrowAndNeverDifferFromGuava() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "0123456789abcdefF:.%[]:: x";
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(written(randomAddress(random), random));
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, c);
          case 1 -> text.setCharAt(at, c);
          default -> text.delete(at, Math.min(text.length(), at + 1)).append(c);
        }
      }
      String ip = text.toString();
      if (ip.indexOf('%') < 0 && ip.indexOf('[') < 0 && !ip.matches("[0-9.]*:[0-9]*")) {
        assertEquals(byGuava(ip), truncation.truncate(ip), "seed " + seed + ": " + ip);
      } else {
        truncation.truncate(ip);
      }
    }
  }

  private static byte[] randomAddress(Random random) {
    byte[] address = new byte[random.nextInt(4) == 0 ? 4 : 16];
    random.nextBytes(address);
    if (address.length == 16) {
      int[][] heads = {
        {},
        {0x20, 0x01, 0x0d, 0xb8},
        {0x20, 0x02},
        {0x20, 0x01, 0, 0},
        {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0},
        {0, 0x64, 0xff, 0x9b, 0, 1},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff},
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        {0xfe, 0x80, 0, 0, 0, 0, 0, 0},
      };
      int[] head = heads[random.nextInt(heads.length)];
      for (int i = 0; i < head.length; i++) {
        address[i] = (byte) head[i];
      }
      for (int i = head.length & ~1; i < 16; i += 2) {
        if (random.nextInt(3) == 0) {
          address[i] = 0;
          address[i + 1] = random.nextBoolean() ? 0 : address[i + 1];
        }
      }
    }
    return address;
  }

  /** One of the texts that RFC 4291 allows for an address, with a port or a zone at times. */
  private static String written(byte[] address, Random random) {
    if (address.length == 4) {
      return quad(address, 0) + (random.nextInt(4) == 0 ? ":" + random.nextInt(65_536) : "");
    }
    boolean dotted = random.nextInt(4) == 0;
    int groups = dotted ? 6 : 8;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      int group = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
      String hex = Integer.toHexString(group);
      hex = random.nextBoolean() ? hex : "0".repeat(random.nextInt(5 - hex.length())) + hex;
      parts.add(random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT));
    }
    if (dotted) {
      parts.add(quad(address, 12));
    }
    String text = String.join(":", parts);
    int start = random.nextInt(groups);
    int end = start;
    while (end < groups && parts.get(end).matches("0+")) {
      end++;
    }
    if (end > start) {
      text =
          String.join(":", parts.subList(0, start))
              + "::"
              + String.join(":", parts.subList(end, parts.size()));
    }
    return switch (random.nextInt(6)) {
      case 0 -> "[" + text + "]";
      case 1 -> "[" + text + "]:" + random.nextInt(65_536);
      case 2 -> text + "%eth" + random.nextInt(10);
      default -> text;
    };
  }

  private static String quad(byte[] address, int from) {
    return (address[from] & 0xff)
        + "."
        + (address[from + 1] & 0xff)
        + "."
        + (address[from + 2] & 0xff)
        + "."
        + (address[from + 3] & 0xff);
  }

  private static @Nullable TruncatedIp byGuava(String ip) {
    if (ip.isEmpty() || !ip.chars().allMatch(c -> c < 0x80)) {
      return null;
    }
    boolean bracketed = ip.startsWith("[") && ip.endsWith("]");
    if (bracketed && ip.indexOf(':') < 0) {
      return null;
    }
    String inner = bracketed ? ip.substring(1, ip.length() - 1) : ip;
    return InetAddresses.isInetAddress(inner) ? byGuava(InetAddresses.forString(inner)) : null;
  }

  private static TruncatedIp byGuava(InetAddress address) {
    byte[] octets = address.getAddress();
    if (address instanceof Inet6Address v6) {
      Inet4Address inner = null;
      if (InetAddresses.isCompatIPv4Address(v6)) {
        inner = InetAddresses.getCompatIPv4Address(v6);
      } else if (InetAddresses.is6to4Address(v6)) {
        inner = InetAddresses.get6to4IPv4Address(v6);
      } else if (InetAddresses.isTeredoAddress(v6)) {
        inner = InetAddresses.getTeredoInfo(v6).getClient();
      } else if (Arrays.equals(
          Arrays.copyOf(octets, 12), new byte[] {0, 0x64, -1, -101, 0, 0, 0, 0, 0, 0, 0, 0})) {
        octets = Arrays.copyOfRange(octets, 12, 16);
      }
      octets = inner == null ? octets : inner.getAddress();
    }
    int kept = octets.length == 4 ? 3 : 6;
    long prefix = new BigInteger(1, Arrays.copyOf(octets, kept)).longValueExact();
    return new TruncatedIp(octets.length == 16, prefix);
  }
}
