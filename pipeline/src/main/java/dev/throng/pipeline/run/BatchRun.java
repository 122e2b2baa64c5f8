package dev.throng.pipeline.run;

import dev.throng.pipeline.EventFlow;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.publish.Commit;
import dev.throng.pipeline.publish.DataPackages;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Manifest.Status;
import dev.throng.pipeline.publish.Outputs;
import dev.throng.pipeline.publish.Replaced;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.GeoFile;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerException;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.Sealing;
import dev.throng.pipeline.read.SplitProgress;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.release.Promise;
import dev.throng.pipeline.release.Published;
import dev.throng.pipeline.release.ReleaseRegistry;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.schemas.Split;
import dev.throng.transforms.pseudonymize.geo.GeoDatabase;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final RunDatabases databases;

  /** The files of facts that it hears; what is said while it runs is heard at its end. */
  private Set<String> facts = Set.of();

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
    this.databases = new RunDatabases(job);
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
    facts = FactStore.of(job.store()).files().keySet();
    List<Split> splits = InputFiles.splits(job.events(), splitBytes);
    LedgerFiles ledger = LedgerFiles.of(job.consent(), job.store());
    GeoDatabase geo = GeoFile.database(job.geo());
    ReleaseCalendar calendar = ReleaseCalendar.of(job, range, started);
    Sealing.check(job, started);
    Optional<Promise> promise = Promise.of(job);
    promise.ifPresent(Promise::keep);
    Keyring keyring = Keyring.of(job.keys());
    keyring.create(job.limits().from(), job.limits().until().minusMillis(1));
    if (calendar.until() > calendar.from()) {
      keyring.createForReleases(
          Instant.ofEpochMilli(calendar.from()), Instant.ofEpochMilli(calendar.until() - 1));
    }
    databases.check();
    Outputs outputs = job.outputs().places();
    clear(outputs);
    Staging staging = Staging.ofNewRun();
    WorkerSettings settings =
        new WorkerSettings(
            job,
            range,
            calendar,
            staging,
            ledger,
            Buckets.of(splits.size() + ledger.parts().size()));
    try {
      listener.reading(staging.run(), splits.size(), engine.isEmbedded());
      engine.run(EventFlow.of(splits, settings));
      listener.committing();
      return commit(settings, started, geo, promise);
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

  private RunResult commit(
      WorkerSettings settings, Instant started, GeoDatabase geo, Optional<Promise> promise)
      throws IOException {
    Outputs outputs = job.outputs().places();
    Summary counted =
        Summary.read(settings.staging(), outputs.home())
            .orElseThrow(() -> new IOException("the pipeline ended without its summary"));
    LedgerException.check(counted.ledger(), job.limits().ledgerRejected());
    boolean refused = job.limits().rejected().exceededBy(counted.counts());
    Status status = refused ? Status.REFUSED : Status.DONE;
    Summary summary =
        refused || promise.isEmpty() ? counted : registered(counted, promise.orElseThrow());
    Manifest manifest =
        new Manifest(
            status,
            new Manifest.Job(job.name(), versions(geo), epochs()),
            summary,
            new Manifest.Run(settings.staging().run(), started, Instant.now()));
    Catalogue.of(job.store())
        .add(
            CatalogueRecord.of(
                job, settings.staging().run(), status, summary, manifest.run().finished()));
    // A replay adds to what its input files wrote.
    Replaced replaced = job.events().isReplay() ? Replaced.nothing() : range.replaced();
    Commit commit =
        new Commit(
            settings.staging(),
            outputs,
            manifest,
            replaced,
            List.of(
                new DataPackages(Layouts.of(job), summary.reports()),
                databases.step(summary.reports())));
    StoreWork.alone(
        job.store(),
        () -> {
          commit.run();
          return manifest;
        });
    if (!facts.equals(FactStore.of(job.store()).files().keySet())) {
      Rights.hear(job, engine);
    }
    if (status == Status.DONE) {
      new RunPage(job).write(settings.staging());
    }
    return new RunResult(status, summary, missing(counted, summary));
  }

  /** Writes down what third parties are about to get, and takes out what they have otherwise. */
  private Summary registered(Summary counted, Promise promise) throws IOException {
    Map<Published, ReportSummary> windows = new LinkedHashMap<>();
    for (ReportSummary window : counted.reports()) {
      if (window.forThirdParties()) {
        windows.put(
            promise.published(window.report(), window.windowStart(), window.content()), window);
      }
    }
    Set<ReportSummary> frozen = new HashSet<>();
    ReleaseRegistry.of(job.store())
        .register(List.copyOf(windows.keySet()), promise.budget())
        .forEach(window -> frozen.add(windows.get(window)));
    return counted.with(
        counted.reports().stream()
            .map(window -> frozen.contains(window) ? window.frozen() : window)
            .toList());
  }

  /**
   * A run that was killed between writing down and publishing leaves such windows: the next one
   * publishes them only if its input says the same. Both summaries have the same windows in order.
   */
  private long missing(Summary counted, Summary summary) throws IOException {
    long missing = 0;
    for (int i = 0; i < summary.reports().size(); i++) {
      if (summary.reports().get(i).alreadyReleased()) {
        ReportSummary window = counted.reports().get(i);
        List<WrittenFile> files = window.files();
        boolean stands = files.isEmpty();
        for (WrittenFile file : files) {
          stands |= databases.stands(window, file);
        }
        missing += stands ? 0 : 1;
      }
    }
    return missing;
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
