package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.pipeline.audit.Audit;
import dev.throng.pipeline.audit.AuditSettings;
import dev.throng.pipeline.audit.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P12: the extract for research against the stored events that it was made of. */
class ResearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int K = 5;
  private static final int L = 2;
  private static final List<List<String>> CHAINS =
      List.of(
          List.of("country", "region", "city"),
          List.of("hour", "minute"),
          List.of("device_class"),
          List.of("property.plan"),
          List.of("event_type"));
  private static final String RESEARCH =
      "format: jsonl, recipient: tests, quasi_identifiers: "
          + CHAINS
          + ", k: 5, diversity: {of: language, least: 2}, suppress: 10%";

  @TempDir Path folder;

  @Test
  void isWhatTheStoredEventsSay() throws IOException {
    Written written = run("out", RESEARCH);
    assertTrue(assertIsAsTheStoredEventsSay(written, event -> true).get("kept") >= 4, "columns");
    JsonNode counts = written.manifest().path("reports").path("research");
    assertTrue(counts.path("events_released").intValue() > 1000, counts.toString());
    assertTrue(counts.path("events_too_few_people").intValue() > 0, counts.toString());
    assertFalse(written.files().containsKey("aggregates/research"));
    List<String> findings = anonymity(K);
    assertEquals(2, findings.size(), findings.toString());
    for (String finding : findings) {
      assertTrue(finding.startsWith("NOTE") && finding.contains("each at least 5 people"), finding);
    }
    assertTrue(anonymity(500).stream().anyMatch(each -> each.startsWith("SEVERE")), "k of 500");
  }

  @Test
  void whoLivesInAnExcludedRegionIsInNoRow() throws IOException {
    Written written = run("out", RESEARCH + ", exclude_regions: [US, CN]");
    Set<String> regions = Set.of("US", "CN");
    assertIsAsTheStoredEventsSay(
        written,
        event ->
            event.path("residence_region").isTextual()
                && !regions.contains(event.path("residence_region").asText()));
    assertTrue(
        stored(written).stream()
            .anyMatch(event -> regions.contains(event.path("residence_region").asText())));
  }

  /** P8: with disputes about health in the input the extract is the same as without. */
  @Test
  void nothingOfHealthIsInIt() throws IOException {
    Written without = run("out", RESEARCH);
    Written with = run("all", RESEARCH, line -> true);
    assertTrue(
        with.manifest().path("events_kept").intValue()
            > without.manifest().path("events_kept").intValue());
    for (Map.Entry<String, byte[]> file : without.files().entrySet()) {
      if (file.getKey().startsWith("research/")) {
        assertArrayEquals(file.getValue(), with.files().get(file.getKey()), file.getKey());
      }
    }
  }

  private Written run(String out, String research) throws IOException {
    return run(out, research, line -> !line.contains("\"health_data\":true"));
  }

  private Written run(String out, String research, Predicate<String> asked) throws IOException {
    JobSite site =
        new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS, research);
    List<byte[]> lines =
        Inputs.lines(42, 30_000, 1_200, 500).stream()
            .filter(line -> asked.test(new String(line, StandardCharsets.UTF_8)))
            .toList();
    site.put("in.ndjson", Inputs.file(lines));
    return site.run("in.ndjson", out, 4 << 20, "--parallelism=2");
  }

  private List<String> anonymity(int k) throws IOException {
    return Audit.of(List.of(folder.resolve("out")), new AuditSettings(k, null)).findings().stream()
        .filter(finding -> finding.check().equals("k-anonymity"))
        .map((Finding finding) -> finding.severity() + " " + finding.sentence())
        .toList();
  }

  /** Returns what it counted, among it how many columns told something. */
  private static Map<String, Long> assertIsAsTheStoredEventsSay(
      Written written, Predicate<JsonNode> asked) throws IOException {
    Map<LocalDate, List<JsonNode>> days =
        stored(written).stream()
            .filter(ResearchTest::isAllowed)
            .filter(asked)
            .collect(
                Collectors.groupingBy(
                    event -> time(event).atZone(ZoneOffset.UTC).toLocalDate(),
                    TreeMap::new,
                    Collectors.toList()));
    Map<String, Long> counts = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    for (Map.Entry<LocalDate, List<JsonNode>> day : days.entrySet()) {
      String file = "research/" + day.getKey() + ".jsonl";
      files.add(file);
      assertDay(rows(written.files().get(file)), day.getValue(), counts);
    }
    assertEquals(
        files,
        written.files().keySet().stream()
            .filter(name -> name.startsWith("research/"))
            .collect(Collectors.toSet()));
    JsonNode said = written.manifest().path("reports").path("research");
    for (String name : List.of("events_released", "events_too_few_people", "events_too_alike")) {
      assertEquals(counts.getOrDefault(name, 0L), said.path(name).longValue(), name);
    }
    assertEquals(days.size(), written.manifest().path("outputs").path("research").size());
    return counts;
  }

  /**
   * Classes go out whole where they have enough people, companies and languages; else not at all.
   */
  private static void assertDay(
      List<JsonNode> rows, List<JsonNode> events, Map<String, Long> counts) {
    Set<String> kept = new TreeSet<>();
    for (String column : CHAINS.stream().flatMap(List::stream).toList()) {
      if (rows.stream().anyMatch(row -> !value(row, column).equals("(all)"))) {
        kept.add(column);
      }
    }
    Map<List<String>, List<JsonNode>> classes =
        events.stream().collect(Collectors.groupingBy(event -> identifiers(event, kept)));
    Map<List<String>, Long> expected = new HashMap<>();
    classes.forEach(
        (identifiers, alike) -> {
          List<JsonNode> people = alike.stream().filter(event -> !person(event).isEmpty()).toList();
          long persons = people.stream().map(ResearchTest::person).distinct().count();
          long companies =
              people.stream()
                  .map(event -> event.path("company").asText(person(event)))
                  .distinct()
                  .count();
          long languages =
              people.stream()
                  .map(event -> event.path("language").asText())
                  .filter(language -> !language.isEmpty())
                  .distinct()
                  .count();
          String what = "events_released";
          if (Math.min(persons, companies) < K) {
            what = "events_too_few_people";
          } else if (languages < L) {
            what = "events_too_alike";
          } else {
            for (JsonNode event : alike) {
              List<String> values = new ArrayList<>(identifiers);
              values.add(event.path("language").asText("(unknown)"));
              expected.merge(values, 1L, Long::sum);
            }
          }
          counts.merge(what, (long) alike.size(), Long::sum);
        });
    Map<List<String>, Long> actual = new HashMap<>();
    for (JsonNode row : rows) {
      List<String> values = new ArrayList<>();
      CHAINS.stream().flatMap(List::stream).forEach(each -> values.add(value(row, each)));
      values.add(row.path("sensitive_language").asText());
      actual.put(values, row.path("rows").longValue());
      assertEquals(values.size() + 3, row.size(), "no other columns");
    }
    assertEquals(expected, actual);
    counts.merge("kept", (long) kept.size(), Long::sum);
  }

  private static String value(JsonNode row, String column) {
    return row.path(column.replace('.', '_')).asText();
  }

  private static List<String> identifiers(JsonNode event, Set<String> kept) {
    List<String> values = new ArrayList<>();
    for (String column : CHAINS.stream().flatMap(List::stream).toList()) {
      String value =
          switch (column) {
            case "hour" -> time(event).toString().substring(11, 13);
            case "minute" -> time(event).toString().substring(14, 16);
            default -> event.path(column).asText("(unknown)");
          };
      values.add(kept.contains(column) ? value : "(all)");
    }
    return values;
  }

  /** For advertising events P15 asks for two purposes more. */
  private static boolean isAllowed(JsonNode event) {
    Set<String> purposes = new TreeSet<>();
    event.path("purposes").forEach(purpose -> purposes.add(purpose.asText()));
    boolean advert =
        Set.of("ad_view", "ad_click", "conversion").contains(event.path("event_type").asText());
    return purposes.contains("research")
        && (!advert || purposes.containsAll(Set.of("personalisation", "marketing")));
  }

  private static Instant time(JsonNode event) {
    return Instant.ofEpochMilli(event.path("event_time").longValue());
  }

  /** Whoever it is within the day; nobody is "". */
  private static String person(JsonNode event) {
    if (event.path("robot").booleanValue()) {
      return "";
    }
    for (String id : List.of("user", "device", "cookie")) {
      if (event.has(id)) {
        return id + event.path(id).asText();
      }
    }
    return "";
  }

  private static List<JsonNode> stored(Written written) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : written.files().entrySet()) {
      if (file.getKey().startsWith("events/")) {
        events.addAll(rows(file.getValue()));
      }
    }
    return events;
  }

  private static List<JsonNode> rows(byte[] lines) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
