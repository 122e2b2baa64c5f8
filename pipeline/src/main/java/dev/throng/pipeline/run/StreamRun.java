package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.Sealing;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.stream.StreamFlow;
import dev.throng.pipeline.stream.Topics;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    Sealing.check(job, started);
    Limits limits = job.limits();
    long ahead = Long.MAX_VALUE / 2;
    Job running = job;
    if (!limits.fixed()) {
      ahead = Math.max(0, Duration.between(started, limits.until()).toMillis());
      running = job.with(limits.until(started.plus(KEYS_AHEAD)));
    }
    Keyring.of(running.keys())
        .create(running.limits().from(), running.limits().until().minusMillis(1));
    WorkerSettings settings =
        new WorkerSettings(
            running,
            RunRange.EVERYTHING,
            ReleaseCalendar.NOTHING,
            Staging.ofNewRun(),
            LedgerFiles.NONE,
            1);
    engine.run(StreamFlow.of(settings, ahead), partitions);
  }

  private void requireSupported() throws IOException {
    if (!FactStore.of(job.store()).files().isEmpty()) {
      throw new SettingsException(
          "the store '"
              + job.store()
              + "' holds facts by hand, which a job over topics does not hear: send them to its"
              + " ledger's topic, and name another 'store'");
    }
    List<String> unsupported =
        job.reports().stream()
            .filter(report -> report.countsSessions() || report.isNoised())
            .map(report -> "'" + report.name() + "'")
            .toList();
    if (!unsupported.isEmpty()) {
      throw new SettingsException(
          "a job over topics has no reports of sessions or with noise yet: take out "
              + String.join(", ", unsupported)
              + ", and run them over files");
    }
    if (job.outputs().research() != null) {
      throw new SettingsException(
          "a job over topics makes no extract for research: take out 'output.research'");
    }
    if (job.outputs().events() != null) {
      throw new SettingsException(
          "a job over topics stores no events yet: take out 'output.events'");
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
