package dev.throng.pipeline.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ledger.JoinBits;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The legal holds on people, a file each. */
public final class HoldStore {
  private static final String FOLDER = "holds";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StoreFolder folder;

  private HoldStore(StoreFolder folder) {
    this.folder = folder;
  }

  /** The holds in a job's store. */
  public static HoldStore of(String store) {
    return new HoldStore(StoreFolder.of(store, FOLDER));
  }

  /** Writes one, in the place of one of the same name on the same person. */
  public void put(PersonHold hold) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("subject")
        .put("type", hold.type().label())
        .put("join", JoinBits.text(hold.subject()));
    json.put("name", hold.name()).put("basis", hold.basis()).put("until", hold.until().toString());
    folder.put(file(hold.subject(), hold.name()), (json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Ends one, if there is one. */
  public boolean lift(JoinKey subject, String name) throws IOException {
    String file = file(subject, name);
    boolean there = folder.read(Set.of(file)).containsKey(file);
    folder.delete(List.of(file));
    return there;
  }

  /**
   * Those that are not over.
   *
   * @throws IOException where the store fails, or one is damaged: then nobody knows what to keep
   */
  public List<PersonHold> inForce(Instant now) throws IOException {
    List<PersonHold> holds = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : folder.read().entrySet()) {
      PersonHold hold = parse(file.getValue());
      if (hold.until().isAfter(now)) {
        holds.add(hold);
      }
    }
    return holds;
  }

  private static PersonHold parse(byte[] content) throws IOException {
    try {
      JsonNode json = JSON.readTree(content);
      IdType type = IdType.named(json.path("subject").path("type").asText()).orElse(null);
      JoinKey join = JoinBits.parse(json.path("subject").path("join").asText());
      if (type != null && join != null) {
        return new PersonHold(
            type,
            join,
            json.path("name").asText(),
            json.path("basis").asText(),
            Instant.parse(json.path("until").asText()));
      }
    } catch (JsonProcessingException | DateTimeException e) {
      // Said below.
    }
    throw new IOException("A legal hold in the store is damaged: restore its file.");
  }

  private static String file(JoinKey subject, String name) {
    return HexFormat.of().formatHex(subject.bytes()) + "-" + name + ".json";
  }
}
