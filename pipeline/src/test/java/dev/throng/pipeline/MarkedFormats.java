package dev.throng.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.generate.FormatLines;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.Mapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Input in the formats of others with a marker at every place: events at all that their mappings
 * read, words at all that they drop, and every leaf of real messages.
 */
final class MarkedFormats {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path REAL =
      Path.of("../transforms/src/test/resources/dev/throng/transforms/parse");

  private final Format format;
  private final MarkedEvents events;
  private final Map<String, Mapping.Row> rows = new TreeMap<>();
  private int leaves;

  MarkedFormats(Format format, MarkedEvents events) {
    this.format = format;
    this.events = events;
    format.mapping().rows().forEach(row -> rows.put(row.source(), row));
  }

  /** The events of {@link MarkedEvents}, whole, broken, and with more beside them. */
  byte[] lines() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FormatLines to = new FormatLines(format, out)) {
      for (Map<String, Object> event : events.events()) {
        event.put("device.screen", "1080x2400");
        to.write((events.line(event) + "\n").getBytes(UTF_8));
      }
    }
    List<String> lines = new ArrayList<>(out.toString(UTF_8).lines().toList());
    String whole = lines.get(0);
    for (int cut = 1; cut < whole.length(); cut += 61) {
      lines.add(whole.substring(0, cut));
    }
    String word = events.markers.word("malformed", 0);
    lines.add(whole + word);
    lines.add(whole + "\t" + word);
    lines.add(word);
    if (format.columns().isEmpty()) {
      for (Mapping.Row row : rows.values()) {
        for (JsonNode value : others(events.markers.word(row.source(), 0))) {
          ObjectNode record = (ObjectNode) JSON.readTree(whole);
          if (row.targets().isEmpty() || !value.isTextual()) {
            put(record, row.source(), value);
            lines.add(JSON.writeValueAsString(record));
          }
        }
      }
      ObjectNode record = (ObjectNode) JSON.readTree(whole);
      record.set(word, JsonNodeFactory.instance.textNode(word));
      lines.add(JSON.writeValueAsString(record));
    } else {
      for (int i = 0; i < format.columns().size(); i++) {
        String[] cells = whole.split("\t", -1);
        Mapping.Row row = rows.get(format.columns().get(i));
        if (row == null || row.targets().isEmpty()) {
          cells[i] = events.markers.word(format.columns().get(i), 0);
          lines.add(String.join("\t", cells));
          cells[i] = "{\"" + cells[i] + "\":\"" + cells[i] + "\"}";
          lines.add(String.join("\t", cells));
        }
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static List<JsonNode> others(String word) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return List.of(
        nodes.textNode(word),
        nodes.arrayNode().add(word),
        nodes.objectNode().put(word, word),
        nodes.arrayNode().add(nodes.objectNode().put(word, word).put("key", word)));
  }

  /** Puts a value at {@code a.b}, {@code a[].b} or {@code a{key}}, whatever stands there. */
  private static void put(ObjectNode record, String place, JsonNode value) {
    int end = 0;
    while (end < place.length() && ".[{".indexOf(place.charAt(end)) < 0) {
      end++;
    }
    String name = place.substring(0, end);
    if (end == place.length()) {
      record.set(name, value);
    } else if (place.charAt(end) == '.') {
      put(object(record, name), place.substring(end + 1), value);
    } else if (place.charAt(end) == '[') {
      ObjectNode element = record.objectNode();
      record.set(name, record.arrayNode().add(element));
      put(element, place.substring(Math.min(place.length(), end + 3)) + "", value);
    } else {
      int close = place.indexOf('}', end);
      ObjectNode element = record.objectNode().put("key", place.substring(end + 1, close));
      element.set("value", record.objectNode().set("string_value", value));
      ArrayNode list = record.path(name) instanceof ArrayNode there ? there : record.putArray(name);
      list.add(element);
    }
  }

  private static ObjectNode object(ObjectNode record, String name) {
    return record.path(name) instanceof ObjectNode there ? there : record.putObject(name);
  }

  /** Real messages of Segment, every leaf another, with their word on consent and without. */
  byte[] messages() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(REAL.resolve("segment_messages.ndjson"))) {
      for (boolean asked : new boolean[] {true, false}) {
        ObjectNode message = (ObjectNode) JSON.readTree(line);
        if (!asked && message.path("context") instanceof ObjectNode context) {
          context.remove("consent");
        }
        String type = message.path("type").asText();
        mark("", message);
        message.put("timestamp", "2026-06-02T10:17:43.619Z");
        if (!asked) {
          message.put("type", type);
        }
        lines.append(JSON.writeValueAsString(message)).append('\n');
      }
    }
    return lines.toString().getBytes(UTF_8);
  }

  /** Rows that Snowplow's warehouse exports, every cell and every leaf in one another. */
  byte[] table() throws IOException {
    List<String> lines = Files.readAllLines(REAL.resolve("snowplow_web_events.csv"));
    List<String> header = List.of(lines.get(0).split(","));
    StringBuilder table = new StringBuilder(lines.get(0)).append('\n');
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      for (int i = 0; i < cells.size(); i++) {
        table.append(i == 0 ? "" : ",").append('"');
        table.append(cell(header.get(i), cells.get(i)).replace("\"", "\"\"")).append('"');
      }
      table.append('\n');
    }
    return table.toString().getBytes(UTF_8);
  }

  private String cell(String name, String cell) throws IOException {
    if (name.equals("derived_tstamp")) {
      return "2026-06-02 10:17:43.619";
    }
    boolean json = name.startsWith("contexts_") || name.startsWith("unstruct_event_");
    if (!json) {
      return marked(name).asText();
    }
    if (cell.isEmpty() || name.contains("consent")) {
      return "";
    }
    JsonNode value = JSON.readTree(cell);
    String column = name.replaceAll("(_\\d+)+$", "");
    mark(column.replaceAll("^(contexts|unstruct_event)_(.*)$", "$1{$2}"), value);
    return JSON.writeValueAsString(value);
  }

  /** Of a line as RFC 4180 has it. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(line.charAt(++i));
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private void mark(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String place = path.isEmpty() ? name : path + "." + name;
        if (object.get(name).isContainerNode()) {
          mark(place, object.get(name));
        } else {
          object.set(name, marked(place));
        }
      }
    } else if (node instanceof ArrayNode array) {
      String place = path.endsWith("}") ? path : path + "[]";
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isContainerNode()) {
          mark(place, array.get(i));
        } else {
          array.set(i, marked(place));
        }
      }
    }
  }

  /**
   * A marker for a place: an identifier where coarse text may pass, a word where nothing may, also
   * where the mapping does not know it.
   */
  private JsonNode marked(String place) {
    int person = leaves++ % MarkedEvents.PEOPLE;
    if (place.endsWith("properties.plan")) {
      return JsonNodeFactory.instance.textNode(
          events.markers.identifier(place, leaves % Markers.KINDS, person));
    }
    Optional<Mapping.Row> row =
        rows.values().stream()
            .filter(each -> !each.targets().isEmpty())
            .filter(each -> place.equals(each.source()) || place.startsWith(each.source() + "."))
            .findFirst();
    String target = row.map(each -> each.targets().get(0)).orElse("");
    boolean plain =
        target.isEmpty()
            || MarkedEvents.UNMARKED.contains(target)
            || target.equals("properties")
            || target.equals("client_hints");
    Object value =
        plain
            ? events.markers.word(place, person)
            : events.value(
                target, row.orElseThrow().privacy().label(), leaves % Markers.KINDS, person);
    return target.equals("event_time") && value instanceof Long millis
        ? JsonNodeFactory.instance.textNode(Instant.ofEpochMilli(millis).toString())
        : JSON.valueToTree(value);
  }
}
