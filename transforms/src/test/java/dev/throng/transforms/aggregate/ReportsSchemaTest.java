package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.transforms.settings.Schemas;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JSON Schema of the reports file says what {@link ReportFile} reads: no more, no less. */
class ReportsSchemaTest {
  private static final String INTERNAL =
      """
      reports:
        - name: one
          purpose: statistical
          audience: internal
          recipient: us
          window: 1d
          where: {robot: false}
          dimensions: [country, currency]
          measures: [events, sum(price)]
          rollups: [[country]]
          release: {at_least: 20, diversity: {of: dispute_kind, least: 2}}
      """;
  private static final String NOISED =
      """
      reports:
        - name: one
          purpose: statistical
          audience: third_party
          recipient: all
          window: 1d
          dimensions: [country, currency]
          measures: [events, sum(price)]
          release:
            epsilon: 1
            delta: 1e-9
            unit: person
            groups_per_person: 4
            events_per_group: 10
            groups: [[DE, EUR]]
            clamps: {sum(price): [0, 500]}
            noise: laplace
            selection: truncated_geometric
            contributions: keyed_hash
      """;
  private static final String REPORT = "reports";
  private static final String RELEASE = "reports/release";

  private JsonNode schema;

  @BeforeEach
  void read() throws IOException {
    schema = Schemas.of(ReportFile.class, "reports.schema.json");
  }

  private static String fault(ObjectNode file) {
    return String.valueOf(
        assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", file.toString()))
            .getMessage());
  }

  private static Set<String> known(String yaml, String section) {
    ObjectNode file = Schemas.tree(yaml);
    ((ObjectNode) Schemas.at(file, section, false)).put(Schemas.UNKNOWN, "1");
    return Schemas.known(fault(file));
  }

  @Test
  void itsKeysAreThoseThatAreRead() {
    assertEquals(known(INTERNAL, ""), Schemas.keys(schema));
    assertEquals(known(INTERNAL, REPORT), Schemas.keys(Schemas.at(schema, REPORT, true)));
    Set<String> release = new TreeSet<>(known(INTERNAL, RELEASE));
    release.addAll(known(NOISED, RELEASE));
    assertEquals(release, Schemas.keys(Schemas.at(schema, RELEASE, true)));
    assertEquals(
        known(INTERNAL, RELEASE + "/diversity"),
        Schemas.keys(Schemas.at(schema, RELEASE + "/diversity", true)));
  }

  @Test
  void whatItRequiresIsRequired() {
    ReportFile.parse("r.yaml", INTERNAL);
    ReportFile.parse("r.yaml", NOISED);
    for (String section : List.of("", REPORT, RELEASE + "/diversity")) {
      JsonNode at = Schemas.at(schema, section, true);
      Set<String> required = new HashSet<>(Schemas.words(at.path("required")));
      for (String key : Schemas.keys(at)) {
        ObjectNode file = Schemas.tree(INTERNAL);
        if (section.equals(REPORT)) {
          // What needs others goes with them.
          ((ObjectNode) Schemas.at(file, REPORT, false)).remove("rollups");
          ((ObjectNode) Schemas.at(file, REPORT, false)).putArray("measures").add("events");
        }
        ((ObjectNode) Schemas.at(file, section, false)).remove(key);
        if (required.contains(key)) {
          String said = fault(file);
          assertTrue(said.contains(key), said);
        } else {
          ReportFile.parse("r.yaml", file.toString());
        }
      }
    }
    for (JsonNode one : Schemas.at(schema, RELEASE, true).path("oneOf")) {
      String key = one.path("required").get(0).asText();
      ObjectNode file = Schemas.tree(key.equals("at_least") ? INTERNAL : NOISED);
      ((ObjectNode) Schemas.at(file, RELEASE, false)).remove(key);
      assertTrue(fault(file).contains("'reports[0].release." + key + "' is missing"));
    }
  }

  @Test
  void itsChoicesAreThoseThatExist() {
    JsonNode dimensions = schema.path("$defs").path("dimension").path("anyOf").get(0).path("enum");
    List<String> all = new ArrayList<>(Dimension.COARSE);
    all.addAll(Dimension.CLOCK);
    JsonNode where = Schemas.at(schema, REPORT, true).path("properties").path("where");
    assertEquals(all, Schemas.words(where.path("propertyNames").path("anyOf").get(0).path("enum")));
    all.add(Dimension.SELLER);
    assertEquals(all, Schemas.words(dimensions));
    String said =
        assertThrows(IllegalArgumentException.class, () -> Measures.named("zzz")).getMessage();
    assertEquals(
        String.valueOf(said).substring(String.valueOf(said).indexOf("known are ") + 10),
        String.join(", ", Schemas.words(schema.path("$defs").path("measure").path("enum"))));
    assertEquals(
        Arrays.stream(Purpose.values()).map(Purpose::label).toList(), choices(REPORT, "purpose"));
    assertEquals(
        Arrays.stream(Audience.values()).map(Audience::label).toList(),
        choices(REPORT, "audience"));
    assertEquals(labels(Release.Unit.values()), choices(RELEASE, "unit"));
    assertEquals(labels(Release.Contributing.values()), choices(RELEASE, "contributions"));
    for (String key : List.of("unit", "noise", "selection", "contributions")) {
      for (String choice : choices(RELEASE, key)) {
        ObjectNode file = Schemas.tree(NOISED);
        ((ObjectNode) Schemas.at(file, RELEASE, false)).put(key, choice);
        ReportFile.parse("r.yaml", file.toString());
      }
      ObjectNode file = Schemas.tree(NOISED);
      ((ObjectNode) Schemas.at(file, RELEASE, false)).put(key, "zzz");
      assertTrue(
          fault(file).contains("must be one of " + String.join(", ", choices(RELEASE, key))));
    }
  }

  @Test
  void everyKeyIsExplained() {
    Schemas.assertExplained(schema, "");
  }

  private static List<String> labels(Enum<?>[] constants) {
    return Arrays.stream(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private List<String> choices(String section, String key) {
    return Schemas.words(
        Schemas.at(schema, section, true).path("properties").path(key).path("enum"));
  }
}
