package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is counted window by window is what is counted at once. */
class SessionWindowsTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int BUCKETS = 3;

  @Test
  void windowsOneAfterTheOtherSayWhatAllEventsAtOnceSay() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      List<Report> reports =
          new RandomReports(random).list(4).stream().filter(Report::countsSessions).toList();
      // Few people with much to do: sessions reach over windows, and over the day they may last.
      List<ConsentedEvent> events =
          new RandomEvents(random, 1 + random.nextInt(6), (1 + random.nextInt(9)) * DAY).list(1500);
      int mostEvents = random.nextBoolean() ? 100_000 : 20;
      List<Aggregate> atOnce = SessionWorkers.count(reports, events, random, 1, mostEvents);
      assertEquals(
          groups(reports, atOnce),
          groups(reports, oneAfterTheOther(reports, events, random, mostEvents)),
          "seed " + seed);
    }
  }

  private static List<Aggregate> oneAfterTheOther(
      List<Report> reports, List<ConsentedEvent> events, Random random, int mostEvents) {
    Map<Integer, NavigableMap<Long, List<byte[]>>> hours = hours(reports, events);
    List<Aggregate> out = new ArrayList<>();
    SessionWindows<Consumer<Aggregate>> windows =
        SessionWindows.of(new SessionCounting(reports, mostEvents));
    for (NavigableMap<Long, List<byte[]>> ofBucket : hours.values()) {
      for (long length : windows.lengths()) {
        byte[] open = null;
        long counted = Long.MIN_VALUE;
        for (long hour : ofBucket.keySet()) {
          while (hour + HOUR > counted) {
            long start = windows.startOf(length, Math.max(hour, counted));
            List<byte[]> blocks = new ArrayList<>();
            ofBucket
                .subMap(start - HOUR + 1, start + length + SessionWindows.AFTER)
                .values()
                .forEach(blocks::addAll);
            Collections.shuffle(blocks, random);
            open = windows.count(length, start, blocks, open, out::add);
            counted = start + length;
          }
        }
      }
    }
    return out;
  }

  private static Map<Integer, NavigableMap<Long, List<byte[]>>> hours(
      List<Report> reports, List<ConsentedEvent> events) {
    Map<Integer, NavigableMap<Long, List<byte[]>>> hours = new HashMap<>();
    Map<Long, SessionRows> rows = new HashMap<>();
    for (ConsentedEvent event : events) {
      long hour = Math.floorDiv(event.getEvent().getEventTime(), HOUR) * HOUR;
      rows.computeIfAbsent(
              hour,
              first ->
                  new SessionRows(
                      reports,
                      BUCKETS,
                      (bucket, block) ->
                          hours
                              .computeIfAbsent(bucket, b -> new TreeMap<>())
                              .computeIfAbsent(hour, h -> new ArrayList<>())
                              .add(block)))
          .add(event);
    }
    rows.values().forEach(SessionRows::flush);
    return hours;
  }

  /** Added up by report, window and group, as their bytes. */
  private static Map<String, Aggregate> groups(List<Report> reports, List<Aggregate> aggregates) {
    Map<String, Aggregate> sums = new TreeMap<>();
    for (Report report : reports) {
      Map<Long, Groups> windows = new TreeMap<>();
      for (Aggregate each : aggregates) {
        if (each.getReport().equals(report.name())) {
          windows.computeIfAbsent(each.getWindowStart(), w -> new Groups(report)).add(each);
        }
      }
      windows.forEach(
          (window, groups) ->
              groups
                  .groups()
                  .forEach(
                      group ->
                          sums.put(
                              report.name() + " " + window + " " + group.values(),
                              group.aggregate())));
    }
    return sums;
  }
}
