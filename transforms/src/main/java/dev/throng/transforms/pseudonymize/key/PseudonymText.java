package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a pseudonym: a prefix, then 128 bits as 22 characters of base64url without padding (RFC
 * 4648, section 5). For one thread.
 */
final class PseudonymText {
  private static final int BYTES = 16;
  private static final int CHARS = 22;
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);

  private final byte[] buffer;
  private final int start;

  /** A writer for one prefix, in ASCII. */
  PseudonymText(String prefix) {
    start = prefix.length();
    buffer = Arrays.copyOf(prefix.getBytes(StandardCharsets.US_ASCII), start + CHARS);
  }

  /** What every pseudonym of it begins with. */
  String prefix() {
    return new String(buffer, 0, start, StandardCharsets.ISO_8859_1);
  }

  String of(byte[] code) {
    int at = start;
    int i = 0;
    for (; i < BYTES - 1; i += 3) {
      int bits = ((code[i] & 0xff) << 16) | ((code[i + 1] & 0xff) << 8) | (code[i + 2] & 0xff);
      buffer[at++] = ALPHABET[bits >> 18];
      buffer[at++] = ALPHABET[bits >> 12 & 0x3f];
      buffer[at++] = ALPHABET[bits >> 6 & 0x3f];
      buffer[at++] = ALPHABET[bits & 0x3f];
    }
    buffer[at++] = ALPHABET[(code[i] & 0xff) >> 2];
    buffer[at++] = ALPHABET[(code[i] & 0x3) << 4];
    return new String(buffer, 0, at, StandardCharsets.ISO_8859_1);
  }
}
