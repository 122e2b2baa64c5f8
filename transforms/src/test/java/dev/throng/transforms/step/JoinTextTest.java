package dev.throng.transforms.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.throng.schemas.JoinKey;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A join pseudonym has one text, and that text one pseudonym. */
class JoinTextTest {
  /** By Python's base64.urlsafe_b64encode. */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000000, AAAAAAAAAAAAAAAAAAAAAA",
    "ffffffffffffffffffffffffffffffff, _____________________w",
    "00108310518720928b30d38f41149351, ABCDEFGHIJKLMNOPQRSTUQ",
    "fbefbefbefbefbefbefbefbefbefbefb, ---------------------w"
  })
  void isBase64Url(String hex, String text) {
    JoinKey key = new JoinKey(HexFormat.of().parseHex(hex));
    assertEquals(text, JoinText.of(key));
    assertEquals(key, JoinText.parse(text));
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      JoinKey read = JoinText.parse(JoinText.of(new JoinKey(bytes)));
      assertNotNull(read);
      assertArrayEquals(bytes, read.bytes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAA+AAAAAAAAAAA",
        "AAAAAAAAAA/AAAAAAAAAAA",
        "AAAAAAAAAA AAAAAAAAAAA",
        "AAAAAAAAAAÄAAAAAAAAAAA"
      })
  void anythingElseIsNone(String text) {
    assertNull(JoinText.parse(text));
  }

  @Test
  void nothingIsNone() {
    assertNull(JoinText.parse(null));
  }
}
