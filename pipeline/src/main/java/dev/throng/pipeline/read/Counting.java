package dev.throng.pipeline.read;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.job.Research;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.PreAggregation;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionRows;
import dev.throng.transforms.release.bounding.PersonRows;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of all reports: what can be added up at once, and rows of what must first be
 * gathered by person, sessions and what is noised. Made on the worker, for one thread.
 */
final class Counting {
  private final PreAggregation aggregation;
  private final @Nullable ResearchCounting research;
  private final @Nullable SessionRows sessions;
  private final @Nullable PersonRows persons;
  private final @Nullable Contributions contributions;

  /**
   * Counting for the reports of a job.
   *
   * @param aggregates takes what was added up
   * @param rows takes blocks of rows: of sessions in buckets from 0 up, of what is noised in
   *     buckets from -1 down
   */
  Counting(WorkerSettings settings, Consumer<Aggregate> aggregates, RowSink rows) {
    List<Report> reports = settings.job().reports();
    aggregation = new PreAggregation(reports, aggregates);
    Research extract = settings.job().outputs().research();
    research = extract == null ? null : new ResearchCounting(extract, aggregates);
    sessions =
        reports.stream().anyMatch(Report::countsSessions)
            ? new SessionRows(reports, settings.buckets(), rows::block)
            : null;
    if (reports.stream().anyMatch(Report::isNoised)) {
      persons =
          new PersonRows(
              NoisyReports.bounds(reports),
              settings.buckets(),
              (bucket, block) -> rows.block(~bucket, block));
      contributions = new Contributions(reports, released(settings, persons));
    } else {
      persons = null;
      contributions = null;
    }
  }

  /** Takes what is in a window that is released. */
  private static Contributions.Taker released(WorkerSettings settings, PersonRows rows) {
    List<Report> noised = settings.job().reports().stream().filter(Report::isNoised).toList();
    return (report, window, unit, group, amounts) -> {
      if (settings.calendar().holds(noised.get(report), window)) {
        rows.add(report, window, unit, group, amounts);
      }
    };
  }

  /** Counts an event of the run. */
  void add(ConsentedEvent event) {
    aggregation.add(event);
    addNear(event);
    if (research != null) {
      research.add(event);
    }
    if (contributions != null) {
      contributions.add(event);
    }
  }

  /** Counts an event outside of the run's range that may be part of a session inside. */
  void addNear(ConsentedEvent event) {
    if (sessions != null) {
      sessions.add(event);
    }
  }

  /** Gives everything away. */
  void flush() {
    aggregation.flush();
    if (research != null) {
      research.flush();
    }
    if (sessions != null) {
      sessions.flush();
    }
    if (persons != null) {
      persons.flush();
    }
  }
}
