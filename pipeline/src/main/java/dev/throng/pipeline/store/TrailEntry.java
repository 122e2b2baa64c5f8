package dev.throng.pipeline.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the audit trail: who did what when, in words and counts, never with an id.
 *
 * @param number its place in the trail, from 1
 * @param at when, as an instant in UTC
 * @param who the account of the operating system that did it
 * @param action as in {@code keys destroy}
 * @param state {@code begun}, {@code done} or {@code failed}
 * @param details names and what there is to say of them
 * @param previous the hash of the entry before; of the first, 64 zeros
 * @param hash SHA-256 of all of the above, in hexadecimal
 */
public record TrailEntry(
    long number,
    String at,
    String who,
    String action,
    String state,
    Map<String, String> details,
    String previous,
    String hash) {
  static final String NOTHING_BEFORE = "0".repeat(64);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public TrailEntry {
    details = Map.copyOf(details);
  }

  /** An entry with its hash. */
  static TrailEntry of(
      long number,
      String at,
      String who,
      String action,
      String state,
      Map<String, String> details,
      String previous) {
    TrailEntry open = new TrailEntry(number, at, who, action, state, details, previous, "");
    return new TrailEntry(number, at, who, action, state, details, previous, open.digest());
  }

  private String digest() {
    return Hashing.sha256().hashString(json().toString(), StandardCharsets.UTF_8).toString();
  }

  boolean isSound() {
    return hash.equals(digest());
  }

  byte[] bytes() {
    return (json().put("hash", hash) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("number", number);
    json.put("at", at);
    json.put("who", who);
    json.put("action", action);
    json.put("state", state);
    ObjectNode more = json.putObject("details");
    new TreeMap<>(details).forEach(more::put);
    json.put("previous", previous);
    return json;
  }

  /**
   * What {@link #bytes} gave.
   *
   * @throws IOException where it is anything else
   */
  static TrailEntry parse(byte[] bytes) throws IOException {
    try {
      JsonNode json = JSON.readTree(bytes);
      Map<String, String> details = new TreeMap<>();
      for (Map.Entry<String, JsonNode> each : json.path("details").properties()) {
        details.put(each.getKey(), each.getValue().asText());
      }
      TrailEntry entry =
          new TrailEntry(
              json.path("number").asLong(),
              json.path("at").asText(),
              json.path("who").asText(),
              json.path("action").asText(),
              json.path("state").asText(),
              details,
              json.path("previous").asText(),
              json.path("hash").asText());
      if (Arrays.equals(entry.bytes(), bytes)) {
        return entry;
      }
    } catch (JsonProcessingException e) {
      // F22: its message quotes what stands there.
    }
    throw new IOException("An entry of the audit trail is damaged.");
  }
}
