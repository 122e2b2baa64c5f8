package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.Resources;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two days of a shop with nine customers; {@code golden/README.md} reasons out every number. */
class GoldenTest {
  private static final String GOLDEN = "dev/throng/pipeline/golden/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PSEUDONYMS =
      List.of("event", "device", "cookie", "user", "company", "seller", "order");

  /** Epoch or day, then 128 bits. */
  private static final Pattern PSEUDONYM =
      Pattern.compile("(2026-06|d2026-06-0[12])\\.[A-Za-z0-9_-]{22}");

  @TempDir static Path folder;
  private static Written written;

  @BeforeAll
  static void run() throws Exception {
    for (String name : List.of("job.yaml", "reports.yaml", "policy.yaml", "events.ndjson")) {
      Files.write(
          folder.resolve(name), Resources.toByteArray(Resources.getResource(GOLDEN + name)));
    }
    Job job = JobFile.read(folder.resolve("job.yaml").toString(), Instant.EPOCH);
    Keyring.of(job.keys()).createMaster();
    // So small that the events of a person lie in several splits.
    SplitRuns.run(job, Engine.of("--parallelism=2"), 2_000);
    written = Written.in(folder.resolve("out"));
  }

  @Test
  void aggregates() throws Exception {
    Path expected = Path.of(Resources.getResource(GOLDEN + "aggregates").toURI());
    Map<String, String> tables = new HashMap<>();
    Written.in(expected.getParent()).aggregates().forEach((path, table) -> tables.put(path, table));
    assertEquals(tables, written.aggregates());
  }

  @Test
  void manifest() throws IOException {
    String geo = written.manifest().path("versions").path("geo").textValue();
    assertTrue(geo.matches("GeoLite2-City \\d{4}-\\d\\d-\\d\\d"), geo);
    assertEquals(
        Inputs.resource("golden/manifest.json").replace("GEO", geo), written.comparableManifest());
  }

  @Test
  void rejections() throws IOException {
    String expected = Inputs.resource("golden/rejections.jsonl");
    String events = folder.resolve("events.ndjson").toString();
    assertEquals(
        expected.replace("EVENTS", events).lines().sorted().toList(), written.rejections());
  }

  @Test
  void events() throws IOException {
    assertEquals(Inputs.resource("golden/stored.jsonl").lines().toList(), labelled());
  }

  /** The days' rows in the order of time, a running number in the place of each pseudonym. */
  private static List<String> labelled() throws IOException {
    List<ObjectNode> rows = new ArrayList<>();
    for (String row : written.events()) {
      rows.add((ObjectNode) JSON.readTree(row.substring(row.indexOf('{'))));
      long time = rows.get(rows.size() - 1).path("event_time").longValue();
      assertTrue(row.startsWith("date=" + Instant.ofEpochMilli(time).toString().substring(0, 10)));
    }
    rows.sort(Comparator.comparingLong(row -> row.path("event_time").longValue()));
    Map<String, Map<String, String>> labels = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (ObjectNode row : rows) {
      for (String field : PSEUDONYMS) {
        JsonNode value = row.get(field);
        if (value != null) {
          Matcher found = PSEUDONYM.matcher(value.textValue());
          assertTrue(found.matches(), "no pseudonym in " + field);
          Map<String, String> known = labels.computeIfAbsent(field, first -> new HashMap<>());
          String label = found.group(1) + "." + field + "-" + (known.size() + 1);
          String older = known.putIfAbsent(value.textValue(), label);
          row.put(field, older == null ? label : older);
        }
      }
      lines.add(row.toString());
    }
    return lines;
  }
}
