package dev.throng.pipeline.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.transforms.parse.Format;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON Schema of the job file says what {@link JobFile} reads: neither more nor less. */
class JobSchemaTest {
  /** Like no key, so that the message lists the known ones. */
  private static final String UNKNOWN = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

  /** Each section has a place for one more key. */
  private static final String JOB =
      """
      name: small
      <root>
      events: {format: throng-json, from: in.ndjson, <events>}
      consent: {default: {"*": {"*": denied}}, <consent>}
      geo: {smallest_city: 20000, <geo>}
      keys: {keyring: keys, master: "file:master.key", <keys>}
      budget:
        third_party: {epsilon: 4, delta: 1e-6, period: 30d, <budget.third_party>}
        <budget>
      output:
        <output>
        events: {to: out/events, <output.events>}
        aggregates: [{to: out/aggregates, <output.aggregates>}]
        research:
          to: out/research
          recipient: tests
          quasi_identifiers: [[country, region], [hour]]
          k: 20
          diversity: {of: category, least: 3, <output.research.diversity>}
          <output.research>
        rejected: {to: out/rejected, <output.rejected>}
        manifest: out/run.json
      limits: {rejected: 2%, <limits>}
      """;

  private static final List<String> SECTIONS =
      List.of(
          "root",
          "events",
          "consent",
          "geo",
          "keys",
          "budget",
          "budget.third_party",
          "output",
          "output.events",
          "output.aggregates",
          "output.research",
          "output.research.diversity",
          "output.rejected",
          "limits");

  @TempDir Path folder;
  private JsonNode schema;

  @BeforeEach
  void readSchema() throws IOException {
    schema =
        JsonMapper.builder()
            .build()
            .readTree(
                Resources.toByteArray(Resources.getResource(JobFile.class, "job.schema.json")));
  }

  @Test
  void itsKeysAreThoseThatAreRead() throws IOException {
    Map<String, Set<String>> read = new TreeMap<>();
    for (String section : SECTIONS) {
      String said = fault(JOB.replace("<" + section + ">", UNKNOWN + ": 1")).getMessage();
      assertTrue(said.contains("; known are "), said);
      String known = said.substring(said.indexOf("; known are ") + "; known are ".length());
      read.put(section, new TreeSet<>(Splitter.on(", ").splitToList(known)));
    }
    Map<String, Set<String>> written = new TreeMap<>();
    collect("root", schema, written);
    assertEquals(read, written);
  }

  @Test
  void whatItRequiresIsRequired() throws IOException {
    for (String section : SECTIONS) {
      JsonNode at = at(section);
      Set<String> required = new TreeSet<>();
      at.path("required").forEach(key -> required.add(key.asText()));
      for (JsonNode instead : at.path("oneOf")) {
        String key = instead.path("required").path(0).asText();
        if (!without(section, key).equals(without(section, ""))) {
          required.add(key);
        }
      }
      for (String key : names(at.path("properties").fieldNames())) {
        String job = without(section, key);
        if (required.contains(key)) {
          String said = fault(job).getMessage();
          assertTrue(said.contains(key + "' "), section + ": " + said);
        } else {
          read(job);
        }
      }
    }
  }

  /** A topic stands in several places. */
  @Test
  void theKeysOfATopicAreThoseThatAreRead() {
    String said =
        fault(
                """
                name: small
                events: {format: throng-json, kafka: {bootstrap: "a:1", topic: b, zzzzzzzzzzzzz: 1}}
                keys: {keyring: keys, master: "file:master.key"}
                output: {aggregates: [{to: a}], rejected: {to: r}, manifest: m}
                """)
            .getMessage();
    JsonNode topic = schema.path("$defs").path("topic");
    assertEquals(
        names(topic.path("properties").fieldNames()),
        new TreeSet<>(
            Splitter.on(", ")
                .splitToList(
                    said.substring(said.indexOf("; known are ") + "; known are ".length()))));
  }

