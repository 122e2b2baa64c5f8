package dev.throng.pipeline.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboards are whole. That what they look at exists is seen where a stream is scraped:
 * {@code StreamApplicationTest}.
 */
class AlertsTest {
  @Test
  void eachAlertSaysWhatToDo() throws Exception {
    Set<String> names = new HashSet<>();
    for (JsonNode rule : Manifest.one("prometheus/alerts.yaml").content().at("/groups/0/rules")) {
      String name = rule.path("alert").asText();
      assertTrue(names.add(name), name);
      assertTrue(name.startsWith("Throng"), name);
      assertTrue(Set.of("page", "warn").contains(rule.at("/labels/severity").asText()), name);
      assertFalse(rule.at("/annotations/summary").asText().isEmpty(), name);
      assertFalse(rule.at("/annotations/do").asText().isEmpty(), name);
    }
    assertTrue(names.size() > 8, "there are alerts");
  }

  @Test
  void eachExpressionIsBalancedAndLooksAtFlink() throws Exception {
    List<String> expressions = NamedMetrics.expressions();
    assertTrue(expressions.size() > 20, "there are expressions");
    for (String expression : expressions) {
      assertTrue(expression.contains("flink_"), expression);
      for (String pair : List.of("()", "{}", "[]")) {
        assertEquals(
            expression.chars().filter(each -> each == pair.charAt(0)).count(),
            expression.chars().filter(each -> each == pair.charAt(1)).count(),
            expression);
      }
    }
  }

  @Test
  void panelsDoNotOverlapAndHaveASource() throws Exception {
    for (Path file : NamedMetrics.dashboards()) {
      Set<String> places = new HashSet<>();
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
        assertTrue(ids.add(panel.path("id").asInt()), panel.path("title").asText());
        JsonNode at = panel.path("gridPos");
        for (int x = 0; x < at.path("w").asInt(); x++) {
          for (int y = 0; y < at.path("h").asInt(); y++) {
            String place = (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
            assertTrue(places.add(place), panel.path("title") + " at " + place);
          }
        }
        if (!panel.path("type").asText().equals("row")) {
          assertEquals(source(), panel.at("/datasource/uid").asText());
        }
      }
    }
  }

  private static String source() throws Exception {
    return Manifest.one("grafana/provisioning/datasources/prometheus.yaml")
        .content()
        .at("/datasources/0/uid")
        .asText();
  }

  @Test
  void prometheusScrapesWhatFlinkOpens() throws Exception {
    String targets =
        Manifest.one("docker/prometheus.yaml")
            .content()
            .at("/scrape_configs/0/static_configs/0/targets")
            .toString();
    String port =
        Manifest.one("docker/flink.yaml")
            .content()
            .path("metrics.reporter.prometheus.port")
            .asText();
    for (String service : List.of("jobmanager", "taskmanager")) {
      assertTrue(targets.contains("\"" + service + ":" + port + "\""), targets);
      assertTrue(Manifest.compose().content().path("services").has(service));
    }
  }
}
