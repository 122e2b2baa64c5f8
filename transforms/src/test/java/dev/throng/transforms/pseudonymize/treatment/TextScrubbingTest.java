package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P6, P7: identifiers hidden in text are found and removed. Numbers are those of the corpus. */
class TextScrubbingTest {

  private final TextScrubbing scrubbing = new TextScrubbing();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to john@example.com now | write to {email} now",
        "john%40example.com | {email}",
        "john%2540example.com | {email}", // 58
        "john%252540example.com | {email}",
        "john&#64;example.com and john&#x40;example.com | {email} and {email}",
        "john\\u0040example.com | {email}",
        "john (at) example [dot] com | {email}",
        "john @ example.com | {email}",
        "me@localhost | {email}",
        "follow @jane_doe | follow {id}",
        "4111 1111 1111 1111 | {card}",
        "4111-1111-1111-1111 | {card}",
        "paid with 378282246310005 | paid with {card}",
        "DE89 3704 0044 0532 0130 00 | {iban}",
        "to gb82west12345698765432, please | to {iban}, please",
        "from 192.168.1.1 or 2001:db8::1 | from {ip} or {ip}",
        "see https://example.com/a?b=c. | see {url}.",
        "call +49 30 1234567 | call {phone}",
        "call (415) 555-0132 | call {phone}",
        "order 123456 | order {id}",
        "user1234567 | {id}",
        "a8eedfd6-9d8a-44e0-b0fc-cc7d517db5dc | {id}",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_X | {id}",
        "key d41d8cd98f00b204e9800998ecf8427e | key {id}",
        "mac 00:1a:2b:3c:4d:5e | mac {ip}",
        "(other) | \\(other)",
        "a  b | a b",
      })
  void putsPlaceholders(String text, String scrubbed) {
    assertEquals(scrubbed, scrubbing.scrub(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "red shoes",
        "iPhone 15 Pro",
        "logstash-monitorama-2013",
        "Ratio 1:2:3:4",
        "at 12:34:56",
        "50% off",
        "std::cout",
        "C'est d\u00e9j\u00e0 l'\u00e9t\u00e9",
        "\u4e2d\u6587\u641c\u7d22",
        "Version 1.2.3",
        "JavaScript, XMLHttpRequest",
        "kibana-dashboard_search",
        "500 g, 2 for 1,99",
        "Node.js",
      })
  void ordinaryTextStays(String text) {
    assertEquals(text, scrubbing.scrub(text));
  }

  @Test
  void emptyIsNull() {
    assertNull(scrubbing.scrub(null));
    assertNull(scrubbing.scrub(""));
    assertNull(scrubbing.scrub("   "));
    assertNull(scrubbing.scrub("\u200b\u0000\ud800"));
  }

  @Test
  void plainTextIsTheSameObject() {
    String text = "wireless noise cancelling headphones";
    assertSame(text, scrubbing.scrub(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jos\u00e9@example.com", // 70
        "\uff4a\uff4f\uff48\uff4e\uff20\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45\uff0e\uff43\uff4f\uff4d",
        "john\ufe6bexample.com",
        "john\u200b@exa\u200dmple.com", // 71
        "john\u202e@\u202cexample.com", // 71
        "j\u00adohn@example.com",
        "john\u0000@example.com", // 73
        "john\ufeff@example\u2060.com",
        "john\ufe0f@example\u3002com",
        "john%EF%BC%A0example.com",
        "john\uff05\uff14\uff10example.com",
        "\u0130\u0131@example.com", // 72
        "%6a%6f%68%6e%40%65%78%61%6d%70%6c%65%2e%63%6f%6d",
      })
  void findsAnEmailInEveryUnicodeForm(String email) {
    for (Normalizer.Form form : Normalizer.Form.values()) {
      assertEquals("to {email}!", scrubbing.scrub("to " + Normalizer.normalize(email, form) + "!"));
    }
  }

  @Test
  void digitsOfOtherScriptsCount() {
    assertEquals("{card}", scrubbing.scrub("\u0664\u0661\u0661\u0661".concat("\u0661".repeat(12))));
    assertEquals("{card}", scrubbing.scrub("4111\u20111111\u20131111\u22121111"));
    assertEquals("{card}", scrubbing.scrub("4111\u00a01111\u20091111\u30001111"));
  }

  @Test
  void base64OfAnIdentifierGoesToo() {
    for (String secret : List.of("a@b.co", "john@example.com", "4111111111111111", "10.1.2.3")) {
      byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        assertEquals("x {id} y", scrubbing.scrub("x " + encoder.encodeToString(octets) + " y"));
        String bare = encoder.withoutPadding().encodeToString(octets);
        assertEquals("x {id} y", scrubbing.scrub("x " + bare + " y"));
      }
    }
  }

  @Test
  void keepsNoMoreThanItMay() {
    assertEquals("word ".repeat(51).strip(), scrubbing.scrub("word ".repeat(51).strip()));
    assertEquals(255, lengthOf("ab, ".repeat(100)));
    // A placeholder is kept whole or not at all, and so is a character of two halves.
    assertEquals("x".repeat(15), new TextScrubbing(16).scrub("x".repeat(15) + " a@b.co"));
    assertEquals("-".repeat(15), new TextScrubbing(16).scrub("-".repeat(15) + "\ud83d\ude00"));
    assertThrows(IllegalArgumentException.class, () -> new TextScrubbing(15));
  }

  @Test
  void whatTheCutSplitsDoesNotComeOut() {
    for (int before = 4_050; before < 4_110; before++) {
      String text = "a@b.co ".repeat(600).substring(0, before) + " 4111 1111 1111 1111";
      assertFalse(String.valueOf(new TextScrubbing(4_096).scrub(text)).contains("11"), text);
    }
  }

  @Test
  void tooDeepEscapesAreNull() {
    assertEquals("{email}", scrubbing.scrub("a%25252540b.co"));
    assertNull(scrubbing.scrub("a%" + "25".repeat(12) + "40b.co"));
  }

  @Test
  void hugeAndHostileTextsEndQuickly() {
    for (String unit :
        List.of(
            "@", "a@", "%25", "1 ", "://", "a:", "(", "(at)", "a.b", "\u0301", "eyJ", "=", "www.",
            "&#6", "\"", "ae12 ")) {
      scrubbing.scrub(unit.repeat(1_000_000 / unit.length()));
      for (int i = 0; i < 20; i++) {
        scrubbing.scrub(unit.repeat(4_096 / unit.length()));
      }
    }
  }

  /** Presidio's own expectations, by what each of its tests looks for. */
  @Test
  void findsWhatPresidioFinds() {
    Map<String, int[]> counts = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    for (JsonNode vector : Vectors.read("pii_cases.json")) {
      String kind = vector.get("file").asText().replaceAll("^test_|_recognizer.py$", "");
      String text = vector.get("text").asText();
      JsonNode spans =
          vector.has("expected_positions")
              ? vector.get("expected_positions")
              : vector.get("expected_res");
      String scrubbed = String.valueOf(scrubbing.scrub(text));
      for (JsonNode span : spans) {
        String found =
            text.substring(span.get(0).asInt(), Math.min(text.length(), span.get(1).asInt()));
        int[] count = counts.computeIfAbsent(kind, unused -> new int[2]);
        count[0]++;
        if (scrubbed.contains(found.strip())) {
          misses.add(kind + ": " + found + " -> " + scrubbed);
        } else {
          count[1]++;
        }
      }
    }
    assertEquals(List.of(), misses);
    Map<String, String> recall = new TreeMap<>();
    counts.forEach((kind, count) -> recall.put(kind, count[1] + " of " + count[0]));
    assertEquals(
        "{credit_card=5 of 5, email=5 of 5, ip=47 of 47, phone=25 of 25,"
            + " tr_phone_number=14 of 14, url=11 of 11}",
        recall.toString());
  }

  @Test
  void findsEveryCardThatCommonsValidatorAccepts() {
    int cards = 0;
    for (JsonNode vector : Vectors.read("validator_cases.json")) {
      String input = vector.get("input").asText();
      if (vector.get("file").asText().equals("CreditCardValidatorTest.java")
          && vector.get("expected").asBoolean()) {
        String scrubbed = String.valueOf(scrubbing.scrub("card " + input + " please"));
        assertFalse(scrubbed.matches(".*[0-9].*"), scrubbed);
        cards++;
      }
    }
    assertEquals(53, cards);
  }

  @Test
  void findsEveryEmailThatCommonsValidatorAccepts() {
    List<String> left = new ArrayList<>();
    int emails = 0;
    for (JsonNode vector : Vectors.read("validator_cases.json")) {
      String input = vector.get("input").asText();
      if (vector.get("file").asText().equals("EmailValidatorTest.java")
          && vector.get("method").asText().equals("isValid")
          && vector.get("expected").asBoolean()) {
        String scrubbed = String.valueOf(scrubbing.scrub("to " + input + " please"));
        emails++;
        if (!scrubbed.equals("to {email} please")) {
          left.add(input + " -> " + scrubbed);
        }
      }
    }
    assertEquals(List.of("Abc\\@def@example.com -> to {email}{id} please"), left);
    assertEquals(78, emails);
  }

  @Test
  void whatTheScanCallsHarmlessTheSearchesFindHarmless() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    IdentifierSearch search = new IdentifierSearch();
    String alphabet = "aabcdefABCDEFxyzXYZ0123  --__'!,?.";
    int harmless = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String message = "seed " + seed + ": " + text;
      if (PlainText.harmless(text.toString(), false)) {
        search.run(text.toString(), true);
        for (int at = 0; at < text.length(); at++) {
          assertTrue(search.text.free(at), message);
        }
        assertEquals(text.toString(), Folding.unescaped(text.toString()), message);
        harmless++;
      }
      if (PlainText.harmless(text.toString(), true)) {
        assertNull(search.first(text.toString()), message);
      }
    }
    assertTrue(harmless > 1_000, "too few to tell: " + harmless);
  }

  @Test
  void scrubbingTwiceChangesNothing() {
    for (JsonNode vector : Vectors.read("pii_cases.json")) {
      String once = scrubbing.scrub(vector.get("text").asText());
      assertEquals(once, scrubbing.scrub(once));
    }
  }

  private int lengthOf(String text) {
    String scrubbed = scrubbing.scrub(text);
    assertTrue(scrubbed != null);
    return scrubbed.length();
  }
}
