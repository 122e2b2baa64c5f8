package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacTest {
  /** RFC 4231, sections 4.2 to 4.5: those whose key is no longer than a block. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
        + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
        + " dddddddddddddddddddddddddddddddddddddddddddddddddd"
        + "dddddddddddddddddddddddddddddddddddddddddddddddddd,"
        + " 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    "0102030405060708090a0b0c0d0e0f10111213141516171819,"
        + " cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
        + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  })
  void knownAnswers(String key, String message, String code) throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] data = hex.parseHex(message);
    assertEquals(code, hex.formatHex(new Hmac(hex.parseHex(key)).of(data, data.length)));
    assertEquals(code, hex.formatHex(Oracle.hmac(hex.parseHex(key), data)));
  }

  @Test
  void anyKeyAndMessageAsJavaxCrypto() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3_000; i++) {
      byte[] key = new byte[1 + random.nextInt(64)];
      byte[] message = new byte[random.nextInt(300)];
      random.nextBytes(key);
      random.nextBytes(message);
      Hmac hmac = new Hmac(key);
      hmac.of(key, key.length);
      assertArrayEquals(
          Oracle.hmac(key, message), hmac.of(message, message.length), "seed " + seed);
    }
    assertThrows(IllegalArgumentException.class, () -> new Hmac(new byte[65]));
  }

  /** RFC 5869, appendices A.1 to A.3, for the oracle. */
  @ParameterizedTest
  @CsvSource({
    "22, 0b, 000102030405060708090a0b0c, f0f1f2f3f4f5f6f7f8f9, 42,"
        + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    "22, 0b, '', '', 42,"
        + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  })
  void theOracleDerivesAsTheRfc(
      int times, String each, String salt, String info, int length, String derived)
      throws Exception {
    HexFormat hex = HexFormat.of();
    assertEquals(
        derived,
        hex.formatHex(
            Oracle.hkdf(
                hex.parseHex(each.repeat(times)), hex.parseHex(salt), hex.parseHex(info), length)));
  }

  /** RFC 5869, appendix A.2, for the keysets in use. */
  @Test
  void theKeysetDerivesAsTheRfc() throws Exception {
    byte[] key = counting(0x00);
    byte[] salt = counting(0x60);
    byte[] info = counting(0xb0);
    String derived =
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            + "cc30c58179ec3e87c14c01d5c1f3434f1d87";
    Keysets.newKey();
    HkdfPrfParameters parameters =
        HkdfPrfParameters.builder()
            .setKeySizeBytes(80)
            .setHashType(HkdfPrfParameters.HashType.SHA256)
            .setSalt(Bytes.copyFrom(salt))
            .build();
    PrfSet prf =
        FixedKeys.handle(parameters, key).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    assertEquals(derived, HexFormat.of().formatHex(prf.computePrimary(info, 82)));
    assertEquals(derived, HexFormat.of().formatHex(Oracle.hkdf(key, salt, info, 82)));
  }

  @Test
  void domainsAreNamedForGood() {
    StringBuilder all = new StringBuilder();
    for (Domain domain : Domain.values()) {
      all.append(new String(domain.info(), StandardCharsets.US_ASCII)).append(' ');
    }
    assertEquals(
        "device cookie user company seller order event person visitor link ", all.toString());
  }

  private static byte[] counting(int from) {
    byte[] bytes = new byte[80];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }
}
