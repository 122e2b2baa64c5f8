package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law 1: every field carries an identifier of its own, and none of them comes out: not plain, not
 * encoded, not hashed without a key. The strictest case: the policy names every property.
 */
class NothingRawTest {
  @TempDir private Path folder;

  enum Kind {
    EMAIL,
    PHONE,
    UUID,
    TOKEN,
    IPV4,
    IPV6;

    String marker(int i) {
      return switch (this) {
        case EMAIL -> "jane.q" + (100 + i) + "x@mail" + (100 + i) + ".example.com";
        case PHONE -> "+49 170 " + (5_550_000 + 37 * i);
        case UUID -> String.format(Locale.ROOT, "3f2504e0-4f89-41d3-9a0c-0305e82c33%02x", i);
        case TOKEN -> "eyJhbGciOiJIUzI1NiJ9.k" + i + "QzX9vLm4Tt8.s5Rw2" + i + "pYq7";
        case IPV4 -> "203.0.113." + (100 + i);
        case IPV6 -> "2001:db8:77:1::" + Integer.toHexString(0xa000 + i);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void identifiersInEveryField(Kind kind) throws Exception {
    IdentifiedEvent raw = marked(kind);
    check(raw, markers(kind));
    raw.setPageUrl("https://shop.example.com/a/" + marker(kind, raw, "page.url") + "/b?page=1");
    check(raw, markers(kind));
    raw.setPageUrl("https://shop.example.com/s?page=" + marker(kind, raw, "page.url") + "&x=1");
    raw.setPageReferrer("https://www.example.com/" + marker(kind, raw, "page.referrer"));
    raw.setPageTitle("Hello " + marker(kind, raw, "page.title") + ", welcome");
    raw.setSearchQuery("find " + marker(kind, raw, "search.query"));
    raw.setUserAgent("Mozilla/5.0 (Linux; Android 10; " + marker(kind, raw, "user_agent") + ")");
    check(raw, markers(kind));
  }

  /** P2, P3: what is finer than a broad place. */
  @Test
  void whereSomebodyIs() throws Exception {
    IdentifiedEvent raw = Workbench.event("page_view");
    raw.setNetworkIp("128.32.173.219");
    raw.setNetworkForwardedFor("128.32.173.219");
    raw.setLocationLatitude(37.871912);
    raw.setLocationLongitude(-122.258512);
    raw.setLocationPostalCode("94704-1234");
    check(
        raw,
        List.of("128.32.173", "37.87", "122.25", "94704", "8020adff", "2149625343", "-2145342977"));
  }

  /** Whoever reads this test must be able to trust that it would find something. */
  @Test
  void theSearchFinds() throws Exception {
    PseudonymousEvent treated = new PseudonymousEvent();
    treated.setEventType("error");
    for (String form : forms("jane@example.com")) {
      treated.setTitle("x " + form + " y");
      assertFalse(leaks(treated, "jane@example.com").isEmpty(), form);
    }
    treated.setTitle(null);
    treated.setPersonHash(longs("jane@example.com").get(3));
    assertFalse(leaks(treated, "jane@example.com").isEmpty());
    treated.setPersonHash(1L);
    assertTrue(leaks(treated, "jane@example.com").isEmpty());
  }

  private void check(IdentifiedEvent raw, Iterable<String> markers) throws Exception {
    Workbench bench = new Workbench(Files.createTempDirectory(folder, "keys"));
    bench.policy("properties: []", "properties: [plan, colour]");
    for (Visitor visitor : Visitor.values()) {
      bench.visitor = visitor;
      for (int hops = 0; hops < 2; hops++) {
        bench.trustedHops = hops;
        // Markers are no consent strings, of which there may be warnings.
        assertTrue(bench.said(raw).endsWith("kept"));
        PseudonymousEvent treated = bench.last();
        for (String marker : markers) {
          assertEquals(List.of(), leaks(treated, marker), marker);
        }
      }
    }
  }

  /** A marker in every field that holds text. */
  private static IdentifiedEvent marked(Kind kind) {
    IdentifiedEvent raw = new IdentifiedEvent();
    for (Schema.Field field : raw.getSchema().getFields()) {
      for (Schema type : field.schema().getTypes()) {
        switch (type.getType()) {
          case STRING -> raw.put(field.pos(), kind.marker(field.pos()));
          case MAP -> {
            Map<String, String> map = new HashMap<>();
            map.put("plan", kind.marker(field.pos()));
            map.put("colour", "It is " + kind.marker(field.pos()));
            map.put(kind.marker(field.pos()), "red");
            map.put("sec-ch-ua-platform", kind.marker(field.pos()));
            raw.put(field.pos(), map);
          }
          default -> {}
        }
      }
    }
    raw.setEventTime(Workbench.TIME);
    return raw;
  }

  private static List<String> markers(Kind kind) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < IdentifiedEvent.getClassSchema().getFields().size(); i++) {
      all.add(kind.marker(i));
    }
    return all;
  }

