package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The merge keys ({@code <<}) of YAML 1.1, which Docker knows and YAML 1.2 does not. */
final class Merged {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Merged() {}

  /** The content with all of them resolved; keys of its own go before merged ones. */
  static JsonNode of(JsonNode content) {
    if (content.isArray()) {
      var all = JSON.createArrayNode();
      content.forEach(each -> all.add(of(each)));
      return all;
    }
    if (!content.isObject()) {
      return content;
    }
    ObjectNode all = JSON.createObjectNode();
    if (content.get("<<") instanceof ObjectNode base) {
      all.setAll((ObjectNode) of(base));
    }
    for (Map.Entry<String, JsonNode> each : content.properties()) {
      if (!each.getKey().equals("<<")) {
        all.set(each.getKey(), of(each.getValue()));
      }
    }
    return all;
  }
}
