package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of sessions by itself (design section 7), with the numbers worked out by hand. */
class SessionsTest {
  private static final long MIDNIGHT = Instant.parse("2026-06-02T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final List<Report> REPORTS =
      ReportFile.parse(
          "test.yaml",
          """
          reports:
            - {name: all, purpose: statistical, audience: internal, recipient: all, window: 1d,
               dimensions: [city], release: {at_least: 4096},
               measures: [sessions, pages_per_session, average_session_seconds, bounce_rate]}
            - {name: paid, purpose: marketing, audience: internal, recipient: all, window: 1d,
               where: {event_type: page_view}, dimensions: [], release: {at_least: 4096},
               measures: [sessions, conversion_rate]}
            - {name: mixed, purpose: research, audience: internal, recipient: all, window: 1h,
               dimensions: [], release: {at_least: 4096}, measures: [sessions, events]}
          """);

  private final List<ConsentedEvent> events = new ArrayList<>();

  @Test
  void endsAfterThirtyMinutesOfInactivity() {
    event(0, "page_view");
    event(30 * MINUTE - 1, "page_view");
    event(60 * MINUTE - 1, "page_view");
    assertEquals(
        Map.of(
            "2026-06-02T00:00:00Z|(unknown)",
            List.of("2", "1.500000", "899.999500", "0.500000", "1")),
        rows("all"));
  }

  @Test
  void lastsAtMostADay() {
    for (int i = 0; i <= 24 * 3; i++) {
      event(20L * i * MINUTE, "search");
    }
    event(24 * 60 * MINUTE + 1, "search");
    assertEquals(
        Map.of(
            "2026-06-02T00:00:00Z|(unknown)",
                List.of("1", "0.000000", "86400.000000", "0.000000", "1"),
            "2026-06-03T00:00:00Z|(unknown)",
                List.of("1", "0.000000", "0.000000", "0.000000", "1")),
        rows("all"));
  }

  @Test
  void belongsToTheWindowAndTheGroupOfItsStart() {
    event(-1, "page_view").setCity("Ulm");
    event(0, "page_view").setCity("Bonn");
    assertEquals(
        Map.of("2026-06-01T00:00:00Z|Ulm", List.of("1", "2.000000", "0.001000", "0.000000", "1")),
        rows("all"));
  }

  @Test
  void onAKeyOfTheDayEndsAtMidnightP16() {
    event(-1, "page_view").setDayBound(true);
    event(0, "page_view").setDayBound(true);
    assertEquals(
        List.of("2026-06-01T00:00:00Z|(unknown)", "2026-06-02T00:00:00Z|(unknown)"),
        List.copyOf(rows("all").keySet()));
  }

  @Test
  void leavesOutWhatMayNotServeThePurposeP10() {
    event(0, "page_view");
    event(20 * MINUTE, "page_view", Purpose.MARKETING.bit());
    event(40 * MINUTE, "page_view");
    assertEquals("2", rows("all").get("2026-06-02T00:00:00Z|(unknown)").get(0));
    assertEquals("1", rows("paid").get("2026-06-02T00:00:00Z|").get(0));
  }

  @Test
  void advertsNeedPersonalisationTooP15() {
    event(0, "page_view");
    event(MINUTE, "conversion", Purpose.MARKETING.bit());
    assertEquals(List.of("1", "0.000000", "1"), rows("paid").get("2026-06-02T00:00:00Z|"));
    int both = Purpose.MARKETING.bit() | Purpose.PERSONALISATION.bit();
    event(2 * MINUTE, "conversion", both);
    assertEquals(List.of("1", "1.000000", "1"), rows("paid").get("2026-06-02T00:00:00Z|"));
  }

  @Test
  void isInWhereIfItsFirstEventIs() {
    event(0, "search");
    event(MINUTE, "page_view");
    assertEquals(Map.of(), rows("paid"));
    event(-MINUTE, "page_view");
    assertEquals("1", rows("paid").get("2026-06-01T00:00:00Z|").get(0));
  }

  @Test
  void ofSimultaneousEventsTheSmallestIsFirst() {
    event(0, "search");
    event(0, "page_view").setCity("Ulm");
    event(0, "page_view").setCity("Bonn");
    assertEquals("[2026-06-02T00:00:00Z|Bonn]", rows("all").keySet().toString());
    event(0, "page_view");
    assertEquals("[2026-06-02T00:00:00Z|(unknown)]", rows("all").keySet().toString());
  }

  @Test
  void isOfTheDeviceElseTheCookieElseTheUser() {
    event(0, "page_view").setCookieHash(7L);
    event(MINUTE, "page_view").setUserHash(8L);
    events.forEach(event -> event.getEvent().setDeviceHash(5L));
    assertEquals("1", rows("all").get("2026-06-02T00:00:00Z|(unknown)").get(0));
    events.forEach(event -> event.getEvent().setDeviceHash(null));
    assertEquals("2", rows("all").get("2026-06-02T00:00:00Z|(unknown)").get(0));
    events.forEach(event -> event.getEvent().setUserHash(8L));
    events.forEach(event -> event.getEvent().setCookieHash(null));
    assertEquals("1", rows("all").get("2026-06-02T00:00:00Z|(unknown)").get(0));
  }

  @Test
  void robotsAndNobodyHaveNone() {
    event(0, "page_view").setRobot(true);
    PseudonymousEvent nobody = event(MINUTE, "page_view");
    nobody.setPersonHash(null);
    nobody.setDeviceHash(null);
    assertEquals(Map.of(), rows("all"));
  }

  @Test
  void whoDoesMoreThanPeopleCanIsARobotInThatWindow() {
    for (int i = 0; i < 100_001; i++) {
      event(i, "page_view");
    }
    event(26 * 60 * MINUTE, "page_view");
    event(0, "page_view").setDeviceHash(6L);
    assertEquals(
        List.of("1", "1.000000", "0.000000", "1.000000", "1"),
        rows("all").get("2026-06-02T00:00:00Z|(unknown)"));
    assertEquals("1", rows("all").get("2026-06-03T00:00:00Z|(unknown)").get(0));
    events.remove(0);
    assertEquals("2", rows("all").get("2026-06-02T00:00:00Z|(unknown)").get(0));
  }

  /** The threshold of a report of sessions is about people whose sessions start in the group. */
  @Test
  void aReportOfSessionsAloneIsAboutThoseWhoseSessionsItCounts() {
    event(-1, "page_view").setCity("Ulm");
    for (long person = 1; person <= 30; person++) {
      PseudonymousEvent event = event(0, "page_view");
      event.setCity("Ulm");
      event.setPersonHash(person);
    }
    assertEquals("1", last(rows("all").get("2026-06-01T00:00:00Z|Ulm")));
    assertEquals(1, rows("all").size());
  }

  /** Where events are measured too, whose events are in the group is in it as well. */
  @Test
  void aMixedReportIsAboutBoth() {
    event(-1, "page_view");
    for (long person = 1; person <= 30; person++) {
      event(0, "page_view").setPersonHash(person);
    }
    assertEquals(
        Map.of(
            "2026-06-01T23:00:00Z|", List.of("1", "1", "1"),
            "2026-06-02T00:00:00Z|", List.of("0", "30", "30")),
        rows("mixed"));
  }

  @Test
  void rowsAreSlim() {
    List<ConsentedEvent> many = new RandomEvents(new Random(1), 5000, 86_400_000L).list(50_000);
    long[] bytes = new long[1];
    SessionRows rows =
        new SessionRows(ReportFile.shipped(), 8, (b, block) -> bytes[0] += block.length);
    many.forEach(rows::add);
    rows.flush();
    assertTrue(bytes[0] < 40L * many.size(), bytes[0] + " bytes");
  }

  @Test
  void blocksAreBoundedAndSoIsTheWhole() {
    long[] given = new long[1];
    List<Integer> lengths = new ArrayList<>();
    SessionRows rows =
        new SessionRows(
            SessionPlan.of(REPORTS),
            null,
            16,
            (b, block) -> lengths.add(block.length),
            1000,
            20_000);
    for (ConsentedEvent event : new RandomEvents(new Random(1), 500, 86_400_000L).list(20_000)) {
      rows.add(event);
      given[0] = Math.max(given[0], rows.held());
    }
    assertTrue(given[0] <= 20_000, "held " + given[0]);
    assertTrue(lengths.stream().allMatch(length -> length < 1100), lengths.toString());
  }

  @Test
  void blocksOfOtherVersionsOrReportsAreRefusedF20() {
    List<byte[]> blocks = new ArrayList<>();
    SessionRows rows = new SessionRows(REPORTS, 1, (bucket, block) -> blocks.add(block));
    event(0, "page_view").setCity("Ulm");
    rows.add(events.get(0));
    rows.flush();
    byte[] block = blocks.get(0);
    assertRefused(REPORTS.subList(0, 1), block);
    for (int length = 0; length < block.length; length++) {
      if (length != 5) {
        assertRefused(REPORTS, Arrays.copyOf(block, length));
      }
    }
    block[0]++;
    assertRefused(REPORTS, block);
  }

  @Test
  void windowsOfReports() {
    Report hourly = REPORTS.get(2);
    long start = hourly.windowStart(MIDNIGHT + 61 * MINUTE);
    assertEquals(MIDNIGHT + 60 * MINUTE, start);
    assertEquals(MIDNIGHT + 120 * MINUTE, hourly.windowEnd(start));
    assertEquals(-Duration.ofHours(1).toMillis(), hourly.windowStart(-1));
  }

  private static void assertRefused(List<Report> reports, byte[] block) {
    List<Object> out = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () -> new SessionCounting(reports).count(List.of(block), out::add));
    assertEquals(List.of(), out);
  }

  private PseudonymousEvent event(long millis, String type) {
    PseudonymousEvent event = new PseudonymousEvent();
    event.setEventTime(MIDNIGHT + millis);
    event.setEventType(type);
    event.setDeviceHash(5L);
    event.setPersonHash(5L);
    events.add(new ConsentedEvent(event, Purpose.ALL));
    return event;
  }

  /** An event as it is, but that it may serve only these purposes. */
  private void event(long millis, String type, int purposes) {
    event(millis, type);
    events.get(events.size() - 1).setPurposes(purposes);
  }

  private Map<String, List<@Nullable String>> rows(String report) {
    Random random = new Random(3);
    Report which = REPORTS.stream().filter(r -> r.name().equals(report)).findFirst().orElseThrow();
    Map<String, Group> groups = Workers.count(REPORTS, events, random, 2, 100);
    Map<String, List<@Nullable String>> rows = Workers.rows(which, groups);
    if (events.size() < 1000) {
      assertEquals(new Oracle(which).rows(events), rows);
    }
    return rows;
  }

  private static @Nullable String last(List<@Nullable String> row) {
    return row.get(row.size() - 1);
  }
}
