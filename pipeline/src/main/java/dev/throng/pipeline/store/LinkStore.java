package dev.throng.pipeline.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ledger.JoinBits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Links from the people of Throng's own facts to what is stored of them (see {@link
 * dev.throng.transforms.pseudonymize.key.StoredPseudonyms}): without them nobody who has only a
 * fact could find the rows that it is about. Each dies with the key of its period.
 */
public final class LinkStore {
  private static final String FOLDER = "links";
  private static final String ENDING = ".jsonl";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StoreFolder folder;

  private LinkStore(StoreFolder folder) {
    this.folder = folder;
  }

  /** The links in a job's store. */
  public static LinkStore of(String store) {
    return new LinkStore(StoreFolder.of(store, FOLDER));
  }

  /** Adds links, durable when this returns; none where there are none. */
  public void add(Map<JoinKey, Map<String, String>> links) throws IOException {
    StringBuilder lines = new StringBuilder();
    links.forEach(
        (join, each) -> {
          if (!each.isEmpty()) {
            ObjectNode line = JSON.createObjectNode().put("join", JoinBits.text(join));
            ObjectNode to = line.putObject("links");
            new TreeMap<>(each).forEach(to::put);
            lines.append(line).append('\n');
          }
        });
    if (!lines.isEmpty()) {
      byte[] random = new byte[16];
      RANDOM.nextBytes(random);
      folder.add(
          HexFormat.of().formatHex(random) + ENDING,
          lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * All of them, or those of a few.
   *
   * @param only whose; empty for everybody's
   * @throws IOException where the store fails or is damaged
   */
  public Map<JoinKey, Map<String, String>> read(Set<JoinKey> only) throws IOException {
    Map<JoinKey, Map<String, String>> all = new HashMap<>();
    for (byte[] content : folder.read(folder.names(ENDING)).values()) {
      for (String line :
          Splitter.on('\n').omitEmptyStrings().split(new String(content, StandardCharsets.UTF_8))) {
        try {
          JsonNode json = JSON.readTree(line);
          JoinKey join = JoinBits.parse(json.path("join").asText());
          if (join == null) {
            throw damaged();
          }
          if (only.isEmpty() || only.contains(join)) {
            Map<String, String> links = all.computeIfAbsent(join, key -> new TreeMap<>());
            for (Map.Entry<String, JsonNode> each : json.path("links").properties()) {
              links.put(each.getKey(), each.getValue().asText());
            }
          }
        } catch (JsonProcessingException e) {
          throw damaged();
        }
      }
    }
    return all;
  }

  private static IOException damaged() {
    return new IOException("A file of links in the store is damaged.");
  }
}
