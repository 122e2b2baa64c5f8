package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The treatments that give one word: closed sets, codes, coarse words, screen sizes. */
class WordsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "red, red",
        "(other), \\(other)",
        "\\(other), \\(other)",
        "' (x', \\(x",
        "'', null",
        "'  ', null",
        "null, null",
        "a(b, a(b",
      })
  void nothingFromOutsideBeginsWithABracket(@Nullable String value, @Nullable String word) {
    assertEquals(word, Outside.word(value));
    assertEquals(word, Outside.word(word));
  }

  @Test
  void aVocabularyIsClosed() {
    Vocabulary words = new Vocabulary(List.of("Title", "page_view"), "other");
    assertEquals("title", words.word("title"));
    assertEquals("title", words.word(" TITLE "));
    assertEquals("page_view", words.word("PAGE_VIEW"));
    assertEquals("other", words.word("T\u0130TLE")); // 72
    assertEquals("other", words.word("t\u0131tle"));
    assertEquals("other", words.word("x".repeat(1_000_000)));
    assertNull(words.word(null));
    assertNull(words.word(" "));
    assertNull(new Vocabulary(List.of("a"), null).word("b"));
    assertThrows(IllegalArgumentException.class, () -> new Vocabulary(List.of(""), null));
  }

  @Test
  void aTurkishDefaultChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("title", new Vocabulary(List.of("TITLE"), null).word("TITLE"));
      assertEquals("IT", CodeWord.country("it"));
      UrlScrubbing urls = new UrlScrubbing(java.util.Set.of());
      assertEquals("https://iii.com/I", String.valueOf(urls.scrub("HTTPS://III.COM/I")));
      assertEquals("/SIGNIN/{token}", String.valueOf(urls.scrub("/SIGNIN/x")));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "DE, DE",
        "de, DE",
        "XX, null",
        "UK, null",
        "DEU, null",
        "'', null",
        "null, null",
        "D\u0130, null",
        "\uff24\uff25, null",
      })
  void countries(@Nullable String code, @Nullable String country) {
    assertEquals(country, CodeWord.country(code));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "EUR, EUR",
        "usd, USD",
        "XXX, null",
        "ABC, null",
        "EU, null",
        "null, null",
        "EURO, null",
      })
  void currencies(@Nullable String code, @Nullable String currency) {
    assertEquals(currency, CodeWord.currency(code));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "en, en",
        "EN-us, en",
        "pt_BR, pt",
        "'de,en;q=0.9', de",
        "de;q=1, de",
        "iw, he",
        "in-ID, id",
        "zz, null",
        "eng, null",
        "e, null",
        "*, null",
        "null, null",
        "english, null",
      })
  void languages(@Nullable String tag, @Nullable String language) {
    assertEquals(language, CodeWord.language(tag));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "1920x1080, 1900x1100",
        "1366X768, 1400x800",
        "49x50, 100x100",
        "20000x1, 20000x100",
        "375\u00d7667, 400x700",
        "20001x1, null",
        "0x1, null",
        "1920, null",
        "x, null",
        "1x, null",
        "-1x5, null",
        "1920 x 1080, null",
        "1920x1080x24, null",
        "\uff11x1, null",
        "null, null",
        "99999999999x1, null",
      })
  void screens(@Nullable String text, @Nullable String size) {
    assertEquals(size, ScreenSize.coarse(text));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Pixel 7 Pro, Pixel 7 Pro", "(unknown), \\(unknown)", "SM-G998B, SM-G998B",
        "john@example.com, {email}", "' ', null", "null, null",
      })
  void coarseWords(@Nullable String value, @Nullable String word) {
    assertEquals(word, new CoarseWord().word(value));
  }

  @Test
  void coarseWordsAreShort() {
    assertEquals("ab, ".repeat(16).strip(), new CoarseWord().word("ab, ".repeat(40)));
  }
}
