package dev.throng.pipeline.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run is about to put into its outputs.
 *
 * @param run the run's random name
 * @param job the job's name
 * @param at when
 * @param keyring the folder of the keys that made its pseudonyms
 * @param outputs one a folder
 */
public record Catalogued(String run, String job, Instant at, String keyring, List<Output> outputs) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Catalogued {
    outputs = List.copyOf(outputs);
  }

  /** What a folder is for. */
  public enum Kind {
    EVENTS,
    RESEARCH,
    AGGREGATES,
    REJECTED;

    /** The name in catalogues and policy files. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A folder and what a run wrote into it.
   *
   * @param to the folder
   * @param dates by date, the rows of its files; for events only
   * @param files how many
   * @param rows in all of them
   */
  public record Output(Kind kind, String to, Map<LocalDate, Long> dates, long files, long rows) {
    public Output {
      dates = Map.copyOf(dates);
    }
  }

  byte[] bytes() {
    ObjectNode json = JSON.createObjectNode();
    json.put("run", run).put("job", job).put("at", at.toString()).put("keyring", keyring);
    var all = json.putArray("outputs");
    for (Output output : outputs) {
      ObjectNode one = all.addObject().put("kind", output.kind().label()).put("to", output.to());
      one.put("files", output.files()).put("rows", output.rows());
      if (!output.dates().isEmpty()) {
        ObjectNode dates = one.putObject("dates");
        new TreeMap<>(output.dates()).forEach((date, rows) -> dates.put(date.toString(), rows));
      }
    }
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What {@link #bytes} gave.
   *
   * @throws IOException where it is damaged
   */
  static Catalogued parse(byte[] bytes) throws IOException {
    try {
      JsonNode json = JSON.readTree(bytes);
      List<Output> outputs = new ArrayList<>();
      for (JsonNode one : json.path("outputs")) {
        Map<LocalDate, Long> dates = new TreeMap<>();
        for (Map.Entry<String, JsonNode> date : one.path("dates").properties()) {
          dates.put(LocalDate.parse(date.getKey()), date.getValue().asLong());
        }
        outputs.add(
            new Output(
                Kind.valueOf(one.path("kind").asText().toUpperCase(Locale.ROOT)),
                one.path("to").asText(),
                dates,
                one.path("files").asLong(),
                one.path("rows").asLong()));
      }
      return new Catalogued(
          json.path("run").asText(),
          json.path("job").asText(),
          Instant.parse(json.path("at").asText()),
          json.path("keyring").asText(),
          outputs);
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      throw new IOException("A record of the catalogue is damaged.");
    }
  }
}
