package dev.throng.transforms.aggregate;

import java.util.ArrayList;
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
    probe = new @Nullable String[dimensions.length];
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

  /** One a measure, and behind them what must differ, where something must. */
  Tally[] newTallies() {
    Release.Diversity diversity = report.diversity();
    Tally[] tallies = new Tally[measures.length + (diversity == null ? 0 : 1)];
    for (int i = 0; i < measures.length; i++) {
      tallies[i] = measures[i].newTally();
    }
    if (diversity != null) {
      tallies[measures.length] = new Variety(diversity);
    }
    return tallies;
  }

  int measures() {
    return measures.length;
  }
}
