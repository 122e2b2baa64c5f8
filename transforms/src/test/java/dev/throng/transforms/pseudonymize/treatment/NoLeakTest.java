package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random identifiers in random surroundings never come out of a treatment: plain, percent-encoded
 * or inside base64.
 */
class NoLeakTest {

  private static final int ROUNDS = 20_000;

  private static final String[] WORDS = {
    "red",
    "shoes",
    "2013",
    "for",
    "sale",
    "na\u00efve",
    "\u4e2d\u6587",
    "iPhone",
    "15",
    "a-b",
    "the_end",
    "50%",
    "x=y",
    "C++",
    "R&D",
    "wow!",
    "#1"
  };

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void text() {
    TextScrubbing scrubbing = new TextScrubbing(4_096);
    never(Function.identity(), scrubbing::scrub, " ");
  }

  @Test
  void coarseWord() {
    never(Function.identity(), new CoarseWord()::word, " ");
  }

  @Test
  void catalogueCode() {
    never(Function.identity(), new CatalogueCode()::word, " ");
    CatalogueCode codes = new CatalogueCode();
    for (int i = 0; i < ROUNDS; i++) {
      String id = identifier();
      check(id, String.valueOf(codes.word(id)), id);
    }
  }

  @Test
  void urlPath() {
    UrlScrubbing scrubbing = new UrlScrubbing(Set.of());
    never(path -> "/" + path, url -> String.valueOf(scrubbing.scrub(url)), "/");
    never(
        path -> "https://www.example.com/a/" + path + "?x=" + path + "#" + path,
        url -> String.valueOf(scrubbing.scrub(url)),
        "/");
  }

  @Test
  void urlQuery() {
    UrlScrubbing scrubbing = new UrlScrubbing(Set.of("q"));
    never(value -> "/s?p=1&q=" + value, url -> String.valueOf(scrubbing.scrub(url)), "+");
  }

  @Test
  void urlUserInfoAndHost() {
    UrlScrubbing scrubbing = new UrlScrubbing(Set.of("q"));
    ReferrerDomain domains = new ReferrerDomain();
    for (int i = 0; i < ROUNDS; i++) {
      String id = identifier();
      for (String url :
          List.of(
              "http://" + id + "@example.com/",
              "http://" + id + ":" + id + "@example.com/",
              "http://" + id + ".example.com/",
              "http://" + id + "/",
              "android-app://" + id)) {
        check(url, String.valueOf(scrubbing.scrub(url)), id);
        check(url, String.valueOf(domains.domain(url)), id);
      }
    }
  }

  @Test
  void closedSets() {
    Vocabulary words = new Vocabulary(List.of("red"), "other");
    for (int i = 0; i < ROUNDS; i++) {
      String id = identifier();
      check(id, String.valueOf(words.word(id)), id);
      check(id, String.valueOf(CodeWord.country(id)), id);
      check(id, String.valueOf(CodeWord.currency(id)), id);
      check(id, String.valueOf(CodeWord.language(id)), id);
      check(id, String.valueOf(ScreenSize.coarse(id)), id);
    }
  }

  private void never(
      Function<String, String> placed, Function<String, @Nullable String> treatment, String gap) {
    for (int i = 0; i < ROUNDS; i++) {
      String id = identifier();
      String text = placed.apply(surrounded(disguised(id), gap));
      check(text, String.valueOf(treatment.apply(text)), id);
    }
  }

  private void check(String text, String out, String id) {
    String message = "seed " + seed + ": " + id + " in " + text + " came out in " + out;
    String plain = out.toLowerCase(Locale.ROOT);
    for (int round = 0; round < 3; round++) {
      assertFalse(plain.contains(id.toLowerCase(Locale.ROOT)), message);
      plain =
          URLDecoder.decode(plain.replaceAll("%(?![0-9a-f]{2})", "%25"), StandardCharsets.UTF_8);
    }
    for (String token : out.split("[^A-Za-z0-9+/_-]+", -1)) {
      for (String part : List.of(token, token.substring(token.lastIndexOf('/') + 1))) {
        String standard = part.replace('-', '+').replace('_', '/');
        String whole =
            standard.substring(0, standard.length() - (standard.length() % 4 == 1 ? 1 : 0));
        String decoded = new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
        assertFalse(
            decoded.toLowerCase(Locale.ROOT).contains(id.toLowerCase(Locale.ROOT)), message);
      }
    }
  }

  private String surrounded(String id, String gap) {
    StringBuilder text = new StringBuilder();
    int at = random.nextInt(4);
    for (int i = 0; i < 4; i++) {
      text.append(i == 0 ? "" : gap).append(i == at ? id : WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private String disguised(String id) {
    byte[] octets = id.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(8)) {
      case 0 -> percent(id, false);
      case 1 -> percent(percent(id, false), false);
      case 2 -> percent(id, true);
      case 3 -> Base64.getEncoder().encodeToString(octets);
      case 4 -> Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
      case 5 -> percent(Base64.getEncoder().encodeToString(octets), false);
      case 6 -> id.toUpperCase(Locale.ROOT);
      default -> id;
    };
  }

  private static String percent(String text, boolean all) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      boolean word = Character.isLetterOrDigit((char) octet);
      out.append(all || !word ? String.format(Locale.ROOT, "%%%02x", octet) : (char) octet);
    }
    return out.toString();
  }

  private String identifier() {
    return switch (random.nextInt(6)) {
      case 0 -> letters(3 + random.nextInt(8)) + "@" + letters(3 + random.nextInt(8)) + ".com";
      case 1 ->
          letters(3) + "." + letters(5) + "+" + random.nextInt(99) + "@" + letters(4) + ".co.uk";
      case 2 -> card();
      case 3 ->
          random.nextInt(256)
              + "."
              + random.nextInt(256)
              + "."
              + random.nextInt(256)
              + "."
              + random.nextInt(256);
      case 4 -> new UUID(random.nextLong(), random.nextLong()).toString();
      default ->
          "2001:db8:"
              + Integer.toHexString(0x1000 + random.nextInt(0xefff))
              + "::"
              + Integer.toHexString(0x1000 + random.nextInt(0xefff));
    };
  }

  private String letters(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append((char) ('a' + random.nextInt(26)));
    }
    return out.toString();
  }

  private String card() {
    StringBuilder digits = new StringBuilder("4");
    while (digits.length() < 15) {
      digits.append(random.nextInt(10));
    }
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int digit = digits.charAt(14 - i) - '0';
      sum += i % 2 == 0 ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }
}
