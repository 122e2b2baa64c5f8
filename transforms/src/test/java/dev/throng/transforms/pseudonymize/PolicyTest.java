package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.Purpose;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {
  private static final String SHIPPED = Policy.shippedText();

  @Test
  void theShippedPolicyCoversTheSchema() {
    Policy policy = Policy.shipped();
    List<String> dropped = new ArrayList<>();
    for (Schema.Field field : IdentifiedEvent.getClassSchema().getFields()) {
      String path = field.getProp("path");
      Treatment treatment = policy.treatmentOf(path);
      PrivacyClass raw = PrivacyClass.of(field.getProp("privacy")).orElseThrow();
      assertTrue(treatment.treats(raw), path);
      if (treatment == Treatment.DROP) {
        dropped.add(path);
      }
      assertEquals(treatment != Treatment.DROP, policy.wantedFields().contains(path), path);
    }
    assertEquals(List.of("location.postal_code", "dispute.text"), dropped);
    assertEquals(Treatment.PSEUDONYMIZE, policy.treatmentOf("device.id"));
    assertEquals(Treatment.TRUNCATE, policy.treatmentOf("network.forwarded_for"));
    assertEquals(Treatment.SCRUB_URL, policy.treatmentOf("page.url"));
    assertEquals("1", policy.version());
    assertEquals(Set.of(), policy.properties());
    assertTrue(policy.queryParameters().contains("utm_source"));
    assertNull(policy.reconsentFrom());
    assertEquals(15_000, policy.smallestCity());
    assertFalse(policy.keepsNetwork());
    assertEquals(List.of(Purpose.values()), List.copyOf(policy.bases().keySet()));
    assertEquals("395d, then delete", policy.retention().get("events"));
    assertEquals(
        List.of("events", "aggregates", "rejected", "research"),
        List.copyOf(policy.retention().keySet()));
    assertThrows(IllegalArgumentException.class, () -> policy.treatmentOf("device_id"));
  }

  static Set<String> classes() {
    Set<String> labels = new TreeSet<>();
    for (Schema.Field field : IdentifiedEvent.getClassSchema().getFields()) {
      labels.add(field.getProp("privacy"));
    }
    return labels;
  }

  /** Law 2. */
  @ParameterizedTest
  @MethodSource("classes")
  void aClassWithoutATreatmentIsRefused(String label) {
    String without = SHIPPED.replaceAll("(?m)^  " + label + ": \\w+.*\n", "");
    CoverageException e =
        assertThrows(CoverageException.class, () -> Policy.parse("my.yaml", without));
    assertTrue(e.getMessage().startsWith("my.yaml: the class '" + label + "' has no treatment"));
    CoverageException empty =
        assertThrows(
            CoverageException.class, () -> Policy.parse("my.yaml", ofClass(label, "")), label);
    assertTrue(empty.getMessage().contains("'" + label + "'"), empty.getMessage());
  }

  /** Text under a treatment for ids, ids under one for words: each class has few of its own. */
  @ParameterizedTest
  @MethodSource("classes")
  void onlyTreatmentsOfItsClassAreTaken(String label) {
    PrivacyClass raw = PrivacyClass.of(label).orElseThrow();
    for (Treatment treatment : Treatment.values()) {
      String yaml = withoutFields(ofClass(label, treatment.label()));
      boolean typeToo = raw == PrivacyClass.VOCABULARY && treatment == Treatment.DROP;
      if (treatment.treats(raw) && !typeToo) {
        Policy.parse("my.yaml", yaml);
      } else {
        CoverageException e =
            assertThrows(CoverageException.class, () -> Policy.parse("my.yaml", yaml));
        assertTrue(
            e.getMessage().contains(typeToo ? "event_type" : "'classes." + label + "'"),
            e.getMessage());
      }
    }
  }

  /** P2, P8: there is nothing between dropping them and letting them through. */
  @Test
  void someClassesCanOnlyBeDropped() {
    for (PrivacyClass raw : List.of(PrivacyClass.SPECIAL_TEXT, PrivacyClass.POSTAL_CODE)) {
      assertEquals(List.of("drop"), Treatment.labelsFor(raw));
    }
  }

  /** Law 2, P19: what refuses is always read. */
  @Test
  void whatRefusesCannotBeDropped() {
    for (String label :
        List.of("consent_word", "consent_signal", "policy_version", "minor", "special_flag")) {
      assertThrows(
          CoverageException.class, () -> Policy.parse("my.yaml", ofClass(label, "drop")), label);
    }
    assertThrows(CoverageException.class, () -> Policy.parse("my.yaml", ofClass("time", "drop")));
  }

  @Test
  void anUnknownTreatmentIsNamedWithTheNearest() {
    CoverageException e =
        assertThrows(
            CoverageException.class,
            () -> Policy.parse("my.yaml", ofClass("device_id", "pseudonymise")));
    assertEquals(
        "my.yaml:"
            + lineOf("  device_id:")
            + ":3: 'classes.device_id' has the unknown treatment 'pseudonymise'; did you mean"
            + " 'pseudonymize'?",
        e.getMessage());
  }

  @Test
  void aFieldMayDifferFromItsClass() {
    Policy policy =
        Policy.parse(
            "my.yaml", SHIPPED.replace("  commerce.product_id: code", "  page.title: drop"));
    assertEquals(Treatment.DROP, policy.treatmentOf("page.title"));
    assertFalse(policy.wantedFields().contains("page.title"));
    assertEquals(Treatment.SCRUB_TEXT, policy.treatmentOf("search.query"));
    CoverageException e =
        assertThrows(
            CoverageException.class,
            () ->
                Policy.parse(
                    "my.yaml", SHIPPED.replace("commerce.product_id: code", "user.id: word")));
    assertTrue(e.getMessage().contains("'fields.user.id' cannot have the treatment 'word'"));
  }

  @Test
  void unknownKeysNameTheLineAndTheNearest() {
    refused(
        SHIPPED.replace("  commerce.product_id: code", "  commerce.produkt_id: code"),
        "my.yaml:" + lineOf("  commerce.product_id:"),
        "'fields.commerce.produkt_id'; did you mean 'commerce.product_id'?");
    refused(
        SHIPPED + "\nsmalest_city: 3\n",
        "my.yaml:" + (SHIPPED.lines().count() + 2),
        "'smalest_city'; did you mean 'smallest_city'?");
    refused(
        SHIPPED.replace("  order_id: pseudonymize", "  order_id: pseudonymize\n  pseudonym: drop"),
        "my.yaml:" + (lineOf("  order_id:") + 1),
        "unknown key 'classes.pseudonym'");
  }

  @Test
  void mistypedValuesAreRefused() {
    refused(SHIPPED.replace("smallest_city: 15000", "smallest_city: 0"), "'smallest_city' must be");
    refused(SHIPPED.replace("smallest_city: 15000", ""), "'smallest_city' is missing");
    refused(SHIPPED.replace("keep_network: no", "keep_network: nein"), "'keep_network' must be");
    refused(SHIPPED.replace("research: consent", "research: assent"), "'purposes.research' must");
    refused(SHIPPED.replaceAll("  research: consent\n", ""), "'purposes.research' is missing");
    refused(SHIPPED.replace("keep: 30d", "keep: 30 days"), "'retention.rejected.keep' must be");
    refused(SHIPPED.replaceAll("  rejected: .*\n", ""), "'retention.rejected' is missing");
    refused(SHIPPED.replace("properties: []", "properties: [a, a]"), "repeated");
    refused(SHIPPED + "\nreconsent_from: soon\n", "'reconsent_from' must be a date");
    refused("version: 1\n", "'classes' is missing");
  }

  @Test
  void whatLawsWantKeptIsRead() {
    String holds =
        SHIPPED
            + "\nlegal_holds:\n  - {name: tax, event_types: [order, payment], keep: 3650d, basis: a law}\n";
    Policy policy = Policy.parse("my.yaml", holds);
    assertEquals(
        List.of(new LegalHold("tax", Set.of("order", "payment"), Duration.ofDays(3650), "a law")),
        policy.legalHolds());
    assertEquals(List.of(), Policy.shipped().legalHolds());
    assertEquals(Optional.of(new Retention(Duration.ofDays(30), false)), policy.term("rejected"));
    assertEquals(Optional.empty(), policy.term("nothing"));
    refused(holds.replace("order,", "orders,"), "'orders', which is no type of events");
    refused(holds.replace("[order, payment]", "[]"), "must name at least one type of events");
    refused(holds.replace("3650d", "ever"), "keep' must be");
    refused(holds.replace("basis", "bases"), "basis");
    refused(holds.replace("name: tax", "name: T A X"), "must be of small letters");
  }

  @Test
  void whatIsGivenIsTaken() {
    Policy policy =
        Policy.parse(
            "my.yaml",
            SHIPPED
                    .replace("keep_network: no", "keep_network: yes")
                    .replace("properties: []", "properties: [plan, colour]")
                    .replace("smallest_city: 15000", "smallest_city: 100000")
                    .replace("  research: consent", "  research: legitimate_interest")
                + "\nreconsent_from: 2020-09-14\n");
    assertTrue(policy.keepsNetwork());
    assertEquals(Set.of("plan", "colour"), policy.properties());
    assertEquals(100_000, policy.smallestCity());
    assertEquals("2020-09-14", policy.reconsentFrom());
    assertEquals(
        Map.of(
            Purpose.STATISTICAL,
            "consent",
            Purpose.PERSONALISATION,
            "consent",
            Purpose.MARKETING,
            "consent",
            Purpose.SHARE_WITH_SELLERS,
            "consent",
            Purpose.RESEARCH,
            "legitimate_interest"),
        policy.bases());
  }

  @Test
  void crossesToWorkers() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Policy.shipped());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Policy policy = (Policy) in.readObject();
      assertEquals(Policy.shipped().wantedFields(), policy.wantedFields());
      assertEquals(Policy.shipped().retention(), policy.retention());
    }
  }

  private static void refused(String yaml, String... parts) {
    SettingsException e =
        assertThrows(SettingsException.class, () -> Policy.parse("my.yaml", yaml));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage() + " lacks " + part);
    }
  }

  private static String ofClass(String label, String treatment) {
    return SHIPPED.replaceAll("(?m)^  " + label + ": \\w+", "  " + label + ": " + treatment);
  }

  private static String withoutFields(String yaml) {
    return yaml.replaceAll("  commerce.product_id: code.*\n", "");
  }

  private static int lineOf(String start) {
    List<String> lines = SHIPPED.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(start);
  }
}
