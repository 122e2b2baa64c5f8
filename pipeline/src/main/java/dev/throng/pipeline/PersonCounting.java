package dev.throng.pipeline;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.read.PersonBuckets;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.NoisedSessions;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.SessionCounting;
import dev.throng.transforms.pseudonymize.key.ReleaseSecrets;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Bounding;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.PersonRows;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.mechanisms.ReleaseKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What is behind the shuffle by person: sessions are counted, and what a person adds to noised
 * reports is bounded. Without Beam; made on the worker, for one thread.
 */
public final class PersonCounting {
  private final WorkerSettings settings;
  private final PersonBuckets buckets;
  private final SessionCounting sessions;
  private final List<Bounds> reports;
  private final Map<String, Bounds> byName = new HashMap<>();
  private final ReleaseKeys keys;

  /** Counting for the reports of a job; release keys are read when they are needed. */
  public PersonCounting(WorkerSettings settings) {
    Job job = settings.job();
    this.settings = settings;
    this.buckets = new PersonBuckets(settings.buckets());
    this.sessions = new SessionCounting(job.reports());
    this.reports = NoisyReports.bounds(job.reports());
    this.keys = keys(ReleaseSecrets.of(job.keys()));
    reports.forEach(report -> byName.put(report.report(), report));
  }

  /**
   * Counts the people of one bucket.
   *
   * @param bucket its number among {@link PersonBuckets}
   * @param blocks all blocks of the bucket, in any order
   * @param out is given aggregates in no order, several of one group perhaps
   */
  public void count(int bucket, Iterable<byte[]> blocks, Consumer<Aggregate> out) {
    switch (buckets.content(bucket)) {
      case SESSIONS -> sessions.count(blocks, out);
      case NOISED -> bound(blocks, out);
      case NOISED_SESSIONS -> boundSessions(Release.Unit.PERSON, blocks, out);
      case NOISED_SESSIONS_OF_COMPANIES -> boundSessions(Release.Unit.COMPANY, blocks, out);
    }
  }

  /** All rows of a person, or company, are here, so that bounding needs no other shuffle. */
  private void boundSessions(Release.Unit unit, Iterable<byte[]> blocks, Consumer<Aggregate> out) {
    boundCounted(
        taker -> new NoisedSessions(settings.job().reports(), unit).count(blocks, taker), out);
  }

  /**
   * Bounds what people add to noised reports, as something counts it.
   *
   * @param counting is called once, and gives all that each person, or company, adds to a window
   * @param out is given aggregates in no order, several of one group perhaps
   */
  public void boundCounted(Consumer<Contributions.Taker> counting, Consumer<Aggregate> out) {
    List<byte[]> bounded = new ArrayList<>();
    PersonRows rows = new PersonRows(reports, 1, (bucket, block) -> bounded.add(block));
    counting.accept(settings.calendar().released(settings.job().reports(), rows::add));
    rows.flush();
    bound(bounded, out);
  }

  /**
   * Bounds what people add to noised reports.
   *
   * @param blocks all blocks of a bucket with the windows that they are about, in any order
   * @param out is given aggregates in no order, several of one group perhaps
   */
  public void bound(Iterable<byte[]> blocks, Consumer<Aggregate> out) {
    Consumer<BoundedGroup> bounded =
        group ->
            out.accept(
                group.aggregate(Objects.requireNonNull(byName.get(group.report()), "a report")));
    new Bounding(reports, keys, bounded).count(blocks);
  }

  /** Of a month whose key is destroyed nothing is released: there ranks do not matter. */
  private static ReleaseKeys keys(ReleaseSecrets secrets) {
    Map<Long, ReleaseKey> known = new HashMap<>();
    return windowStart ->
        known.computeIfAbsent(
            windowStart, start -> new ReleaseKey(secrets.of(start).orElseGet(() -> new byte[32])));
  }
}
