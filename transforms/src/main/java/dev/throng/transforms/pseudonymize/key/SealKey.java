package dev.throng.transforms.pseudonymize.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Splitter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One half of a pair of keys that seals rejected records of a period. A file of them has a line of
 * JSON each.
 *
 * @param half which half
 * @param period the epoch in which it seals, such as {@code 2026-06}
 * @param id 16 hexadecimal digits, the same for both halves
 * @param expires when what it sealed must be gone, and opens no more
 * @param keyset the Tink keyset
 */
public record SealKey(Half half, String period, String id, Instant expires, String keyset) {
  private static final String VERSION = "1";
  private static final JsonFactory JSON = new JsonFactory();

  /** The halves of a pair. */
  public enum Half {
    /** It seals, and is no secret. */
    PUBLIC,
    /** It opens. */
    PRIVATE;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its name in lists and receipts. */
  public String name() {
    return "seal/" + period + " " + id;
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(keyset);
  }

  /** What is bound to all that it seals. */
  byte[] bound() {
    return bound(period, id, expires);
  }

  static byte[] bound(String period, String id, Instant expires) {
    return ("throng seal " + VERSION + "\n" + period + "\n" + id + "\n" + expires)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file of halves.
   *
   * @param where the file, as messages name it
   * @throws KeyException where it is damaged or holds the other halves; nothing of it is quoted
   */
  static List<SealKey> parse(Half half, String where, byte[] content) {
    List<SealKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : Splitter.on('\n').split(new String(content, StandardCharsets.UTF_8))) {
      number++;
      if (!line.isBlank()) {
        keys.add(parse(half, where + ", line " + number, line));
      }
    }
    return keys;
  }

  private static SealKey parse(Half half, String where, String line) {
    Map<String, String> values = KeyFile.values(line.getBytes(StandardCharsets.UTF_8));
    try {
      if (VERSION.equals(values.get("version")) && half.label().equals(values.get("half"))) {
        String period = values.getOrDefault("period", "");
        String id = values.getOrDefault("id", "");
        String keyset = values.getOrDefault("keyset", "");
        if (Epoch.ofName(period).isPresent()
            && id.matches("[0-9a-f]{16}")
            && Base64.getDecoder().decode(keyset).length > 0) {
          return new SealKey(
              half, period, id, Instant.parse(values.getOrDefault("expires", "")), keyset);
        }
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      // What is wrong with it does not matter, and must not be quoted.
    }
    throw new KeyException(
        where + ", is not a " + half.label() + " seal key: restore the file that was written");
  }

  static byte[] lines(List<SealKey> keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (SealKey key : keys) {
      try (JsonGenerator json = JSON.createGenerator(out)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeStringField("version", VERSION);
        json.writeStringField("half", key.half.label());
        json.writeStringField("period", key.period);
        json.writeStringField("id", key.id);
        json.writeStringField("expires", key.expires.toString());
        json.writeStringField("keyset", key.keyset);
        json.writeEndObject();
      } catch (IOException e) {
        throw new KeyException("seal keys cannot be written");
      }
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Tells nothing of the key. */
  @Override
  public String toString() {
    return "SealKey[" + half + ", " + name() + "]";
  }
}
