package dev.throng.transforms.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are exact: corpus 26, 65 to 69. */
class AmountTest {

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.0, 0", // 66
    "1, 10000",
    "-12.34, -123400",
    "0.00005, 0",
    "0.00015, 2",
    "0.00025, 2",
    "0.000250000001, 3",
    "-0.00015, -2",
    "1.123456789012345, 11235", // 67
    "1e3, 10000000",
    "1.5E-2, 150",
    "1e+2, 1000000",
    "1e-999, 0",
    "0e999, 0",
    "922337203685477.5807, 9223372036854775807",
    "-922337203685477.5807, -9223372036854775807",
  })
  void readsExactly(String text, long amount) {
    assertEquals(amount, Amount.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1,5",
        "1 ",
        " 1",
        "NaN",
        "Infinity",
        "1e999",
        "1e1000",
        "1e-1000",
        "0x10",
        "1f",
        "1_000",
        "\u0661",
        "\uff11",
        "1.2.3",
        "--1",
        "922337203685477.58075",
        "922337203685477.5808",
        "-922337203685477.5808",
        "1e16",
        "null",
        "1e2.5",
        "1\u0000",
      })
  void whatIsNoAmountIsUnknown(String text) {
    assertEquals(Amount.UNKNOWN, Amount.parse(text));
  }

  @Test
  void overlongIsUnknown() {
    assertEquals(Amount.UNKNOWN, Amount.parse("1".repeat(1_000_000))); // 27
    assertEquals(Amount.UNKNOWN, Amount.parse("0." + "0".repeat(63)));
    assertEquals(0, Amount.parse("0." + "0".repeat(62)));
  }

  @Test
  void clampsToABound() {
    assertEquals(5, Amount.clamp(9, 5));
    assertEquals(-5, Amount.clamp(-9, 5));
    assertEquals(3, Amount.clamp(3, 5));
    assertEquals(Amount.UNKNOWN, Amount.clamp(Amount.UNKNOWN, 5));
    assertThrows(IllegalArgumentException.class, () -> Amount.clamp(1, -1));
  }

  @Test
  void agreesWithBigDecimal() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
      text.append(
          random.nextInt(4) == 0
              ? "0"
              : Long.toString(random.nextLong() >>> (1 + random.nextInt(62))));
      if (random.nextBoolean()) {
        text.append('.');
        for (int digits = 1 + random.nextInt(8); digits > 0; digits--) {
          text.append(
              (char) ('0' + (random.nextBoolean() ? 5 * random.nextInt(2) : random.nextInt(10))));
        }
      }
      if (random.nextInt(3) == 0) {
        text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(50) - 25);
      }
      assertEquals(byBigDecimal(text.toString()), Amount.parse(text), "seed " + seed + ": " + text);
    }
  }

  @Test
  void agreesWithJacksonOnWhatANumberIs() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonFactory json = new JsonFactory();
    String alphabet = "0011259.-+eE";
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(7); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      long expected = Amount.UNKNOWN;
      try (JsonParser parser = json.createParser(text.toString())) {
        if (parser.nextToken().isNumeric()) {
          BigDecimal value = parser.getDecimalValue();
          if (parser.nextToken() == null) {
            expected = byBigDecimal(value.toString());
          }
        }
      } catch (IOException e) {
        expected = Amount.UNKNOWN;
      }
      boolean huge = text.toString().matches(".*[eE][-+]?0*[1-9][0-9]{3,}");
      long amount = Amount.parse(text);
      assertEquals(huge ? Amount.UNKNOWN : expected, amount, "seed " + seed + ": " + text);
      byte[] octets = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
      assertEquals(amount, Amount.parse(octets, 1, octets.length - 2));
    }
  }

  private static long byBigDecimal(String text) {
    BigDecimal value = new BigDecimal(text).movePointRight(4).setScale(0, RoundingMode.HALF_EVEN);
    return value.abs().compareTo(LARGEST) > 0 ? Amount.UNKNOWN : value.longValueExact();
  }
}
