package dev.throng.pipeline.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.rights.SealedRejections.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * What was replayed already. A sealed record is known by its ciphertext, of which there is one
 * only. A run over old input seals the same record anew: that one is known by its place in its
 * input file, as long as the rows of its replay are there; where the run has replaced them, it is
 * new.
 */
final class Replayed {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String events;
  private final Set<String> sealed = new HashSet<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, Boolean> stands = new HashMap<>();

  /**
   * Nothing yet.
   *
   * @param events the folder of stored events, with a slash at its end
   */
  Replayed(String events) {
    this.events = events;
  }

  /** Adds what {@link #bytes} gave. */
  void add(byte[] content) throws IOException {
    try {
      for (JsonNode each : JSON.readTree(content).path("replayed")) {
        sealed.add(each.path("sealed").asText());
        places.put(each.path("record").asText(), each.path("rows").asText());
      }
    } catch (JsonProcessingException e) {
      throw new IOException("A list of what was replayed is damaged.");
    }
  }

  boolean holds(Line line) throws IOException {
    if (holds(line.sealed().toString())) {
      return true;
    }
    String rows = places.get(record(line));
    if (rows == null) {
      return false;
    }
    Boolean known = stands.get(rows);
    if (known == null) {
      known = !rows(rows).isEmpty();
      stands.put(rows, known);
    }
    return known;
  }

  /** The stored files of that name, without its ending. */
  List<ResourceId> rows(String name) throws IOException {
    return FileSystems.match(events + "date=*/" + name + "*", EmptyMatchTreatment.ALLOW)
        .metadata()
        .stream()
        .map(MatchResult.Metadata::resourceId)
        .toList();
  }

  /** Whether it is in it by its ciphertext. */
  boolean holds(String ciphertext) {
    return sealed.contains(Plan.digest(ciphertext));
  }

  /**
   * Takes records down: by the file of the plan that they are in, whose name is that of the rows.
   */
  static byte[] bytes(Map<String, List<Line>> replayed) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode all = json.putArray("replayed");
    replayed.forEach(
        (file, lines) -> {
          String rows = file.substring(0, file.indexOf('.'));
          for (Line line : lines) {
            all.addObject()
                .put("sealed", Plan.digest(line.sealed().toString()))
                .put("record", record(line))
                .put("rows", rows);
          }
        });
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String record(Line line) {
    return Plan.digest(line.offset() + "\n" + line.file());
  }
}
