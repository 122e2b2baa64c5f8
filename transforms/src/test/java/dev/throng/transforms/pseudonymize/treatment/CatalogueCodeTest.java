package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueCodeTest {
  private final CatalogueCode codes = new CatalogueCode();

  @ParameterizedTest
  @ValueSource(
      strings = {"P000382", "10025634", "sku-123456", "B08N5WRWNW", "prod_83741", "a", "shoes"})
  void codesStay(String code) {
    assertEquals(code, codes.word(code));
  }

  @ParameterizedTest
  @CsvSource({
    "100256345, {id}",
    "123-45-6789, {phone}",
    "4111111111111111, {card}",
    "jane@example.com, {email}",
    "192.0.2.7, {ip}",
    "a8eedfd6-9d8a-44e0-b0fc-cc7d517db5dc, {id}",
    "abcdef12abcdef123, {id}",
    "Gold watch, Gold watch",
    "(other), \\(other)",
  })
  void everythingElseIsAWord(String value, String word) {
    assertEquals(word, codes.word(value));
  }

  @Test
  void nothingIsNull() {
    assertNull(codes.word(null));
    assertNull(codes.word(""));
    assertNull(codes.word(" "));
  }
}
