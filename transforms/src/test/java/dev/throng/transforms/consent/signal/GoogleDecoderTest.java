package dev.throng.transforms.consent.signal;

import static dev.throng.transforms.consent.signal.Mapped.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.step.GoogleMapping;
import dev.throng.transforms.step.GoogleMapping.ConsentType;
import dev.throng.transforms.step.Purpose;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDecoderTest {
  private static final GoogleDecoder DECODER = new GoogleDecoder(Mapped.GOOGLE);
  private static final String MALFORMED =
      "-statistical -personalisation -marketing malformed_google";

  /** Of personalisation it cannot tell, so it is silent on it; what is unset is denied. */
  @ParameterizedTest
  @CsvSource({
    "G111, +statistical +marketing",
    "G110, +marketing -statistical",
    "G101, +statistical -marketing",
    "G100, -statistical -marketing",
    "G1--, -statistical -marketing",
    "G1-1, +statistical -marketing",
    "G11-, +marketing -statistical",
  })
  void gcs(String text, String said) {
    assertEquals(said, said(DECODER.decode(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "analytics_storage=granted | +statistical -marketing",
        "analytics_storage=denied | -statistical -marketing",
        "ad_storage=granted | +marketing -statistical",
        "ad_storage=granted&analytics_storage=granted | +statistical +marketing",
        "analytics_storage=granted;ad_storage=denied | +statistical -marketing",
        "analytics_storage: granted, ad_storage: granted | +statistical +marketing",
        // Version 2: either of its types is enough to miss the other.
        "ad_storage=granted,ad_user_data=granted,ad_personalization=granted"
            + " | +marketing -statistical",
        "ad_storage=granted,ad_user_data=granted,ad_personalization=denied"
            + " | -statistical -marketing",
        "ad_storage=granted,ad_user_data=denied,ad_personalization=granted"
            + " | -statistical -marketing",
        "ad_storage=granted,ad_user_data=granted | -statistical -marketing",
        "ad_user_data=granted,ad_personalization=granted | -statistical -marketing",
        "personalization_storage=granted | +personalisation -statistical -marketing",
        "personalization_storage=denied&analytics_storage=granted"
            + " | +statistical -personalisation -marketing",
        "functionality_storage=denied&security_storage=granted&analytics_storage=granted"
            + " | +statistical -marketing",
      })
  void lists(String text, String said) {
    assertEquals(said, said(DECODER.decode(text)));
  }

  @Test
  void theObjectThatTagsAreGiven() {
    assertEquals(
        "+statistical -marketing",
        said(DECODER.decode("{\"analytics_storage\": \"granted\", \"ad_storage\": \"denied\"}")));
    assertEquals(
        "+statistical +marketing",
        said(DECODER.decode("{'ad_storage':'granted','analytics_storage':'granted'}")));
  }

  /** What needs a type that a signal cannot tell of is neither granted nor refused by it. */
  @Test
  void withoutAQuestionMarkASignalMustTell() {
    GoogleDecoder strict =
        new GoogleDecoder(
            new GoogleMapping(
                ImmutableMap.of(
                    Purpose.MARKETING,
                    new GoogleMapping.Needs(
                        Set.of(ConsentType.AD_STORAGE, ConsentType.AD_USER_DATA), Set.of()))));
    assertEquals("", said(strict.decode("G111")));
    assertEquals("-marketing", said(strict.decode("G101")));
    assertEquals("", said(strict.decode("ad_storage=granted")));
    assertEquals(
        "+marketing",
        said(strict.decode("ad_storage=granted&ad_user_data=granted&ad_personalization=denied")));
    assertEquals("-marketing malformed_google", said(strict.decode("G2")));
  }

  /** Bad input, classes 45 to 47 and 52, and what contradicts itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "G1",
        "G11",
        "G1111",
        "G211",
        "G121",
        "g111",
        " G111",
        "G111\n",
        "13l3l3l3l1l1",
        "granted",
        "ad_storage",
        "ad_storage=",
        "ad_storage=grant",
        "ad_storage=granted&",
        "&ad_storage=granted",
        "ad_storage=granted&&analytics_storage=granted",
        "ad_storage=GRANTED",
        "ad_storage=granted analytics_storage=granted",
        "ad_storage=granted&ad_storage=denied",
        "ad_storage=granted&ad_storage=granted",
        "analytic_storage=granted",
        "ad_storage=true",
        "{ad_storage=granted",
        "ad_storage=granted}",
        "{}",
        "DBABMA~CPSG_8APSG_8AAAAAAENAACAAAAAAAAAAAAAAAAAAAAA",
        "CPSG_8APSG_8AAAAAAENAACAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA"
      })
  void malformed(String text) {
    assertEquals(MALFORMED, said(DECODER.decode(text)), text);
  }

  @Test
  void longTextsAreNotLookedAt() {
    assertEquals(MALFORMED, said(DECODER.decode("ad_storage=granted" + " ".repeat(500))));
    assertEquals(MALFORMED, said(DECODER.decode(" ".repeat(100_000))));
  }

  @Test
  void mutations() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int malformed = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = "ad_storage=denied&analytics_storage=denied&ad_user_data=denied";
      String mutated = Mutation.of(random, random.nextBoolean() ? text : "G100");
      Decoded word = DECODER.decode(mutated);
      if (word.warning() != null) {
        malformed++;
        assertEquals(MALFORMED, said(word), "seed " + seed + ": " + mutated);
      } else if (!mutated.startsWith("G1")) {
        assertEquals(0, word.granted(), "seed " + seed + ": " + mutated);
      }
    }
    assertTrue(malformed > 10_000, malformed + " malformed, seed " + seed);
  }
}
