package dev.throng.pipeline.publish;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What describes a folder of tables as CSV to tools: a Tabular Data Package of the Frictionless
 * specifications, version 1 (specs.frictionlessdata.io), which readers of version 2 take too. Each
 * window is a resource of its own, as not every reader puts files with headers together. They share
 * the schema, a file that is named by the columns, so that windows of an older form of the report
 * keep theirs. The same files give the same bytes, in whatever runs they came.
 */
final class DataPackage {
  /** Its name in a folder. */
  static final String NAME = "datapackage.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HASH_DIGITS = 8;

  private final Layout layout;
  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode resources;

  DataPackage(Layout layout) {
    this.layout = layout;
    root.put("profile", "tabular-data-package");
    root.put("name", layout.report().toLowerCase(Locale.ROOT));
    root.put("title", layout.report().replace('_', ' '));
    root.put("description", layout.about());
    this.resources = root.putArray("resources");
  }

  /** The schema of each file that a package lists; of what cannot be read, nothing. */
  static Map<String, JsonNode> schemas(byte[] bytes) {
    Map<String, JsonNode> schemas = new TreeMap<>();
    try {
      for (JsonNode resource : JSON.readTree(bytes).path("resources")) {
        JsonNode schema = resource.path("schema");
        if (schema.isTextual() || schema.isObject()) {
          schemas.put(resource.path("path").asText(), schema);
        }
      }
    } catch (IOException broken) {
      return Map.of();
    }
    return schemas;
  }

  /** Whether a file of that name describes tables, and is none. */
  static boolean isPart(String name) {
    return name.equals(NAME) || name.matches("schema-[0-9a-f]{8}\\.json");
  }

  /** A package without the resources whose files are gone; empty where none is left. */
  static Optional<byte[]> without(byte[] bytes, Predicate<String> gone) throws IOException {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root.path("resources") instanceof ArrayNode resources) {
        for (int i = resources.size() - 1; i >= 0; i--) {
          if (gone.test(resources.get(i).path("path").asText())) {
            resources.remove(i);
          }
        }
        return resources.isEmpty() ? Optional.empty() : Optional.of(PrettyJson.bytes(root));
      }
    } catch (JacksonException broken) {
      // The next run makes it anew.
    }
    return Optional.empty();
  }

  /** The name of the file that holds the schema of tables with these columns. */
  static String schemaName(List<String> columns) {
    String hash =
        Hashing.sha256().hashString(String.join(",", columns), StandardCharsets.UTF_8).toString();
    return "schema-" + hash.substring(0, HASH_DIGITS) + ".json";
  }

  /** The name of the file that holds the schema of this layout. */
  String schemaName() {
    return schemaName(layout.columns());
  }

  /** The schema of this layout. */
  byte[] schema() throws IOException {
    return PrettyJson.bytes(schema(layout));
  }

  /** Adds a file whose schema lies in another. */
  void add(String file, long bytes, String schemaName) {
    add(file, bytes, JSON.getNodeFactory().textNode(schemaName));
  }

  /** Adds a file whose columns are all that is known of it. */
  void add(String file, long bytes, List<String> columns) {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    columns.forEach(name -> fields.addObject().put("name", name).put("type", "any"));
    add(file, bytes, schema);
  }

  /** Adds a file of which an older package says that. */
  void add(String file, long bytes, JsonNode schema) {
    ObjectNode resource = resources.addObject();
    resource.put("profile", "tabular-data-resource");
    String name = layout.report() + "-" + file.replaceFirst("\\.csv$", "");
    resource.put("name", name.toLowerCase(Locale.ROOT));
    resource.put("path", file);
    resource.put("format", "csv").put("mediatype", "text/csv").put("encoding", "utf-8");
    resource.put("bytes", bytes);
    resource.putObject("dialect").put("lineTerminator", "\n").put("skipInitialSpace", false);
    resource.set("schema", schema);
  }

  byte[] bytes() throws IOException {
    return PrettyJson.bytes(root);
  }

  private static ObjectNode schema(Layout layout) {
    ObjectNode schema = JSON.createObjectNode();
    ArrayNode fields = schema.putArray("fields");
    ArrayNode key = schema.putArray("primaryKey").add(Table.WINDOW_START);
    field(fields, Table.WINDOW_START, "datetime", Meaning.WINDOW_START, true);
    field(fields, Table.WINDOW_END, "datetime", Meaning.WINDOW_END, true);
    for (String dimension : layout.dimensions()) {
      field(
          fields,
          dimension,
          "string",
          Meaning.ofDimension(dimension)
              + " An apostrophe before =, +, -, @ or ' keeps spreadsheets from running the value; take"
              + " it away.",
          true);
      key.add(dimension);
    }
    for (Column column : layout.measures()) {
      boolean count = column.kind() == Column.Kind.COUNT;
      field(
          fields,
          column.name(),
          count ? "integer" : "number",
          Meaning.ofMeasure(column.name()),
          column.kind() != Column.Kind.RATIO);
    }
    schema.putArray("missingValues").add("");
    return schema;
  }

  private static void field(
      ArrayNode fields, String name, String type, String description, boolean required) {
    ObjectNode field = fields.addObject().put("name", name).put("type", type);
    field.put("description", description);
    if (required) {
      field.putObject("constraints").put("required", true);
    }
  }
}