  private static String marker(Kind kind, IdentifiedEvent raw, String path) {
    for (Schema.Field field : raw.getSchema().getFields()) {
      if (path.equals(field.getProp("path"))) {
        return kind.marker(field.pos());
      }
    }
    throw new IllegalArgumentException(path);
  }

  /** The fields in which a marker shows in any form. */
  private static List<String> leaks(PseudonymousEvent treated, String marker) throws Exception {
    List<String> found = new ArrayList<>();
    List<String> forms = forms(marker);
    List<Long> longs = longs(marker);
    for (Schema.Field field : treated.getSchema().getFields()) {
      Object value = treated.get(field.pos());
      if (value instanceof Long number && longs.contains(number)) {
        found.add(field.name());
      }
      String text = String.valueOf(value).toLowerCase(Locale.ROOT);
      for (String form : forms) {
        if (text.contains(form.toLowerCase(Locale.ROOT))) {
          found.add(field.name() + ": " + form);
        }
      }
    }
    return found;
  }

  private static List<String> forms(String marker) throws Exception {
    List<String> forms = new ArrayList<>();
    for (String text : List.of(marker, marker.toLowerCase(Locale.ROOT))) {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      forms.add(text);
      forms.add(text.replace("@", "%40").replace(":", "%3A").replace("+", "%2B").replace(" ", "+"));
      forms.add(text.replace(" ", "%20").replace("+", "%2B"));
      forms.add(text.replaceAll("[^A-Za-z0-9]", ""));
      forms.add(new StringBuilder(text).reverse().toString());
      encoded(octets, forms);
      for (String name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
        byte[] digest = MessageDigest.getInstance(name).digest(octets);
        encoded(digest, forms);
        encoded(Arrays.copyOf(digest, 8), forms);
        encoded(Arrays.copyOf(digest, 16), forms);
      }
    }
    return forms;
  }

  private static void encoded(byte[] octets, List<String> forms) {
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(octets));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    forms.add(HexFormat.of().formatHex(octets));
  }

  /** What a hash without a key would make of it, as a number. */
  private static List<Long> longs(String marker) throws Exception {
    List<Long> longs = new ArrayList<>();
    for (String prefix : List.of("", "user:", "device:", "cookie:", "user", "device", "cookie")) {
      byte[] octets = (prefix + marker).getBytes(StandardCharsets.UTF_8);
      longs.add((long) (prefix + marker).hashCode());
      CRC32 crc = new CRC32();
      crc.update(octets);
      longs.add(crc.getValue());
      for (String name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
        ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance(name).digest(octets));
        for (int at = 0; at + 8 <= digest.limit(); at++) {
          longs.add(digest.getLong(at));
          longs.add(Long.reverseBytes(digest.getLong(at)));
        }
      }
    }
    return longs;
  }
}
