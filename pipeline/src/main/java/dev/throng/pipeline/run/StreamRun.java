package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.LedgerTopic;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.Sealing;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.release.Promise;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.stream.Reach;
import dev.throng.pipeline.stream.StreamFlow;
import dev.throng.pipeline.stream.Topics;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job over topics, from its launcher's side: keys first, then a pipeline without an end. */
public final class StreamRun {
  /** For how long epoch keys are made ahead of the start (design section 6). */
  private static final Duration KEYS_AHEAD = Duration.ofDays(366);

  private final Job job;
  private final Engine engine;

  /** A run of the job on that engine. */
  public StreamRun(Job job, Engine engine) {
    this.job = job;
    this.engine = engine;
  }

  /**
   * Runs it until it is cancelled, or fails for good.
   *
   * @throws dev.throng.pipeline.read.MissingInputException where a topic is missing
   * @throws SettingsException where the job asks for what streaming does not do
   * @throws dev.throng.transforms.pseudonymize.key.KeyException where the keys cannot be used
   * @throws IOException where a store fails
   */
  public void run() throws IOException {
    Instant started = Instant.now();
    requireSupported();
    int partitions = partitions();
    GeoFile.database(job.geo());
    Optional<Promise> promise = Promise.of(job);
    promise.ifPresent(Promise::keep);
    Sealing.check(job, started);
    Limits limits = job.limits();
    Job running = limits.fixedUntil() ? job : job.with(limits.until(started.plus(KEYS_AHEAD)));
    Instant last = running.limits().until().minusMillis(1);
    Keyring keyring = Keyring.of(running.keys());
    keyring.create(running.limits().from(), last);
    ReleaseCalendar calendar = ReleaseCalendar.NOTHING;
    if (promise.isPresent()) {
      calendar = ReleaseCalendar.from(running, started);
      keyring.createForReleases(running.limits().from(), last);
    }
    if (job.consent().ledger() instanceof Input.Topic ledger) {
      LedgerTopic.send(ledger, FactStore.of(job.store()).lines());
    }
    Staging staging = Staging.ofNewRun();
    WorkerSettings settings =
        new WorkerSettings(running, RunRange.EVERYTHING, calendar, staging, LedgerFiles.NONE, 1);
    Catalogue.of(job.store()).add(CatalogueRecord.ofStream(job, staging.run(), started));
    engine.run(StreamFlow.of(settings, Reach.of(limits, started)), partitions);
  }

  private void requireSupported() throws IOException {
    if (!(job.consent().ledger() instanceof Input.Topic)
        && !FactStore.of(job.store()).files().isEmpty()) {
      throw new SettingsException(
          "the store '"
              + job.store()
              + "' holds facts by hand, and without a topic in 'consent.ledger' the job does not hear"
              + " them: name one");
    }
    if (job.reports().stream().anyMatch(Report::isBySeller)
        && !(job.outputs().databases().isEmpty() && job.outputs().topics().isEmpty())) {
      throw new SettingsException(
          "a report by seller is a folder a seller, and no table of a database or topic: take these"
              + " out of 'output.aggregates', or make the report another job's");
    }
  }

  /** Of all topics the least: a reader without a partition would hold all others up (F36). */
  private int partitions() throws IOException {
    int least = Integer.MAX_VALUE;
    for (Input input : List.of(job.events().input(), job.consent().ledger())) {
      if (input instanceof Input.Topic topic) {
        least = Math.min(least, Topics.partitions(topic));
      }
    }
    return least;
  }
}