  @Test
  void itsChoicesAreThoseThatExist() {
    assertEquals(Format.labels(), choices("events", "format"));
    assertEquals(labels(Visitor.values()), choices("events", "visitor"));
    assertEquals(labels(Epoch.values()), choices("keys", "epoch"));
    assertEquals(
        Set.copyOf(labels(EventFormat.values())), Set.copyOf(choices("output.events", "format")));
    assertEquals(
        Set.copyOf(labels(AggregateFormat.values())),
        Set.copyOf(choices("output.aggregates", "format")));
    assertEquals(
        Set.copyOf(labels(AggregateFormat.values())),
        Set.copyOf(choices("output.research", "format")));
  }

  @Test
  void everyKeyIsExplainedAndNoSectionIsOpen() {
    for (String section : SECTIONS) {
      JsonNode at = at(section);
      assertFalse(at.path("additionalProperties").asBoolean(true), section);
      for (JsonNode property : at.path("properties")) {
        assertTrue(property.path("description").asText().endsWith("."), property::toString);
      }
    }
  }

  private List<String> choices(String section, String key) {
    List<String> words = new ArrayList<>();
    at(section).path("properties").path(key).path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static List<String> labels(Enum<?>[] constants) {
    return Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private JsonNode at(String section) {
    JsonNode at = schema;
    if (!section.equals("root")) {
      for (String name : Splitter.on('.').split(section)) {
        at = at.path("properties").path(name);
        at = at.has("items") ? at.path("items") : at;
      }
    }
    return at;
  }

  private static void collect(String path, JsonNode node, Map<String, Set<String>> into) {
    JsonNode section = node.path("type").asText().equals("array") ? node.path("items") : node;
    if (section.has("properties")) {
      into.put(path, new TreeSet<>(names(section.path("properties").fieldNames())));
      for (Map.Entry<String, JsonNode> each : section.path("properties").properties()) {
        String name = each.getKey();
        collect(path.equals("root") ? name : path + "." + name, each.getValue(), into);
      }
    }
  }

  /** The job with every key, less one. */
  private String without(String section, String key) throws IOException {
    ObjectNode job =
        (ObjectNode)
            JsonMapper.builder()
                .build()
                .readTree(
                    """
                    {"name": "small",
                     "events": {"format": "throng-json", "from": "in", "visitor": "none",
                                "trusted_hops": 1},
                     "consent": {"default": {"*": {"*": "denied"}}},
                     "geo": {"database": "a", "cities": "b", "smallest_city": 20000},
                     "keys": {"keyring": "keys", "master": "file:master.key", "epoch": "day"},
                     "budget": {"third_party": {"epsilon": 4, "delta": 1e-6, "period": "30d"}},
                     "output": {
                       "events": {"to": "e", "format": "avro", "exclude_regions": ["EEA"]},
                       "aggregates": [{"to": "a", "format": "csv"}],
                       "research": {
                         "to": "x", "format": "csv", "recipient": "tests", "k": 20,
                         "quasi_identifiers": [["country", "region"], ["hour"]],
                         "suppress": "2%", "exclude_regions": "EEA",
                         "diversity": {"of": "category", "least": 3}},
                       "rejected": {"to": "r"},
                       "manifest": "run.json",
                       "report": "report.html"},
                     "limits": {"rejected": "2%", "record": "2MB", "from": "-2d", "until": "+2d"}}
                    """);
    JsonNode at = job;
    if (!section.equals("root")) {
      for (String name : Splitter.on('.').split(section)) {
        at = at.path(name);
        at = at.isArray() ? at.get(0) : at;
      }
    }
    ((ObjectNode) at).remove(key);
    return job.toString();
  }

  private static Set<String> names(Iterator<String> names) {
    Set<String> all = new TreeSet<>();
    names.forEachRemaining(all::add);
    return all;
  }

  private Job read(String text) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        text.lines()
            .map(line -> line.replaceAll(",? ?<[a-z._]+>", ""))
            .collect(Collectors.joining("\n")));
    return JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
  }

  private SettingsException fault(String text) {
    return assertThrows(SettingsException.class, () -> read(text));
  }
}
