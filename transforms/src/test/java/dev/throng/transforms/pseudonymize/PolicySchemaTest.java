package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.settings.Schemas;
import dev.throng.transforms.step.GoogleMapping;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JSON Schema of the policy file says what {@link PolicyFile} reads: no more, no less. */
class PolicySchemaTest {
  private static final List<String> SECTIONS =
      List.of(
          "",
          "classes",
          "fields",
          "purposes",
          "signals",
          "signals/tcf",
          "signals/gpp",
          "signals/gpp/tcf_canada",
          "signals/gpp/us",
          "signals/google",
          "retention",
          "retention/events",
          "retention/aggregates",
          "retention/rejected",
          "retention/research",
          "legal_holds");

  private JsonNode schema;

  @BeforeEach
  void read() throws IOException {
    schema = Schemas.of(Policy.class, "policy.schema.json");
  }

  /** The shipped policy, with what is commented out in it. */
  private static ObjectNode policy() throws IOException {
    ObjectNode policy = Schemas.tree(Policy.class, "policy.yaml");
    policy.put("reconsent_from", "2020-09-14").put("keep_network", "no");
    policy
        .putArray("legal_holds")
        .addObject()
        .put("name", "tax")
        .put("keep", "3650d")
        .put("basis", "law")
        .putArray("event_types")
        .add("order");
    return policy;
  }

  private static String fault(ObjectNode policy) {
    return String.valueOf(
        assertThrows(RuntimeException.class, () -> Policy.parse("p.yaml", policy.toString()))
            .getMessage());
  }

  @Test
  void itsKeysAreThoseThatAreRead() throws IOException {
    for (String section : SECTIONS) {
      ObjectNode policy = policy();
      ((ObjectNode) Schemas.at(policy, section, false)).put(Schemas.UNKNOWN, "1");
      assertEquals(
          Schemas.known(fault(policy)), Schemas.keys(Schemas.at(schema, section, true)), section);
    }
  }

  @Test
  void whatItRequiresIsRequired() throws IOException {
    Policy.parse("p.yaml", policy().toString());
    for (String section : SECTIONS) {
      JsonNode at = Schemas.at(schema, section, true);
      Set<String> required = new HashSet<>(Schemas.words(at.path("required")));
      for (String key : Schemas.keys(at)) {
        ObjectNode policy = policy();
        if (((ObjectNode) Schemas.at(policy, section, false)).remove(key) == null) {
          continue;
        }
        if (required.contains(key)) {
          String said = fault(policy);
          assertTrue(said.contains(key), section + ": " + said);
        } else {
          Policy.parse("p.yaml", policy.toString());
        }
      }
    }
  }

  /** For each class and each field, exactly the treatments that the parser takes. */
  @Test
  void itsTreatmentsAreThoseThatAreTaken() throws IOException {
    Map<String, PrivacyClass> fields = Coverage.classesOfFields(IdentifiedEvent.getClassSchema());
    JsonNode classes = schema.path("properties").path("classes").path("properties");
    JsonNode own = schema.path("properties").path("fields").path("properties");
    for (PrivacyClass raw : new LinkedHashSet<>(fields.values())) {
      assertEquals(
          taken("classes", raw.label()),
          Set.copyOf(Schemas.words(classes.path(raw.label()).path("enum"))),
          raw.label());
    }
    for (String path : List.of("event_type", "event_time", "user.id", "commerce.product_id")) {
      assertEquals(
          taken("fields", path), Set.copyOf(Schemas.words(own.path(path).path("enum"))), path);
    }
    fields.forEach(
        (path, raw) -> {
          List<String> labels = new ArrayList<>(Treatment.labelsFor(raw));
          if (path.equals("event_type")) {
            labels.remove("drop");
          }
          assertEquals(
              Set.copyOf(labels), Set.copyOf(Schemas.words(own.path(path).path("enum"))), path);
        });
  }

  private static Set<String> taken(String section, String key) throws IOException {
    Set<String> taken = new HashSet<>();
    for (String label : Treatment.labels()) {
      ObjectNode policy = policy();
      // A class that is dropped drops the type of events, unless that has a treatment of its own.
      ((ObjectNode) policy.get("fields")).put("event_type", "vocabulary");
      ((ObjectNode) policy.get(section)).put(key, label);
      try {
        Policy.parse("p.yaml", policy.toString());
        taken.add(label);
      } catch (CoverageException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains(key), refused.getMessage());
      }
    }
    return taken;
  }

  @Test
  void itsChoicesAreThoseThatExist() {
    Set<String> types = new HashSet<>();
    for (GoogleMapping.ConsentType type : GoogleMapping.ConsentType.values()) {
      types.add(type.label());
      types.add(type.label() + "?");
    }
    assertEquals(
        types, Set.copyOf(Schemas.words(schema.path("$defs").path("consent_type").path("enum"))));
    List<String> purposes = Arrays.stream(Purpose.values()).map(Purpose::label).toList();
    for (JsonNode choice : Schemas.at(schema, "signals/gpp/us", true).path("properties")) {
      assertEquals(purposes, Schemas.words(choice.path("oneOf").get(0).path("enum")));
    }
    for (JsonNode basis : schema.path("properties").path("purposes").path("properties")) {
      assertEquals(
          List.of("consent", "contract", "law", "legitimate_interest"),
          Schemas.words(basis.path("enum")));
    }
  }

  @Test
  void everyKeyIsExplained() {
    Schemas.assertExplained(schema, "");
  }
}
