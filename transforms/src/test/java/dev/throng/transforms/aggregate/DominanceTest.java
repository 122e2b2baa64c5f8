package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows in whose sum one person or company is more than half merge like rows about too few. */
class DominanceTest {
  private static final String YAML =
      """
      reports:
        - name: orders
          purpose: statistical
          audience: internal
          recipient: us
          window: 7d
          where: {currency: EUR}
          dimensions: [country]
          measures: [sum(price), events]
          rollups: [[]]
          release: {at_least: 3}
      """;

  private static final Report REPORT = ReportFile.parse("r.yaml", YAML).get(0);
  private static final long DAY = 86_400_000L;
  private static final long MONDAY = 4 * DAY;

  private final List<ConsentedEvent> events = new ArrayList<>();
  private long person;

  private PseudonymousEvent order(String country, long person, long euros) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventType("order");
    event.setEventTime(MONDAY);
    event.setCurrency("EUR");
    event.setCountry(country);
    event.setPersonHash(Mix.of(person));
    event.setPrice(euros * 10_000);
    events.add(new ConsentedEvent(event, 1));
    return event;
  }

  /** An order each of as many people as there are prices. */
  private void orders(String country, long... euros) {
    for (long each : euros) {
      order(country, ++person, each);
    }
  }

  /** Values to sum and number of events. */
  private Map<String, List<@Nullable String>> released() {
    Map<String, List<@Nullable String>> of = null;
    for (int workers = 1; workers <= 3; workers++) {
      Collections.shuffle(events, new Random(workers));
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
      Map<String, Group> groups = new HashMap<>();
      together.groups().forEach(group -> groups.put("orders|" + group.values(), group));
      Map<String, List<@Nullable String>> rows = new HashMap<>();
      Releases.rows(REPORT, groups)
          .forEach((key, measures) -> rows.put(key.substring(key.indexOf('|') + 1), measures));
      assertEquals(of == null ? rows : of, rows, workers + " workers");
      of = rows;
    }
    return of;
  }

  @Test
  void halfIsNotTooMuchAndMoreIs() {
    orders("DE", 300);
    for (int buyer = 0; buyer < 300; buyer++) {
      orders("DE", 1);
    }
    orders("FR", 31, 10, 10, 10);
    // The smallest that stands joins, since these are too few: half of 76 is 38.
    orders("GB", 5, 5, 5);
    assertEquals(
        Map.of(
            "DE", List.of("600.0000", "301"),
            "(other)", List.of("76.0000", "7"),
            "(all)", List.of("676.0000", "308")),
        released());
  }

  @Test
  void aPersonCountsWithAllTheirOrders() {
    orders("DE", 20, 20, 20);
    order("DE", 1, 30);
    orders("FR", 10, 10, 10);
    assertEquals(
        Map.of("(other)", List.of("120.0000", "7"), "(all)", List.of("120.0000", "7")), released());
  }

  @Test
  void aCompanyCountsWithAllItsPeople() {
    for (int buyer = 0; buyer < 5; buyer++) {
      order("DE", ++person, 10).setCompanyHash(7L);
      order("FR", ++person, 10).setCompanyHash(buyer + 8L);
    }
    orders("DE", 10, 10, 20);
    assertEquals(
        Map.of("(other)", List.of("140.0000", "13"), "(all)", List.of("140.0000", "13")),
        released());
  }

  /** A robot's amount would hide a person's only from those who do not know the robot. */
  @Test
  void robotsAndNobodyHideNone() {
    orders("DE", 30, 5, 5);
    order("DE", ++person, 500).setRobot(true);
    order("DE", ++person, 500).setPersonHash(null);
    assertEquals(Map.of(), released());
  }

  /** Sizes count: a refund of 40 says of its person what an order of 40 says. */
  @Test
  void refundsCountByTheirSize() {
    orders("DE", -40, 20, 10);
    assertEquals(Map.of(), released());
    orders("DE", 10);
    assertEquals(Map.of("DE", List.of("0.0000", "4"), "(all)", List.of("0.0000", "4")), released());
  }

  /** Who has another hash every day may be the same. */
  @Test
  void whoIsKnownForADayOnlyMayBeTheLargestOfEachDay() {
    for (int day = 0; day < 2; day++) {
      for (long euros : new long[] {6, 5, 4}) {
        PseudonymousEvent event = order("DE", ++person, euros);
        event.setDayBound(true);
        event.setEventTime(MONDAY + day * DAY);
      }
    }
    assertEquals(
        Map.of("DE", List.of("30.0000", "6"), "(all)", List.of("30.0000", "6")), released());
    PseudonymousEvent more = order("DE", ++person, 30);
    more.setDayBound(true);
    more.setEventTime(MONDAY + 2 * DAY);
    assertEquals(Map.of(), released());
  }

  @Test
  void whereNobodyPaysThereIsNothingToTell() {
    orders("DE", 0, 0, 0);
    assertEquals(Map.of("DE", List.of("0.0000", "3"), "(all)", List.of("0.0000", "3")), released());
  }
}
