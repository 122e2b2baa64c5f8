package dev.throng.transforms.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One report, compiled: fields by index, names resolved. One worker's, since it has a probe. */
final class Program {
  final Report report;
  final Windows windows;
  private final int purpose;
  private final Filter[] where;
  private final Dimension[] dimensions;
  private final Measure[] measures;

  /** What is summed up, of which nobody may add more than half. */
  private final Amount[] summedAmounts;

  /** The values of the last event asked for; reused, so a table copies what it keeps. */
  final @Nullable String[] probe;

  private long windowStart;
  private long windowEnd;

  Program(Report report) {
    this.report = report;
    windows = new Windows(report.window());
    purpose = report.purpose().bit();
    List<Filter> filters = new ArrayList<>();
    report.where().forEach((f, values) -> filters.add(new Filter(Dimension.named(f), values)));
    where = filters.toArray(Filter[]::new);
    dimensions = report.dimensions().stream().map(Dimension::ofReport).toArray(Dimension[]::new);
    measures = report.measures().stream().map(Measures::named).toArray(Measure[]::new);
    summedAmounts = report.isNoised() ? new Amount[0] : summed(measures);
    probe = new @Nullable String[dimensions.length];
  }

  private static Amount[] summed(Measure[] measures) {
    return Arrays.stream(measures)
        .filter(measure -> measure.kind() == Measure.Kind.SUM)
        .flatMap(measure -> measure.amounts().stream())
        .toArray(Amount[]::new);
  }

  /** Whether the event may serve the report's purpose. */
  boolean allows(EventFacts facts) {
    return facts.serves(purpose);
  }

  /** Whether the event has an allowed value in every field of {@code where}. */
  boolean admits(EventFacts facts) {
    for (Filter filter : where) {
      if (!filter.passes(facts.event)) {
        return false;
      }
    }
    return true;
  }

  /** Puts the event's values into the probe. */
  void aim(EventFacts facts) {
    for (int i = 0; i < dimensions.length; i++) {
      probe[i] = dimensions[i].of(facts.event);
    }
  }

  /** The first instant of the window that holds the time; events come in runs of one window. */
  long windowOf(long time) {
    if (time < windowStart || time >= windowEnd) {
      windowStart = windows.startOf(time);
      windowEnd = windowStart + windows.length();
    }
    return windowStart;
  }

  Population newPopulation() {
    return new Population(report.atLeast());
  }

  /** One a measure, and behind them the {@link Condition}s. */
  Tally[] newTallies() {
    Release.Diversity diversity = report.diversity();
    Tally[] tallies =
        new Tally[measures.length + (diversity == null ? 0 : 1) + summedAmounts.length];
    int next = 0;
    for (Measure measure : measures) {
      tallies[next++] = measure.newTally();
    }
    if (diversity != null) {
      tallies[next++] = new Variety(diversity);
    }
    for (Amount amount : summedAmounts) {
      tallies[next++] = new Dominance(amount);
    }
    return tallies;
  }

  int measures() {
    return measures.length;
  }
}
