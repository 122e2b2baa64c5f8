package dev.throng.pipeline.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.schemas.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Stored events as JSON lines, read by their schema; a line that does not fit is damage. */
final class JsonRows implements Rows<StoredEvent> {
  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private final BufferedReader lines;

  JsonRows(InputStream in) {
    lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
  }

  @Override
  public @Nullable StoredEvent next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return null;
    }
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw damaged();
    }
    StoredEvent event = new StoredEvent();
    for (Schema.Field field : StoredEvent.getClassSchema().getFields()) {
      event.put(field.pos(), value(json.path(field.name()), field.schema()));
    }
    return event;
  }

  private static @Nullable Object value(JsonNode json, Schema schema) throws IOException {
    if (schema.isUnion()) {
      return json.isMissingNode() || json.isNull() ? null : value(json, schema.getTypes().get(1));
    }
    return switch (schema.getType()) {
      case LONG -> must(json.isIntegralNumber() && json.canConvertToLong(), json).longValue();
      case STRING -> must(json.isTextual(), json).textValue();
      case BOOLEAN -> must(json.isBoolean(), json).booleanValue();
      case ARRAY -> {
        List<Object> all = new ArrayList<>();
        for (JsonNode each : must(json.isArray(), json)) {
          all.add(value(each, schema.getElementType()));
        }
        yield all;
      }
      case MAP -> {
        Map<String, Object> all = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : must(json.isObject(), json).properties()) {
          all.put(each.getKey(), value(each.getValue(), schema.getValueType()));
        }
        yield all;
      }
      default -> throw damaged();
    };
  }

  private static JsonNode must(boolean fits, JsonNode json) throws IOException {
    if (!fits) {
      throw damaged();
    }
    return json;
  }

  private static IOException damaged() {
    return new IOException("a damaged line of JSON");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
