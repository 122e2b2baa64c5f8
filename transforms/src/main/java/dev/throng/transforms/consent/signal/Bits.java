package dev.throng.transforms.consent.signal;

import java.util.Base64;

/** The bits of a base64url text (RFC 4648, section 5), read one after the other. */
final class Bits {
  private final byte[] bytes;
  private int at;

  private Bits(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The bits of a text, padded with '=' or not. Bits at its end that fill no byte are left out.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Bits of(String base64) {
    return new Bits(Base64.getUrlDecoder().decode(base64));
  }

  /**
   * The next bits as a number, the highest first.
   *
   * @param width how many, up to 63
   * @throws IllegalArgumentException if there are not so many left
   */
  long next(int width) {
    int from = at;
    skip(width);
    long value = 0;
    for (int bit = from; bit < at; bit++) {
      value = value << 1 | (bytes[bit >> 3] >> (7 - (bit & 7)) & 1);
    }
    return value;
  }

  /** The same for up to 31 bits. */
  int nextInt(int width) {
    return (int) next(width);
  }

  /**
   * Passes over bits.
   *
   * @throws IllegalArgumentException if there are not so many left
   */
  void skip(int width) {
    if (width > left()) {
      throw new IllegalArgumentException("the text was cut");
    }
    at += width;
  }

  /** How many bits are left. */
  int left() {
    return 8 * bytes.length - at;
  }
}
