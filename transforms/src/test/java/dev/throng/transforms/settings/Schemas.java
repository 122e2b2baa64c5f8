package dev.throng.transforms.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** JSON Schemas of settings files, and such files as trees to change. */
public final class Schemas {
  /** Like no key, so that the message lists the known ones. */
  public static final String UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Schemas() {}

  /** A schema beside a class. */
  public static JsonNode of(Class<?> near, String name) throws IOException {
    return JSON.readTree(Resources.toByteArray(Resources.getResource(near, name)));
  }

  /** A YAML file as JSON, which is YAML too. */
  public static ObjectNode tree(Class<?> near, String name) throws IOException {
    return tree(Resources.toString(Resources.getResource(near, name), StandardCharsets.UTF_8));
  }

  public static ObjectNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** The section at a path of a tree, or of a schema's properties; of a list the first. */
  public static JsonNode at(JsonNode root, String path, boolean schema) {
    JsonNode at = root;
    for (String name : Splitter.on('/').omitEmptyStrings().split(path)) {
      at = schema ? at.path("properties").path(name) : at.path(name);
      at = at.has("items") && schema ? at.path("items") : at.isArray() ? at.get(0) : at;
    }
    return at;
  }

  /** The names of a schema's properties. */
  public static Set<String> keys(JsonNode schema) {
    Set<String> keys = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The words of a list. */
  public static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The keys that a message of an unknown key lists. */
  public static Set<String> known(String message) {
    assertTrue(message.contains("; known are "), message);
    return new TreeSet<>(
        Splitter.on(", ")
            .splitToList(
                message.substring(message.indexOf("; known are ") + "; known are ".length())));
  }

  /** Every key is explained, and no section is open but those whose keys anyone names. */
  public static void assertExplained(JsonNode schema, String path) {
    if (schema.has("properties")) {
      assertFalse(schema.path("additionalProperties").asBoolean(true), path);
      schema
          .path("properties")
          .properties()
          .forEach(
              each -> {
                String place = path + "/" + each.getKey();
                assertTrue(each.getValue().path("description").asText().endsWith("."), place);
                assertExplained(each.getValue(), place);
              });
    }
    if (schema.has("items")) {
      assertExplained(schema.path("items"), path);
    }
  }
}
