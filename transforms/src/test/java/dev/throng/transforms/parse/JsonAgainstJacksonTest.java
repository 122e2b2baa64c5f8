package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Texts changed at random are JSON, and mean the same, here and for Jackson. */
class JsonAgainstJacksonTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> SEEDS =
      List.of(
          """
          {"event_type":"order","event_time":1,"page":{"title":"a\\u00e9\\n\\"é","url":"\\ud83d\\ude00😀"},
           "location":{"latitude":-12.50e1,"longitude":0.1},"x":[1,-0,2.5e-3,true,false,null,{"y":"z","":[]}]}""",
          "{\"event_type\":\"a\\/\\b\\f\\r\\t\\\\\",\"event_time\":0,\"page\":{\"url\":\"0123456789abcdefgh\"},\"q\":{\"a\":{},\"b\":1}}",
          "{\"event_time\" : 3 , \"event_type\" : \"€uro\" , \"location\":{\"latitude\":3},\"\\u0070age\":{\"title\":\"t\"}}");

  private static final String SPARE = "{}[]:,\"\\ue0123456789.-+ntfabd\n\t é\u0001";

  private final EventDecoder decoder = new JsonDecoder(ParseSettings.standard());

  @Test
  void sameTextsAndSameMeaning() {
    long seed = 8259;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int kept = 0;
    int rounds = 100_000;
    for (int i = 0; i < rounds; i++) {
      byte[] text = changed(random);
      String expected = oracle(text);
      String outcome = Outcomes.of(decoder, text);
      if (expected.isEmpty()) {
        assertTrue(
            outcome.matches(
                "malformed|invalid_utf8|empty|not_an_object|trailing_content|duplicate_key.*"),
            () -> outcome + " of " + new String(text, StandardCharsets.UTF_8));
      } else {
        kept++;
        if (outcome.startsWith("{")) {
          assertEquals(expected, outcome, () -> new String(text, StandardCharsets.UTF_8));
        } else {
          assertTrue(outcome.matches("missing_field event_t.*|bad_time event_time"), outcome);
        }
      }
    }
    assertTrue(kept > rounds / 20 && kept < rounds - rounds / 20, "kept " + kept);
  }

  private static byte[] changed(Random random) {
    byte[] text = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    byte[] spare = SPARE.getBytes(StandardCharsets.UTF_8);
    for (int change = random.nextInt(4); change > 0; change--) {
      int at = random.nextInt(text.length);
      int to = Math.min(text.length, at + random.nextInt(4));
      byte[] part = new byte[random.nextInt(3)];
      for (int i = 0; i < part.length; i++) {
        part[i] =
            random.nextInt(20) == 0
                ? (byte) random.nextInt(256)
                : spare[random.nextInt(spare.length)];
      }
      text =
          ByteBuffer.allocate(at + part.length + text.length - to)
              .put(text, 0, at)
              .put(part)
              .put(text, to, text.length - to)
              .array();
    }
    return text;
  }

  /** What becomes of a record by Jackson's tree, or nothing if it is no JSON object. */
  private static String oracle(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = JACKSON.readTree(text);
      if (!tree.isObject() || !paired(tree)) {
        return "";
      }
      Map<String, Object> fields = new TreeMap<>();
      text(fields, "event_type", tree.path("event_type"));
      JsonNode time = tree.path("event_time");
      if (time.isIntegralNumber()) {
        fields.put("event_time", time.asLong());
      }
      text(fields, "page.title", tree.path("page").path("title"));
      text(fields, "page.url", tree.path("page").path("url"));
      for (String axis : List.of("latitude", "longitude")) {
        JsonNode degrees = tree.path("location").path(axis);
        if (degrees.isNumber() && Double.isFinite(Double.parseDouble(degrees.asText()))) {
          fields.put("location." + axis, Double.parseDouble(degrees.asText()));
        }
      }
      return fields.toString();
    } catch (CharacterCodingException | JsonProcessingException e) {
      return "";
    }
  }

  private static void text(Map<String, Object> fields, String path, JsonNode node) {
    if (node.isTextual()) {
      fields.put(path, node.textValue());
    }
  }

  private static boolean paired(JsonNode node) {
    if (node.isTextual() && !wellFormed(node.textValue())) {
      return false;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!wellFormed(field.getKey())) {
        return false;
      }
    }
    for (JsonNode child : node) {
      if (!paired(child)) {
        return false;
      }
    }
    return true;
  }

  private static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff);
  }
}
