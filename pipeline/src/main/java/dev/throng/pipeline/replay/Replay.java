package dev.throng.pipeline.replay;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.rights.SealedRejections;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import dev.throng.pipeline.run.RunResult;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.transforms.files.SmallFiles;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;

/**
 * Opens what was rejected and sealed, and runs it through the pipeline of today: by its policy, its
 * keys, and all that people have said until now. What is kept is stored and marked; statistics that
 * are out stay as they are. What is rejected again stays sealed, and may be replayed again; all
 * else never is.
 *
 * <p>First the plan is written, then it is carried out, then it is written down what is replayed,
 * then the sealed records go. Whoever is killed is completed by the next call, which writes the
 * same rows under the same names; two calls at once wait for each other, where the store is local.
 */
public final class Replay {
  private static final String REJECTED = "rejected/";

  private final Job job;
  private final MasterReference opens;
  private final Instant now;
  private final Engine engine;
  private final RunListener listener;
  private final String folder;
  private final SmallFiles files;
  private final Plans plans;

  /**
   * A replay of all that the job's store knows of.
   *
   * @param opens where the private halves of the seal keys lie
   * @throws SettingsException where the job stores no events
   */
  public Replay(Job job, MasterReference opens, Instant now, Engine engine, RunListener listener) {
    this.job = job;
    this.opens = opens;
    this.now = now;
    this.engine = engine;
    this.listener = listener;
    this.folder = SealedRejections.replays(job);
    this.files = SmallFiles.at(folder);
    Output<EventFormat> stored = job.outputs().events();
    if (stored == null) {
      throw new SettingsException(
          "the job stores no events, so a replay would come to nothing: name 'output.events'");
    }
    this.plans = new Plans(files, stored.to().endsWith("/") ? stored.to() : stored.to() + "/");
  }

  /**
   * Does it.
   *
   * @throws dev.throng.transforms.pseudonymize.key.KeyException where the private keys cannot be
   *     read
   */
  public ReplayResult run() throws IOException {
    RecordOpener opener = RecordOpener.of(opens, now);
    return files.alone(() -> runAlone(opener));
  }

  private ReplayResult runAlone(RecordOpener opener) throws IOException {
    Trail trail = Trail.of(job.store());
    trail.add("replay", Trail.State.BEGUN, Map.of());
    for (Plan done : plans.cleanUp()) {
      complete(done);
    }
    Counts counts = Counts.none();
    Optional<Plan> interrupted = plans.interrupted();
    if (interrupted.isPresent()) {
      withdraw(interrupted.orElseThrow());
      counts = carryOut(interrupted.orElseThrow());
    }
    Found found = Found.in(job, plans.replayed(), opener, now);
    if (!found.lines().isEmpty()) {
      Plan plan = Plan.of(found.lines());
      plans.add(plan);
      counts = counts.plus(carryOut(plan));
    }
    if (!job.consent().decide().looksAhead()) {
      // Its rule hears of no restriction that came after the event; that for stored rows does.
      Rights.hear(job, engine);
    }
    trail.add(
        "replay",
        Trail.State.DONE,
        Map.of(
            "records", Long.toString(counts.read()),
            "kept", Long.toString(counts.kept()),
            "rejected_again", Long.toString(counts.allRejected()),
            "locked", Long.toString(found.locked()),
            "expired", Long.toString(found.expired())));
    return new ReplayResult(counts, found.locked(), found.expired());
  }

  private Counts carryOut(Plan plan) throws IOException {
    Job replaying =
        job.replaying(
            new Input.Sealed(plan.files().keySet().stream().map(folder::concat).toList(), opens),
            folder + REJECTED,
            folder + plan.marker(".run.json"));
    RunResult result = new BatchRun(replaying, RunRange.EVERYTHING, engine, listener).run();
    plans.done(plan, new Accepted(folder + REJECTED).of(plan, result.summary().splits()));
    complete(plan);
    return result.summary().counts();
  }

  /** What an interrupted replay has stored was decided by what was known then. */
  private void withdraw(Plan plan) throws IOException {
    Replayed none = new Replayed(plans.events());
    StoreWork.alone(
        job.store(),
        () -> {
          for (String file : plan.files().keySet()) {
            FileSystems.delete(
                none.rows(file.substring(0, file.indexOf('.'))),
                StandardMoveOptions.IGNORE_MISSING_FILES);
          }
          return plan;
        });
  }

  /** What is written down as replayed goes from the rejections, and then the plan goes. */
  private void complete(Plan plan) throws IOException {
    Replayed done = plans.replayed();
    StoreWork.alone(
        job.store(),
        () ->
            new SealedRejections(job)
                .strip(() -> line -> done.holds(line.sealed().toString()), false));
    plans.remove(plan);
  }
}
