package dev.throng.transforms.pseudonymize.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * One key's file: JSON with a version, the key's name, kind, id and birth in clear, and its keyset
 * encrypted under the master key. Everything in clear is bound to it as associated data, so files
 * can be neither swapped nor made younger.
 */
record KeyFile(KeyName name, String id, Instant created, String sealed) {
  private static final String VERSION = "1";
  private static final int LONGEST = 64 * 1024;
  private static final JsonFactory JSON = new JsonFactory();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Makes a new random key. */
  static KeyFile create(KeyName name, Aead master, Instant now) {
    try {
      return seal(name, Keysets.newKey(), master, now);
    } catch (GeneralSecurityException e) {
      throw new KeyException("the key " + name + " cannot be made");
    }
  }

  static KeyFile seal(KeyName name, KeysetHandle key, Aead master, Instant now)
      throws GeneralSecurityException {
    byte[] id = new byte[8];
    RANDOM.nextBytes(id);
    Instant created = now.truncatedTo(ChronoUnit.SECONDS);
    String hex = HexFormat.of().formatHex(id);
    byte[] sealed = Keysets.seal(key, master, bound(name, hex, created));
    return new KeyFile(name, hex, created, Base64.getEncoder().encodeToString(sealed));
  }

  /** Reads a file that must hold the key of that name. */
  static KeyFile parse(KeyName name, byte[] content) {
    Map<String, String> values = content.length > LONGEST ? Map.of() : values(content);
    try {
      if (VERSION.equals(values.get("version"))
          && name.toString().equals(values.get("name"))
          && HexFormat.of().parseHex(values.getOrDefault("id", "")).length == 8) {
        byte[] sealed = Base64.getDecoder().decode(values.getOrDefault("keyset", ""));
        KeyFile file =
            new KeyFile(
                name,
                values.getOrDefault("id", ""),
                Instant.parse(values.getOrDefault("created", "")),
                Base64.getEncoder().encodeToString(sealed));
        // Only the very bytes that were written: one key has one spelling.
        if (Arrays.equals(file.toJson(), content)) {
          return file;
        }
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      // What is wrong with it does not matter: it is not the file that was written.
    }
    throw new KeyException(
        "the file of the key " + name + " is damaged or is another key's: restore it");
  }

  /** Decrypts the key. */
  PrfSet open(Aead master) {
    try {
      return Keysets.open(Base64.getDecoder().decode(sealed), master, bound(name, id, created));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "the key "
              + name
              + " does not open: the master key is not the one that it was made under, or its file"
              + " is damaged");
    }
  }

  /** The same key under another master key. */
  KeyFile under(Aead next, Aead before) {
    try {
      byte[] bound = bound(name, id, created);
      byte[] again =
          Keysets.seal(
              Keysets.unseal(Base64.getDecoder().decode(sealed), before, bound), next, bound);
      return new KeyFile(name, id, created, Base64.getEncoder().encodeToString(again));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeyException(
          "the key "
              + name
              + " does not open: the master key is not the one that it was made under, or its file"
              + " is damaged");
    }
  }

  /** Whether it opens under a master key. */
  boolean opensUnder(Aead master) {
    try {
      Keysets.unseal(Base64.getDecoder().decode(sealed), master, bound(name, id, created));
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("version", VERSION);
      json.writeStringField("name", name.toString());
      json.writeStringField("kind", KeyName.folder(name.kind()));
      json.writeStringField("id", id);
      json.writeStringField("created", created.toString());
      json.writeStringField("keyset", sealed);
      json.writeEndObject();
    } catch (IOException e) {
      throw new KeyException("the key " + name + " cannot be written");
    }
    return out.toByteArray();
  }

  KeyRecord toRecord() {
    return new KeyRecord(
        name.toString(), name.kind(), EpochState.LIVE, Optional.of(id), Optional.of(created));
  }

  @Override
  public String toString() {
    return "KeyFile[" + name + ", " + id + "]";
  }

  /** The line ends cannot be forged: neither a name nor an instant holds one. */
  private static byte[] bound(KeyName name, String id, Instant created) {
    return ("throng key " + VERSION + "\n" + name + "\n" + id + "\n" + created)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The strings of a flat object; empty where it is none, or anything follows it. */
  static Map<String, String> values(byte[] content) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser json = JSON.createParser(content)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
        String value = json.nextTextValue();
        if (value == null || values.put(key, value) != null) {
          return Map.of();
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null
          ? values
          : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }
}
