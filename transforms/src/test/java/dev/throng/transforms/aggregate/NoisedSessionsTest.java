package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.aggregate.Oracle.Cell;
import dev.throng.transforms.aggregate.Release.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What one person adds to noised reports of sessions is theirs alone, and is all that they did. */
class NoisedSessionsTest {
  private static final int MOST_EVENTS = 30;
  private static final long HOUR = 3_600_000;

  private static Report report(String window, String unit, int sessions, String more) {
    return ReportFile.parse(
            "r.yaml",
            """
            reports:
              - name: visits
                purpose: statistical
                audience: third_party
                recipient: them
                window: %s
                where: {country: [DE, FR, (unknown)]}
                dimensions: [country, event_type]
                measures:
                  - unique_people
                  - events
                  - sessions
                  - pages_per_session
                  - average_session_seconds
                  - bounce_rate
                  - conversion_rate
                release:
                  epsilon: 1
                  delta: 1e-9
                  unit: %s
                  groups_per_person: 4
                  events_per_group: 10
                  sessions_per_group: %d
                  clamps: {pages_per_session: [0, 1000], average_session_seconds: [0, 1000000]}
                  %s
            """
                .formatted(window, unit, sessions, more))
        .get(0);
  }

  /** "window start|unit|values" to the sums of what was given, in the order of the amounts. */
  private static Map<String, List<Long>> given(
      Report report, List<ConsentedEvent> events, Random random) {
    Unit unit = report.noised().unit();
    int buckets = 1 + random.nextInt(5);
    Map<Integer, List<byte[]>> blocks = new TreeMap<>();
    List<SessionRows> workers = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      workers.add(
          new SessionRows(
              SessionPlan.ofNoised(List.of(report), unit),
              unit,
              buckets,
              (bucket, block) -> blocks.computeIfAbsent(bucket, b -> new ArrayList<>()).add(block),
              1 + random.nextInt(3000),
              1 + random.nextInt(100_000)));
    }
    List<ConsentedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(event -> workers.get(random.nextInt(workers.size())).add(event));
    workers.forEach(SessionRows::flush);
    Map<String, List<Long>> sums = new TreeMap<>();
    for (List<byte[]> bucket : blocks.values()) {
      Collections.shuffle(bucket, random);
      new NoisedSessions(List.of(report), unit, MOST_EVENTS)
          .count(
              bucket,
              (number, window, who, group, amounts) -> {
                assertEquals(0, number);
                add(sums, window + "|" + who + "|" + String.join("|", group), amounts);
              });
    }
    return sums;
  }

  private static void add(Map<String, List<Long>> sums, String key, long[] amounts) {
    List<Long> more = Arrays.stream(amounts).boxed().toList();
    sums.merge(
        key,
        more,
        (a, b) -> {
          List<Long> sum = new ArrayList<>();
          for (int i = 0; i < a.size(); i++) {
            sum.add(a.get(i) + b.get(i));
          }
          return sum;
        });
  }

  /** The same, counted over each person's own events as if there were no others. */
  private static Map<String, List<Long>> expected(Report report, List<ConsentedEvent> events) {
    boolean days = report.window().compareTo(Duration.ofDays(1)) > 0;
    Map<String, List<ConsentedEvent>> people =
        events.stream()
            .filter(each -> isSomebody(each.getEvent()))
            .filter(each -> !each.getEvent().getHealthData())
            .filter(each -> !(days && each.getEvent().getDayBound()))
            .collect(
                Collectors.groupingBy(
                    each ->
                        each.getEvent().getPersonHash() + " " + each.getEvent().getCompanyHash()));
    Map<String, List<Long>> sums = new TreeMap<>();
    for (List<ConsentedEvent> own : people.values()) {
      long unit = unit(report, own.get(0).getEvent());
      new Oracle(report, MOST_EVENTS)
          .cells(own)
          .forEach(
              (window, cells) ->
                  cells.forEach(
                      (values, cell) ->
                          add(
                              sums,
                              window.toEpochMilli() + "|" + unit + "|" + String.join("|", values),
                              amounts(cell))));
    }
    return sums;
  }

  private static long[] amounts(Cell cell) {
    List<OracleSession> sessions = cell.sessions();
    return new long[] {
      cell.events().size(),
      sessions.size(),
      sessions.stream().mapToLong(OracleSession::pages).sum(),
      sessions.stream().mapToLong(OracleSession::millis).sum(),
      sessions.stream().filter(session -> session.pages() == 1).count(),
      sessions.stream().filter(OracleSession::converts).count()
    };
  }

  private static boolean isSomebody(PseudonymousEvent event) {
    return event.getPersonHash() != null && !event.getRobot();
  }

  private static long unit(Report report, PseudonymousEvent event) {
    Long company = event.getCompanyHash();
    return report.noised().unit() == Unit.PERSON
        ? event.getPersonHash()
        : company == null ? EventFacts.companyOf(event.getPersonHash()) : company;
  }

  private static List<ConsentedEvent> events(Random random) {
    List<ConsentedEvent> events =
        new RandomEvents(random, 4 + random.nextInt(30), Duration.ofDays(3).toMillis()).list(600);
    events.forEach(event -> event.getEvent().setHealthData(random.nextInt(30) == 0));
    return events;
  }

  @Test
  void givesWhatEachDidByThemselves() {
    int sessions = 0;
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events = events(random);
      for (String window : List.of("1h", "1d", "7d")) {
        for (String unit : List.of("person", "company")) {
          Report report = report(window, unit, 1_000_000, "");
          Map<String, List<Long>> expected = expected(report, events);
          assertEquals(expected, given(report, events, random), "seed " + seed + " " + unit);
          sessions += expected.values().stream().mapToInt(sums -> (int) (long) sums.get(1)).sum();
        }
      }
    }
    assertTrue(sessions > 10_000, "too few sessions to prove anything: " + sessions);
  }

  /** Differential privacy rests on this: what is said of the others does not depend on one. */
  @Test
  void whoeverIsTakenAwayChangesNobodyElses() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events = events(random);
      for (String unit : List.of("person", "company")) {
        Report report = report("1d", unit, 1 + random.nextInt(3), "contributions: most_recent");
        Map<String, List<Long>> all = given(report, events, random);
        all.forEach(
            (key, sums) ->
                assertTrue(sums.get(1) <= report.noised().sessionsPerGroup(), "bounded " + key));
        for (long one : some(report, events, random)) {
          Map<String, List<Long>> without = new TreeMap<>(all);
          without.keySet().removeIf(key -> key.contains("|" + one + "|"));
          assertEquals(
              without, given(report, without(report, events, one), random), "seed " + seed);
        }
      }
    }
  }

  /** Planted fault: sessions of a device, as internal reports count them, hang together. */
  @Test
  void sessionsOfSharedDevicesWouldTellOfOthers() {
    int told = 0;
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events = events(random);
      Report report = report("1d", "person", 3, "");
      for (long one : some(report, events, random)) {
        Map<String, Long> all = ofDevices(report, events, one);
        told += all.equals(ofDevices(report, without(report, events, one), one)) ? 0 : 1;
      }
    }
    assertTrue(told > 20, "shared devices are too rare to prove anything: " + told);
  }

  /** Seconds and pages by group of sessions that others began, where sessions are by device. */
  private static Map<String, Long> ofDevices(
      Report report, List<ConsentedEvent> events, long except) {
    Map<String, Long> sums = new HashMap<>();
    new Oracle(report, MOST_EVENTS)
        .cells(events)
        .forEach(
            (window, cells) ->
                cells.forEach(
                    (values, cell) ->
                        cell.sessions().stream()
                            .filter(each -> unit(report, each.first()) != except)
                            .forEach(
                                each ->
                                    sums.merge(
                                        window + "|" + values,
                                        each.millis() + each.pages(),
                                        Long::sum))));
    return sums;
  }

  private static Set<Long> some(Report report, List<ConsentedEvent> events, Random random) {
    List<ConsentedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    return shuffled.stream()
        .filter(each -> isSomebody(each.getEvent()))
        .limit(3)
        .map(each -> unit(report, each.getEvent()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ConsentedEvent> without(
      Report report, List<ConsentedEvent> events, long one) {
    return events.stream()
        .filter(
            each -> each.getEvent().getPersonHash() == null || unit(report, each.getEvent()) != one)
        .toList();
  }

  /** Rows that come hour by hour, without an end, give the same. */
  @Test
  void windowsOneAfterTheOtherSayWhatAllRowsAtOnceSay() {
    for (long seed = 1; seed <= 12; seed++) {
      Random random = new Random(seed);
      List<ConsentedEvent> events = events(random);
      for (String window : List.of("1h", "1d", "7d")) {
        for (String unit : List.of("person", "company")) {
          Report report = report(window, unit, 1 + random.nextInt(3), "contributions: most_recent");
          assertEquals(
              given(report, events, random),
              givenHourByHour(report, events, random),
              "seed " + seed + " " + window + " " + unit);
        }
      }
    }
  }

  private static Map<String, List<Long>> givenHourByHour(
      Report report, List<ConsentedEvent> events, Random random) {
    Unit unit = report.noised().unit();
    NavigableMap<Long, List<byte[]>> hours = new TreeMap<>();
    Map<Long, SessionRows> workers = new TreeMap<>();
    for (ConsentedEvent event : events) {
      long hour = Math.floorDiv(event.getEvent().getEventTime(), HOUR) * HOUR;
      workers
          .computeIfAbsent(
              hour,
              first ->
                  SessionRows.ofNoised(
                      List.of(report),
                      unit,
                      1,
                      (bucket, block) ->
                          hours.computeIfAbsent(hour, h -> new ArrayList<>()).add(block)))
          .add(event);
    }
    workers.values().forEach(SessionRows::flush);
    SessionWindows<Contributions.Taker> windows =
        SessionWindows.ofNoised(new NoisedSessions(List.of(report), unit, MOST_EVENTS));
    long length = windows.lengths().get(0);
    Map<String, List<Long>> sums = new TreeMap<>();
    byte[] open = null;
    long counted = Long.MIN_VALUE;
    for (long hour : hours.keySet()) {
      while (hour + HOUR > counted) {
        long start = windows.startOf(length, Math.max(hour, counted));
        List<byte[]> blocks = new ArrayList<>();
        hours
            .subMap(start - HOUR + 1, start + length + SessionWindows.AFTER)
            .values()
            .forEach(blocks::addAll);
        Collections.shuffle(blocks, random);
        open =
            windows.count(
                length,
                start,
                blocks,
                open,
                (number, window, who, group, amounts) ->
                    add(sums, window + "|" + who + "|" + String.join("|", group), amounts));
        counted = start + length;
      }
    }
    return sums;
  }

  /** A session adds within the clamps, and of more sessions the first count. */
  @Test
  void whatASessionAddsIsClamped() {
    Report report =
        ReportFile.parse(
                "r.yaml",
                """
                reports:
                  - name: visits
                    purpose: statistical
                    audience: third_party
                    recipient: them
                    window: 1d
                    measures: [sessions, pages_per_session, average_session_seconds]
                    release:
                      epsilon: 1
                      sessions_per_group: 2
                      clamps: {pages_per_session: [0, 3], average_session_seconds: [1, 60]}
                """)
            .get(0);
    List<ConsentedEvent> events = new ArrayList<>();
    long hour = 3_600_000;
    for (long session = 0; session < 4; session++) {
      for (long page = 0; page <= session * 2; page++) {
        PseudonymousEvent event = new PseudonymousEvent();
        event.setEventType("page_view");
        event.setEventTime(session * hour + page * 20_000);
        event.setPersonHash(7L);
        event.setDeviceHash(8L);
        events.add(new ConsentedEvent(event, 1));
      }
    }
    // Of one page and no time, which counts as a second; and of three pages and 40 seconds.
    assertEquals(Map.of("0|7|", List.of(2L, 4L, 41_000L)), given(report, events, new Random(1)));
    events.removeIf(event -> event.getEvent().getEventTime() < 2 * hour);
    // Of five pages and 80 seconds, and of seven and 120.
    assertEquals(Map.of("0|7|", List.of(2L, 6L, 120_000L)), given(report, events, new Random(1)));
  }
}
