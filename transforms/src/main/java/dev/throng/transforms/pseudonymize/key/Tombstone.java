package dev.throng.transforms.pseudonymize.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the file that says that a key is gone for good. That it is there is what counts:
 * where it is empty or torn, the key is gone all the same.
 */
record Tombstone(Optional<String> id, Optional<Instant> created) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The content of the file of a key that is about to go. */
  static byte[] bytes(KeyFile key, String reason, Instant now) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("name", key.name().toString());
      json.writeStringField("id", key.id());
      json.writeStringField("created", key.created().toString());
      json.writeStringField("destroyed", now.toString());
      json.writeStringField("reason", reason);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  static Tombstone parse(byte @Nullable [] content) {
    Map<String, String> values = content == null ? Map.of() : KeyFile.values(content);
    return new Tombstone(Optional.ofNullable(values.get("id")), time(values.get("created")));
  }

  KeyRecord toRecord(KeyName name) {
    return new KeyRecord(name.toString(), name.kind(), EpochState.DESTROYED, id, created);
  }

  private static Optional<Instant> time(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
