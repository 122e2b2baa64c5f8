package dev.throng.pipeline.read;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.read.PersonBuckets.Content;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.PreAggregation;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionRows;
import dev.throng.transforms.release.bounding.PersonRows;
import java.util.ArrayList;
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

  /** Without noise, and with it, by person and by company. */
  private final List<SessionRows> sessions = new ArrayList<>();

  private final @Nullable PersonRows persons;
  private final @Nullable Contributions contributions;

  /**
   * Counting for the reports of a job.
   *
   * @param aggregates takes what was added up
   * @param rows takes blocks of rows, in the buckets of {@link PersonBuckets}
   */
  Counting(WorkerSettings settings, Consumer<Aggregate> aggregates, RowSink rows) {
    List<Report> reports = settings.job().reports();
    aggregation = new PreAggregation(reports, aggregates);
    Research extract = settings.job().outputs().research();
    research = extract == null ? null : new ResearchCounting(extract, aggregates);
    PersonBuckets buckets = new PersonBuckets(settings.buckets());
    if (reports.stream().anyMatch(Report::countsSessions)) {
      sessions.add(
          new SessionRows(
              reports,
              settings.buckets(),
              (bucket, block) -> rows.block(buckets.of(Content.SESSIONS, bucket), block)));
    }
    for (Release.Unit unit : Release.Unit.values()) {
      if (reports.stream()
          .anyMatch(each -> each.countsNoisedSessions() && each.noised().unit() == unit)) {
        Content content = Content.ofNoisedSessions(unit);
        sessions.add(
            SessionRows.ofNoised(
                reports,
                unit,
                settings.buckets(),
                (bucket, block) -> rows.block(buckets.of(content, bucket), block)));
      }
    }
    if (reports.stream().anyMatch(Report::isNoised)) {
      persons =
          new PersonRows(
              NoisyReports.bounds(reports),
              settings.buckets(),
              (bucket, block) -> rows.block(buckets.of(Content.NOISED, bucket), block));
      contributions = new Contributions(reports, released(settings, persons));
    } else {
      persons = null;
      contributions = null;
    }
  }

  /** Takes what is in a window that is released. */
  private static Contributions.Taker released(WorkerSettings settings, PersonRows rows) {
    return settings.calendar().released(settings.job().reports(), rows::add);
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
    for (SessionRows each : sessions) {
      each.add(event);
    }
  }

  /** Gives everything away. */
  void flush() {
    aggregation.flush();
    if (research != null) {
      research.flush();
    }
    sessions.forEach(SessionRows::flush);
    if (persons != null) {
      persons.flush();
    }
  }
}
