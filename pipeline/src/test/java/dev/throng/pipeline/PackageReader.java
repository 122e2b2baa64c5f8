package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.pipeline.publish.CsvReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a Tabular Data Package as the specifications say (specs.frictionlessdata.io: data package,
 * tabular data resource, table schema), knowing nothing of who wrote it.
 */
final class PackageReader {
  private static final Set<String> TYPES = Set.of("string", "integer", "number", "datetime", "any");

  private PackageReader() {}

  /** Requires that a package and all that it describes are valid, and gives its resources. */
  static List<JsonNode> requireWhole(Written written, String place) {
    JsonNode root = json(written, place);
    assertEquals("tabular-data-package", root.path("profile").textValue());
    requireName(root);
    assertFalse(root.path("description").asText().isBlank(), "no description");
    List<JsonNode> resources = new ArrayList<>();
    root.path("resources").forEach(resources::add);
    assertFalse(resources.isEmpty(), "a package needs a resource");
    String folder = place.substring(0, place.lastIndexOf('/') + 1);
    Set<String> names = new HashSet<>();
    Set<String> listed = new TreeSet<>();
    for (JsonNode resource : resources) {
      assertEquals("tabular-data-resource", resource.path("profile").textValue());
      assertTrue(names.add(requireName(resource)), "two resources have one name");
      assertEquals("utf-8", resource.path("encoding").textValue());
      JsonNode schema = schema(written, folder, resource);
      requireSchema(schema);
      String path = resource.path("path").textValue();
      assertTrue(path.matches("[^/.][^/]*"), "an unsafe path");
      assertTrue(listed.add(folder + path), "a file is listed twice");
      byte[] file = written.files().get(folder + path);
      assertEquals(file.length, resource.path("bytes").intValue());
      requireRows(new String(file, StandardCharsets.UTF_8), schema);
    }
    Set<String> lying = new TreeSet<>(written.files().keySet());
    lying.removeIf(file -> !file.startsWith(folder) || file.indexOf('/', folder.length()) >= 0);
    lying.removeIf(file -> file.endsWith(".json"));
    assertEquals(lying, listed);
    return resources;
  }

  /** Inline, or in a file beside the package. */
  static JsonNode schema(Written written, String folder, JsonNode resource) {
    JsonNode schema = resource.path("schema");
    return schema.isTextual() ? json(written, folder + schema.textValue()) : schema;
  }

  static JsonNode json(Written written, String place) {
    try {
      return new ObjectMapper().readTree(written.packages().get(place));
    } catch (JsonProcessingException e) {
      throw new AssertionError(place + " is no JSON", e);
    }
  }

  private static String requireName(JsonNode node) {
    String name = node.path("name").textValue();
    assertTrue(name.matches("[-a-z0-9._/]+"), name);
    return name;
  }

  private static void requireSchema(JsonNode schema) {
    Set<String> fields = new HashSet<>();
    for (JsonNode field : schema.path("fields")) {
      assertTrue(fields.add(field.path("name").textValue()), "two fields have one name");
      String type = field.path("type").textValue();
      assertTrue(TYPES.contains(type), type);
      assertEquals(type.equals("any"), field.path("description").isMissingNode());
    }
    schema.path("primaryKey").forEach(key -> assertTrue(fields.contains(key.textValue())));
  }

  private static void requireRows(String csv, JsonNode schema) {
    Set<List<String>> keys = new HashSet<>();
    List<List<String>> rows = CsvReader.read(csv);
    List<JsonNode> fields = new ArrayList<>();
    schema.path("fields").forEach(fields::add);
    assertEquals(fields.stream().map(f -> f.path("name").textValue()).toList(), rows.get(0));
    Set<String> key = new HashSet<>();
    schema.path("primaryKey").forEach(name -> key.add(name.textValue()));
    for (List<String> row : rows.subList(1, rows.size())) {
      List<String> own = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        requireValue(row.get(i), fields.get(i));
        if (key.contains(rows.get(0).get(i))) {
          own.add(row.get(i));
        }
      }
      assertTrue(key.isEmpty() || keys.add(own), "two rows have one key");
    }
  }

  private static void requireValue(String value, JsonNode field) {
    if (value.isEmpty()) {
      // missingValues is [""].
      assertFalse(field.path("constraints").path("required").asBoolean(), field::toString);
      return;
    }
    switch (field.path("type").textValue()) {
      case "datetime" -> Instant.parse(value);
      case "integer" -> Long.parseLong(value);
      case "number" -> new BigDecimal(value);
      default -> assertFalse(value.isEmpty());
    }
  }
}
