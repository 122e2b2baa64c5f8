package dev.throng.pipeline.run;

import dev.throng.pipeline.EventFlow;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Commit;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Manifest.Status;
import dev.throng.pipeline.publish.Outputs;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerException;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.SplitProgress;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import dev.throng.transforms.pseudonymize.geo.GeoDatabase;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One batch run of a job, from its launcher's side: keys first, then the pipeline, then the commit.
 * A run that fails leaves nothing that looks finished.
 */
public final class BatchRun {
  private final Job job;
  private final RunRange range;
  private final Engine engine;
  private final RunListener listener;
  private final long splitBytes;

  /** A run of the job over that range, on that engine. */
  public BatchRun(Job job, RunRange range, Engine engine, RunListener listener) {
    this(job, range, engine, listener, InputFiles.SPLIT_BYTES);
  }

  /** The same with splits of another length. */
  BatchRun(Job job, RunRange range, Engine engine, RunListener listener, long splitBytes) {
    this.job = job;
    this.range = range;
    this.engine = engine;
    this.listener = listener;
    this.splitBytes = splitBytes;
  }

  /**
   * Runs it.
   *
   * @throws dev.throng.pipeline.read.MissingInputException where an input file is missing
   * @throws dev.throng.transforms.pseudonymize.key.KeyException where the keys cannot be used
   * @throws IOException where a store fails
   */
  public RunResult run() throws IOException {
    Instant started = Instant.now();
    List<Split> splits = InputFiles.splits(job.events(), splitBytes);
    LedgerFiles ledger = LedgerFiles.of(job.consent());
    GeoDatabase geo = GeoFile.database(job.geo());
    Keyring.of(job.keys()).create(job.limits().from(), job.limits().until().minusMillis(1));
    Outputs outputs = job.outputs().places();
    clear(outputs);
    Staging staging = Staging.ofNewRun();
    WorkerSettings settings =
        new WorkerSettings(job, range, staging, ledger, SessionBuckets.of(splits.size()));
    try {
      listener.reading(staging.run(), splits.size(), engine.isEmbedded());
      engine.run(EventFlow.of(splits, settings));
      listener.committing();
      return commit(settings, started, geo);
    } catch (IOException | RuntimeException e) {
      Commit.abandon(staging, outputs);
      throw e;
    } finally {
      SplitProgress.forget(staging.run());
    }
  }

  /** What crashed runs left behind. */
  private static void clear(Outputs outputs) throws IOException {
    for (String folder : outputs.folders()) {
      Staging.removeAll(folder);
    }
  }

  private RunResult commit(WorkerSettings settings, Instant started, GeoDatabase geo)
      throws IOException {
    Outputs outputs = job.outputs().places();
    Summary summary =
        Summary.read(settings.staging(), outputs.home())
            .orElseThrow(() -> new IOException("the pipeline ended without its summary"));
    LedgerException.check(summary.ledger(), job.limits().ledgerRejected());
    boolean refused = job.limits().rejected().exceededBy(summary.counts());
    Status status = refused ? Status.REFUSED : Status.DONE;
    Manifest manifest =
        new Manifest(
            status,
            new Manifest.Job(job.name(), versions(geo), epochs()),
            summary,
            new Manifest.Run(settings.staging().run(), started, Instant.now()));
    new Commit(settings.staging(), outputs, manifest, range.replaced()).run();
    return new RunResult(status, summary);
  }

  private Map<String, String> versions(GeoDatabase geo) {
    return Map.of(
        "throng", Version.of(),
        "policy", job.policy().version(),
        "geo", geo.type() + " " + geo.builtAt().atZone(ZoneOffset.UTC).toLocalDate());
  }

  private List<String> epochs() {
    Epoch epoch = job.keys().epoch();
    TreeSet<String> names = new TreeSet<>();
    Instant last = job.limits().until().minusMillis(1);
    for (Instant at = job.limits().from(); at.isBefore(last); at = at.plus(Duration.ofDays(1))) {
      names.add(epoch.name(at));
    }
    names.add(epoch.name(last));
    return List.copyOf(names);
  }
}
