package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.read.PersonBuckets;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionRows;
import dev.throng.transforms.consent.waiting.Slots;
import dev.throng.transforms.release.bounding.PersonRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.KV;

/**
 * Rows of what must be gathered by person before it is added up: those of sessions by the hour of
 * their events, those of what is noised by when their window closes. For one thread.
 */
final class PeopleRows {
  static final long HOUR = 3_600_000;

  /** Events come mostly in the order of time, so that few are in use at once. */
  private static final int MOST_KEPT = 8;

  private final List<Report> reports;
  private final List<Report> noised;
  private final List<OfHour> ofHours = new ArrayList<>();
  private final Slots slots;
  private final Map<Long, List<SessionRows>> hours = new HashMap<>();
  private final Map<Long, PersonRows> closings = new HashMap<>();
  private final Contributions contributions;
  private final Bundle<KV<Integer, byte[]>> sessions = new Bundle<>();
  private final Bundle<KV<Integer, byte[]>> noisedSessions = new Bundle<>();
  private final Bundle<KV<Integer, byte[]>> people = new Bundle<>();

  /** Makes the rows of an hour. */
  @FunctionalInterface
  private interface OfHour {
    SessionRows of(long start);
  }

  PeopleRows(WorkerSettings settings) {
    reports = settings.job().reports();
    noised = reports.stream().filter(Report::isNoised).toList();
    if (reports.stream().anyMatch(Report::countsSessions)) {
      ofHours.add(
          start ->
              new SessionRows(
                  reports,
                  StreamFlow.BUCKETS,
                  (bucket, rows) -> sessions.add(KV.of(bucket, TimedBlock.of(start, rows)))));
    }
    for (Release.Unit unit : Release.Unit.values()) {
      if (reports.stream()
          .anyMatch(each -> each.countsNoisedSessions() && each.noised().unit() == unit)) {
        ofHours.add(start -> noisedOf(unit, start));
      }
    }
    slots = StreamFlow.slots(settings.job());
    contributions =
        new Contributions(
            reports,
            settings
                .calendar()
                .released(
                    reports,
                    (report, window, unit, group, amounts) ->
                        closing(noised.get(report).windowEnd(window))
                            .add(report, window, unit, group, amounts)));
  }

  void add(ConsentedEvent event) {
    if (!ofHours.isEmpty()) {
      hour(Math.floorDiv(event.getEvent().getEventTime(), HOUR) * HOUR)
          .forEach(rows -> rows.add(event));
    }
    if (!noised.isEmpty()) {
      contributions.add(event);
    }
  }

  private List<SessionRows> hour(long start) {
    return hours.computeIfAbsent(
        start, first -> ofHours.stream().map(each -> each.of(first)).toList());
  }

  private SessionRows noisedOf(Release.Unit unit, long start) {
    PersonBuckets.Content content = PersonBuckets.Content.ofNoisedSessions(unit);
    return SessionRows.ofNoised(
        reports,
        unit,
        StreamFlow.BUCKETS,
        (bucket, rows) ->
            noisedSessions.add(
                KV.of(BoundSessions.KEYS.of(content, bucket), TimedBlock.of(start, rows))));
  }

  private PersonRows closing(long windowEnd) {
    return closings.computeIfAbsent(
        slots.after(windowEnd),
        time ->
            new PersonRows(
                NoisyReports.bounds(reports),
                StreamFlow.BUCKETS,
                (bucket, rows) -> people.add(KV.of(bucket, TimedBlock.of(time, rows)))));
  }

  /** Gives all away: rows of sessions, of sessions that are noised, and of what else is noised. */
  void flush(
      Consumer<KV<Integer, byte[]>> sessionRows,
      Consumer<KV<Integer, byte[]>> noisedSessionRows,
      Consumer<KV<Integer, byte[]>> personRows) {
    hours.values().forEach(rows -> rows.forEach(SessionRows::flush));
    closings.values().forEach(PersonRows::flush);
    sessions.drain(sessionRows);
    noisedSessions.drain(noisedSessionRows);
    people.drain(personRows);
    forget(hours);
    forget(closings);
  }

  private static void forget(Map<Long, ?> kept) {
    if (kept.size() > MOST_KEPT) {
      kept.clear();
    }
  }
}
