package dev.throng.pipeline.audit;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;

/** What a pseudonym says apart from its epoch. */
final class PseudonymBody {
  private static final int ENOUGH = 8;

  private PseudonymBody() {}

  /** The epoch that a pseudonym names, or "" where it names none. */
  static String epoch(String pseudonym) {
    Matcher parts = EventColumns.PSEUDONYM.matcher(pseudonym);
    return parts.matches() ? parts.group(1) : "";
  }

  static String text(String pseudonym) {
    Matcher parts = EventColumns.PSEUDONYM.matcher(pseudonym);
    return parts.matches() ? parts.group(2) : pseudonym;
  }

  /** A hash that equal bodies share. */
  static long hash(String pseudonym) {
    return Hashing.farmHashFingerprint64()
        .hashString(text(pseudonym), StandardCharsets.UTF_8)
        .asLong();
  }

  /**
   * The first 64 bits of the digest that a text writes in hexadecimal, base64 or base64url, of 128
   * bits or more, where its length is that of a digest.
   */
  static OptionalLong firstBits(String pseudonym) {
    String text = text(pseudonym);
    byte[] bytes =
        switch (text.length()) {
          case 32, 40, 64, 128 -> decoded(BaseEncoding.base16(), text.toUpperCase(Locale.ROOT));
          case 22, 24, 27, 28, 43, 44, 86, 88 -> decoded(alphabet(text), text);
          default -> new byte[0];
        };
    return bytes.length < ENOUGH
        ? OptionalLong.empty()
        : OptionalLong.of(Longs.fromByteArray(bytes));
  }

  private static BaseEncoding alphabet(String text) {
    boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    return url ? BaseEncoding.base64Url() : BaseEncoding.base64();
  }

  private static byte[] decoded(BaseEncoding encoding, String text) {
    return encoding.canDecode(text) ? encoding.decode(text) : new byte[0];
  }
}
