package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.job.JobFile;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.parse.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs of {@code deploy/samples}, run as the README says, over files that others made. */
class SamplesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SAMPLES = ROOT.resolve("deploy/samples");

  @TempDir Path folder;
  private final Shell shell = new Shell();

  @Test
  void segment() throws IOException {
    Map<String, Long> expected = new TreeMap<>();
    long read = 0;
    long minors = 0;
    for (String line : Files.readAllLines(data("segment_messages.ndjson"))) {
      JsonNode message = JsonMapper.builder().build().readTree(line);
      read++;
      boolean timed =
          Stream.of("timestamp", "originalTimestamp", "receivedAt", "sentAt")
              .anyMatch(name -> message.path(name).isTextual());
      // P19: whoever says to be under 18 is in no statistics.
      boolean minor =
          Stream.of("/traits/age", "/context/traits/age")
              .anyMatch(age -> message.at(age).isInt() && message.at(age).intValue() < 18);
      minors += timed && minor ? 1 : 0;
      if (timed && !minor) {
        expected.merge(typeOfMessage(message), 1L, Long::sum);
      }
    }
    long kept = expected.values().stream().mapToLong(Long::longValue).sum();
    JsonNode manifest = run("segment");
    assertEquals(read, manifest.path("records_read").longValue());
    assertEquals(kept, manifest.path("events_kept").longValue(), manifest::toPrettyString);
    assertEquals(
        "{\"missing_field\":" + (read - kept - minors) + "}", manifest.path("rejected").toString());
    assertEquals(
        minors == 0 ? "{}" : "{\"minor\":" + minors + "}", manifest.path("dropped").toString());
    assertEquals(expected, stored("segment"));
    assertReported("segment", expected);
  }

  /** An event is kept if it may serve anything; the cells asked for here hold no quotes. */
  @Test
  void snowplow() throws IOException {
    List<String> lines = Files.readAllLines(data("snowplow_web_events.csv"));
    List<String> header = List.of(lines.get(0).split(","));
    int name = header.indexOf("event_name") - header.size();
    Map<String, Long> expected = new TreeMap<>();
    long refused = 0;
    for (String line : lines.subList(1, lines.size())) {
      boolean asked = line.contains("\"\"consent_scopes\"\"");
      boolean allowed =
          Stream.of("statistics", "preferences", "marketing")
              .anyMatch(scope -> line.contains("\"\"" + scope + "\"\""));
      if (asked && !(allowed && line.contains("\"\"allow_"))) {
        refused++;
        continue;
      }
      // Quoted cells stand behind it only, and each of them begins with a bracket.
      String cells = line.replaceAll(",\"\\[.*?\\]\"(?=,|$)", ",");
      String[] all = cells.split(",", -1);
      String type = all[all.length + name];
      boolean known = type.equals("page_view");
      expected.merge(known ? type : "other", 1L, Long::sum);
    }
    JsonNode manifest = run("snowplow");
    assertEquals(lines.size() - 1, manifest.path("records_read").longValue());
    assertEquals("{\"denied\":" + refused + "}", manifest.path("dropped").toString());
    assertEquals("{}", manifest.path("rejected").toString());
    assertEquals("{}", manifest.path("warnings").toString());
    assertEquals(expected, stored("snowplow"));
    assertReported("snowplow", expected);
  }

  private static String typeOfMessage(JsonNode message) {
    return switch (message.path("type").textValue()) {
      case "page", "screen" -> "page_view";
      case "track" ->
          switch (message.path("event").asText().strip().toLowerCase(Locale.ROOT)) {
            case "order completed" -> "order";
            case "product viewed" -> "product_view";
            case "product added" -> "add_to_cart";
            case "products searched" -> "search";
            case "product list viewed", "page view" -> "page_view";
            default -> "other";
          };
      default -> "other";
    };
  }

  /** Makes keys, checks and runs a sample, and gives its manifest. */
  private JsonNode run(String name) throws IOException {
    Files.copy(SAMPLES.resolve("reports.yaml"), folder.resolve("reports.yaml"));
    Path job = folder.resolve(name + ".yaml");
    Files.writeString(
        job, Files.readString(SAMPLES.resolve(name + ".yaml")).replace("../..", ROOT.toString()));
    assertEquals(0, shell.throng("keys", "create", job.toString()), shell::err);
    assertEquals(0, shell.throng("check", job.toString()), shell::err);
    Format format = JobFile.read(job.toString(), Instant.now()).events().format().base();
    for (Mapping.Row row : format.mapping().rows()) {
      // As one field's own line, or among the sources of one.
      boolean named =
          shell
              .out()
              .lines()
              .anyMatch(
                  line ->
                      line.startsWith(row.source() + " (")
                          || List.of(line.strip().split("[ ,]+")).contains(row.source()));
      assertTrue(named, row.source());
    }
    assertEquals(0, shell.throng("run", job.toString()), shell::err);
    JsonNode manifest =
        JsonMapper.builder().build().readTree(folder.resolve("out/" + name + "/run.json").toFile());
    assertEquals("done", manifest.path("status").textValue());
    return manifest;
  }

  /** How many events of each type are stored. */
  private Map<String, Long> stored(String name) throws IOException {
    Map<String, Long> events = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("out/" + name + "/events"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String row : Files.readAllLines(file)) {
          JsonNode event = JsonMapper.builder().build().readTree(row);
          events.merge(event.path("event_type").textValue(), 1L, Long::sum);
        }
      }
    }
    return events;
  }

  /** Most events are in statistics, and none that did not happen. */
  private void assertReported(String name, Map<String, Long> happened) throws IOException {
    Map<String, Long> reported = new TreeMap<>();
    Path report = folder.resolve("out/" + name + "/aggregates/activity");
    try (Stream<Path> windows = Files.list(report)) {
      for (Path window : windows.filter(file -> file.toString().endsWith(".csv")).toList()) {
        List<String> rows = Files.readAllLines(window);
        assertEquals("window_start,window_end,event_type,events,unique_people", rows.get(0));
        for (String row : rows.subList(1, rows.size())) {
          String[] cells = row.split(",", -1);
          reported.merge(cells[2], Long.valueOf(cells[3]), Long::sum);
        }
      }
    }
    reported.forEach(
        (type, events) ->
            assertTrue(type.equals("(other)") || events <= happened.getOrDefault(type, 0L), type));
    long all = happened.values().stream().mapToLong(Long::longValue).sum();
    long told = reported.values().stream().mapToLong(Long::longValue).sum();
    assertTrue(told <= all && told > all / 2, reported + " of " + happened);
  }

  private static Path data(String name) {
    return ROOT.resolve("transforms/src/test/resources/dev/throng/transforms/parse/" + name);
  }
}
