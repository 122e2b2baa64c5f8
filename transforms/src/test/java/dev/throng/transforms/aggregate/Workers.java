package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.ReleasedAggregate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts as a cluster would: any worker may get any event, and gives away whenever it likes. */
final class Workers {
  private Workers() {}

  /** Groups by "report|window start|values". */
  static Map<String, Group> count(
      List<Report> reports, List<ConsentedEvent> events, Random random, int workers, int bound) {
    return count(reports, events, random, workers, bound, 100_000);
  }

  /** Takes for a robot, in sessions, whoever has more events than that in a window. */
  static Map<String, Group> count(
      List<Report> reports,
      List<ConsentedEvent> events,
      Random random,
      int workers,
      int bound,
      int mostEvents) {
    List<Aggregate> aggregates = new ArrayList<>();
    List<PreAggregation> each = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      each.add(new PreAggregation(reports, aggregates::add, bound, 1000L * bound));
    }
    List<ConsentedEvent> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    for (ConsentedEvent event : shuffled) {
      each.get(random.nextInt(workers)).add(event);
    }
    each.forEach(PreAggregation::flush);
    aggregates.addAll(SessionWorkers.count(reports, shuffled, random, workers, mostEvents));
    Collections.shuffle(aggregates, random);
    return merge(reports, aggregates, random);
  }

  private static Map<String, Group> merge(
      List<Report> reports, List<Aggregate> aggregates, Random random) {
    Map<String, Report> byName = new TreeMap<>();
    reports.forEach(report -> byName.put(report.name(), report));
    Map<String, List<Groups>> sums = new TreeMap<>();
    for (Aggregate aggregate : aggregates) {
      String window = aggregate.getReport() + "|" + aggregate.getWindowStart();
      List<Groups> partial =
          sums.computeIfAbsent(
              window,
              w ->
                  new ArrayList<>(
                      List.of(
                          new Groups(byName.get(aggregate.getReport())),
                          new Groups(byName.get(aggregate.getReport())))));
      partial.get(random.nextInt(2)).add(aggregate);
    }
    Map<String, Group> all = new TreeMap<>();
    sums.forEach(
        (window, partial) -> {
          partial.get(1).groups().forEach(group -> partial.get(0).add(group.aggregate()));
          for (Group group : partial.get(0).groups()) {
            all.put(window + "|" + String.join("|", group.values()), group);
          }
        });
    return all;
  }

  /** In the oracle's form. */
  static Map<String, List<@Nullable String>> rows(Report report, Map<String, Group> groups) {
    Map<String, List<@Nullable String>> rows = new TreeMap<>();
    for (Group group : groups.values()) {
      ReleasedAggregate released = group.released(group.values());
      if (released.getReport().equals(report.name())) {
        List<@Nullable String> row = new ArrayList<>(released.getMeasures());
        row.add(Long.toString(group.people()));
        rows.put(
            Instant.ofEpochMilli(released.getWindowStart())
                + "|"
                + String.join("|", group.values()),
            row);
      }
    }
    return rows;
  }
}
