package dev.throng.transforms.pseudonymize.key;

import com.google.common.base.Splitter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A sealed record as it stands in a rejection: in clear by which key and until when, then a data
 * key that only the private half opens, then the record under the data key.
 *
 * @param period the epoch of the seal key
 * @param id the seal key's id
 * @param expires when it must be gone
 */
public record SealedRecord(
    String period, String id, Instant expires, String wrappedKey, String record) {
  private static final String VERSION = "1";
  private static final int PARTS = 6;

  /** Reads what {@link #toString} gave; nothing where it is damaged. */
  public static Optional<SealedRecord> parse(String text) {
    List<String> parts = Splitter.on('.').splitToList(text);
    if (parts.size() != PARTS || !parts.get(0).equals(VERSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SealedRecord(
              parts.get(1),
              parts.get(2),
              Instant.ofEpochSecond(Long.parseLong(parts.get(3))),
              parts.get(4),
              parts.get(5)));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The name of its key in lists and receipts. */
  public String keyName() {
    return "seal/" + period + " " + id;
  }

  byte[] bound() {
    return SealKey.bound(period, id, expires);
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public String toString() {
    return String.join(
        ".", VERSION, period, id, Long.toString(expires.getEpochSecond()), wrappedKey, record);
  }
}
