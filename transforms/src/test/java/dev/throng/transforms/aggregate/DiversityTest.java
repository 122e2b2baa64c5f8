package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows whose people are all alike in what is sensitive merge like rows about too few. */
class DiversityTest {
  private static final String YAML =
      """
      reports:
        - name: disputes
          purpose: statistical
          audience: internal
          recipient: us
          window: 1d
          dimensions: [country]
          measures: [events]
          rollups: [[]]
          release: {at_least: 2, diversity: {of: dispute_kind, least: 2}}
      """;

  private static final Report REPORT = ReportFile.parse("r.yaml", YAML).get(0);

  private final List<ConsentedEvent> events = new ArrayList<>();
  private long person;

  /** Events of so many people. */
  private void add(int people, String country, @Nullable String kind, boolean robots) {
    for (int i = 0; i < people; i++) {
      PseudonymousEvent event = new PseudonymousEvent();
      event.setEventType("dispute");
      event.setCountry(country);
      event.setDisputeKind(kind);
      event.setPersonHash(++person);
      event.setRobot(robots);
      events.add(new ConsentedEvent(event, 1));
    }
  }

  private Map<String, List<@Nullable String>> released(int workers) {
    Collections.shuffle(events, new Random(5));
    Map<String, Group> groups = new HashMap<>();
    Groups together = new Groups(REPORT);
    for (int worker = 0; worker < workers; worker++) {
      List<Aggregate> given = new ArrayList<>();
      PreAggregation aggregation = new PreAggregation(List.of(REPORT), given::add);
      for (int i = worker; i < events.size(); i += workers) {
        aggregation.add(events.get(i));
      }
      aggregation.flush();
      given.forEach(together::add);
    }
    together.groups().forEach(group -> groups.put("disputes|0|" + group.values(), group));
    Map<String, List<@Nullable String>> rows = new HashMap<>();
    Releases.rows(REPORT, groups)
        .forEach((key, measures) -> rows.put(key.substring(key.indexOf('|') + 1), measures));
    return rows;
  }

  @Test
  void whoeverIsKnownToBeInARowHasNoCertainValue() {
    add(10, "DE", "refund", false);
    add(1, "DE", "health", false);
    add(50, "FR", "health", false);
    // These make FR no more diverse: a value of nobody's, and none.
    add(50, "FR", "refund", true);
    add(50, "FR", null, false);
    add(7, "GB", "refund", false);
    for (int workers : List.of(1, 3)) {
      assertEquals(
          Map.of(
              "DE", List.of("11"),
              // FR and GB together have two kinds.
              "(other)", List.of("157"),
              "(all)", List.of("168")),
          released(workers));
    }
  }

  @Test
  void whereAllAreAlikeNothingIsReleased() {
    add(500, "DE", "refund", false);
    add(500, "FR", "refund", false);
    assertEquals(Map.of(), released(1));
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    String[][] cases = {
      {
        "of: dispute_kind",
        "of: dispute_knd",
        "10: 'reports[0].release.diversity.of' 'dispute_knd' is no dimension; did you mean 'dispute_kind'?"
      },
      {
        "least: 2}", "least: 1}", "10: 'reports[0].release.diversity.least' must be 2 to 100, not 1"
      },
      {", least: 2", "", "10: 'reports[0].release.diversity.least' is missing"},
      {
        "[events]",
        "[sessions]",
        "10: 'reports[0].release.diversity.of' needs a measure of events: sessions have no such value"
      },
    };
    for (String[] wrong : cases) {
      String yaml = YAML.replace(wrong[0], wrong[1]);
      SettingsException fault =
          assertThrows(SettingsException.class, () -> ReportFile.parse("r.yaml", yaml), wrong[1]);
      assertEquals("r.yaml:" + wrong[2], fault.getMessage().replaceFirst(":[0-9]+: ", ": "));
    }
  }
}
