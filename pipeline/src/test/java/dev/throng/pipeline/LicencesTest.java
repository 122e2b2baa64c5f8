package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the jar carries of others, by the bill of materials that the build makes (CycloneDX). */
class LicencesTest {
  /** Those that let it be given on under Apache-2.0, with its notices. */
  private static final Set<String> ALLOWED =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");

  /** Others, each for one component that is carried as it is: NOTICE says whose they are. */
  private static final Set<String> ALLOWED_FOR =
      Set.of(
          "javax.annotation:javax.annotation-api (CDDL-1.0 OR GPL-2.0-with-classpath-exception)",
          "org.elasticsearch:geolite2-databases"
              + " Creative Commons Attribution-ShareAlike 4.0 Unported License");

  /** Some that are certainly in it: else the list would be of something else. */
  private static final List<String> KNOWN =
      List.of(
          "org.apache.beam:beam-sdks-java-core",
          "org.apache.flink:flink-clients",
          "org.apache.kafka:kafka-clients",
          "org.postgresql:postgresql",
          "com.google.crypto.tink:tink");

  private JsonNode components;

  private record Component(String name, String version, List<String> licences) {
    static Component of(JsonNode json) {
      List<String> licences = new ArrayList<>();
      for (JsonNode each : json.path("licenses")) {
        JsonNode licence = each.path("license");
        licences.add(
            each.has("expression")
                ? each.path("expression").asText()
                : licence.path(licence.has("id") ? "id" : "name").asText());
      }
      String name = json.path("group").asText() + ":" + json.path("name").asText();
      return new Component(name, json.path("version").asText(), licences);
    }

    /** Where there are several, whoever gives it on may choose. */
    boolean isAllowed() {
      return licences.stream()
          .anyMatch(each -> ALLOWED.contains(each) || ALLOWED_FOR.contains(name + " " + each));
    }
  }

  @BeforeEach
  void read() throws IOException {
    components =
        JsonMapper.builder()
            .build()
            .readTree(Resources.toByteArray(Resources.getResource("META-INF/sbom/throng.cdx.json")))
            .path("components");
  }

  private List<Component> others() {
    List<Component> others = new ArrayList<>();
    components.forEach(each -> others.add(Component.of(each)));
    others.removeIf(each -> each.name().startsWith("dev.throng:"));
    return others;
  }

  @Test
  void everyLicenceIsAllowed() {
    List<Component> others = others();
    assertTrue(others.size() > 50, "the list is short");
    for (Component each : others) {
      assertTrue(each.isAllowed(), each.name() + " is under " + each.licences());
    }
    Set<String> names = new TreeSet<>();
    others.forEach(each -> names.add(each.name()));
    assertTrue(names.containsAll(KNOWN), names::toString);
    assertFalse(new Component("a:b", "1", List.of("GPL-3.0-only")).isAllowed());
    assertFalse(new Component("a:b", "1", List.of()).isAllowed());
  }

  /** What is allowed for one component must still be needed. */
  @Test
  void noExceptionIsLeftOver() {
    Set<String> needed = new TreeSet<>();
    others().forEach(each -> each.licences().forEach(one -> needed.add(each.name() + " " + one)));
    assertTrue(needed.containsAll(ALLOWED_FOR), needed::toString);
  }

  @Test
  void theCommittedListIsCurrent() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Component each : others()) {
      rows.add(
          "| %s | %s | %s |"
              .formatted(each.name(), each.version(), String.join("; ", each.licences())));
    }
    Collections.sort(rows);
    String list =
        "# What the jar carries of others\n\n"
            + "Made from the bill of materials that the build writes into the jar,"
            + " `META-INF/sbom/throng.cdx.json`.\nWhere there are several licences, any may be"
            + " chosen. Data and further notices stand in [NOTICE](NOTICE).\n\n"
            + "| component | version | licence |\n|---|---|---|\n"
            + String.join("\n", rows)
            + "\n";
    Path made = Path.of("target", "LICENCES.md");
    Files.writeString(made, list);
    Path committed = Path.of("..", "LICENCES.md");
    assertEquals(
        list,
        Files.exists(committed) ? Files.readString(committed) : "",
        "cp pipeline/target/LICENCES.md .");
  }
}
