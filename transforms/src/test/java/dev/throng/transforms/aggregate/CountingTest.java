package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The room against the oracle, on thousands of events of a small odd world. */
class CountingTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  static final List<Report> REPORTS =
      ReportFile.parse(
          "test.yaml",
          """
          reports:
            - {name: hourly, purpose: statistical, audience: internal, recipient: all, window: 1h,
               dimensions: [country, city], release: {at_least: 4096},
               measures: [events, conversions, unique_people, unique_devices, unique_users,
                          unique_companies, open_rate]}
            - {name: seven_hours, purpose: marketing, audience: internal, recipient: all, window: 7h,
               where: {robot: false, country: [DE, "(unknown)", '\\(other)']},
               dimensions: [currency, property.plan], release: {at_least: 4096},
               measures: [sum(price), sum(quantity), sum(search_results), unique_people]}
            - {name: weekly, purpose: personalisation, audience: internal, recipient: all, window: 7d,
               dimensions: [event_type], release: {at_least: 4096},
               measures: [events, unique_people, unique_devices, open_rate]}
            - {name: fortnight, purpose: research, audience: internal, recipient: all, window: 14d,
               where: {event_type: [email_sent, email_open, conversion]}, dimensions: [],
               release: {at_least: 4096}, measures: [open_rate, events, conversions]}
            - {name: three_days, purpose: statistical, audience: internal, recipient: all, window: 3d,
               dimensions: [robot], release: {at_least: 4096}, measures: [events, unique_companies]}
          """);

  @Test
  void countsWhatTheOracleCounts() {
    for (long seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events =
          new RandomEvents(random, 5 + random.nextInt(200), 20 * DAY).list(1500);
      Map<String, Group> groups = Workers.count(REPORTS, events, random, 3, 40);
      for (Report report : REPORTS) {
        assertEquals(new Oracle(report).rows(events), Workers.rows(report, groups), "seed " + seed);
      }
    }
  }

  @Test
  void sameAggregatesWhateverWorkersOrderAndBounds() {
    for (long seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events = new RandomEvents(random, 300, 9 * DAY).list(2000);
      assertEquals(
          aggregates(Workers.count(REPORTS, events, random, 1, 1_000_000)),
          aggregates(Workers.count(REPORTS, events, random, 1 + random.nextInt(6), 3)),
          "seed " + seed);
    }
  }

  @Test
  void staysWithinItsBounds() {
    List<Aggregate> given = new ArrayList<>();
    PreAggregation counting = new PreAggregation(REPORTS, given::add, 10, Long.MAX_VALUE);
    int events = 0;
    for (ConsentedEvent event : new RandomEvents(new Random(1), 300, 9 * DAY).list(500)) {
      int before = given.size();
      counting.add(event);
      events++;
      int now = given.size() - before;
      assertEquals(true, now == 0 || (now > 10 && now <= 10 + REPORTS.size()), "event " + events);
    }
  }

  static Map<String, Aggregate> aggregates(Map<String, Group> groups) {
    Map<String, Aggregate> aggregates = new TreeMap<>();
    groups.forEach((key, group) -> aggregates.put(key, group.aggregate()));
    return aggregates;
  }
}
