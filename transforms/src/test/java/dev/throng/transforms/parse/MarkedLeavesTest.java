package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Real messages in which every leaf is another word: what comes out of the parser is where the
 * mapping says, and nothing else does. Names of properties and parameters are marked, too.
 */
class MarkedLeavesTest {
  private static final Pattern MARKER = Pattern.compile("zq[0-9]+zq");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** By marker, where it stood. */
  private final Map<String, String> places = new HashMap<>();

  private final Set<String> reached = new TreeSet<>();

  @Test
  void segment() throws IOException {
    int kept = 0;
    for (String line : lines("segment_messages.ndjson")) {
      ObjectNode message = (ObjectNode) JSON.readTree(line);
      mark("", message);
      message.put("type", "page").put("timestamp", "2026-06-01T00:00:00Z");
      kept += check(Format.SEGMENT, JSON.writeValueAsBytes(message));
    }
    assertEquals(166, kept);
    assertTrue(reached.containsAll(Set.of("user.id", "cookie.id", "network.ip", "page.url")));
  }

  /** Each of the cells, and each leaf of the JSON in them. */
  @Test
  void snowplow() throws IOException {
    byte[] head = lines("snowplow_web_events.csv").get(0).getBytes(StandardCharsets.UTF_8);
    int kept = 0;
    for (Map<String, String> row : SnowplowTest.rows(SnowplowTest.file())) {
      List<String> marked = new ArrayList<>();
      for (Map.Entry<String, String> cell : row.entrySet()) {
        marked.add('"' + markedCell(cell.getKey(), cell.getValue()).replace("\"", "\"\"") + '"');
      }
      EventDecoder decoder = Format.SNOWPLOW_ENRICHED.decoder(settings());
      assertTrue(((TableDecoder) decoder).readHeader(head, 0, head.length, "app_id"));
      kept +=
          check(
              Format.SNOWPLOW_ENRICHED,
              decoder,
              String.join(",", marked).getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(160, kept);
    assertTrue(reached.containsAll(Set.of("user.id", "cookie.id", "network.ip", "page.title")));
  }

  private String markedCell(String name, String cell) throws IOException {
    boolean json = name.startsWith("contexts_") || name.startsWith("unstruct_event_");
    if (name.equals("derived_tstamp") || (json && cell.isEmpty())) {
      return cell;
    }
    if (!json) {
      return marker(name);
    }
    JsonNode value = JSON.readTree(cell);
    String column = name.replaceAll("(_\\d+)+$", "");
    mark(column.replaceAll("^(contexts|unstruct_event)_(.*)$", "$1{$2}"), value);
    return JSON.writeValueAsString(value);
  }

  /** What is looked for is found: a leaf that the mapping sends elsewhere would be seen. */
  @Test
  void aLeafInTheWrongPlaceIsSeen() {
    String marker = marker("context.traits.email");
    byte[] record =
        ("{\"type\":\"page\",\"timestamp\":1,\"userId\":\"" + marker + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    try {
      check(Format.SEGMENT, record);
    } catch (AssertionError seen) {
      return;
    }
    throw new AssertionError("it was not seen");
  }

  /** All that the mapping reads, and two properties. */
  private static ParseSettings settings() {
    return ParseSettings.standard().withProperties(Set.of("plan", "level"));
  }

  private int check(Format format, byte[] record) {
    return check(format, format.decoder(settings()), record);
  }

  private int check(Format format, EventDecoder decoder, byte[] record) {
    Kept kept = new Kept();
    decoder.decode(record, 0, record.length, kept);
    kept.texts.forEach(
        (field, text) -> {
          for (Matcher marker = MARKER.matcher(text); marker.find(); ) {
            String place = places.get(marker.group());
            assertTrue(isMapped(format, place, field), place + " came out as " + field);
            reached.add(field);
          }
        });
    return kept.events;
  }

  private static boolean isMapped(Format format, String place, String field) {
    return format.mapping().rows().stream()
        .filter(row -> row.targets().contains(field))
        .anyMatch(
            row ->
                place.equals(row.source())
                    || place.startsWith(row.source() + ".")
                    || (field.equals("properties")
                        && Set.of("properties.plan", "properties.level").contains(place)));
  }

  private String marker(String place) {
    String marker = "zq" + places.size() + "zq";
    places.put(marker, place);
    return marker;
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
          object.set(name, TextNode.valueOf(marker(place)));
        }
      }
    } else if (node instanceof ArrayNode array) {
      // The cells of an exported table are lists of what stands alone in an enriched line.
      String place = path.endsWith("}") ? path : path + "[]";
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isContainerNode()) {
          mark(place, array.get(i));
        } else {
          array.set(i, TextNode.valueOf(marker(place)));
        }
      }
    }
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = MarkedLeavesTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static final class Kept implements Sink<IdentifiedEvent> {
    private final Map<String, String> texts = new HashMap<>();
    private int events;

    @Override
    public void keep(IdentifiedEvent event) {
      events++;
      for (EventField field : EventField.all()) {
        Object value = event.get(field.index());
        if (value != null) {
          texts.put(field.path(), value.toString());
        }
      }
    }

    @Override
    public void drop(DropReason reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void reject(RejectReason reason, String field) {
      throw new AssertionError(reason + " " + field);
    }

    @Override
    public void warn(Warning warning) {}
  }
}
