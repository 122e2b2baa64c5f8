package dev.throng.transforms.pseudonymize.key;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What kind of thing a pseudonym stands for. The same id in two domains gives two pseudonyms that
 * nobody without the key can link.
 */
public enum Domain {
  DEVICE,
  COOKIE,
  USER,
  COMPANY,
  SELLER,
  ORDER,
  EVENT,
  PERSON,
  VISITOR,
  LINK;

  /** The {@code info} of HKDF (RFC 5869): renaming a domain changes every pseudonym in it. */
  byte[] info() {
    return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }
}
