package dev.throng.pipeline.consent;

import com.google.common.io.Resources;
import dev.throng.pipeline.bench.PlainRuns;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Commit;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A folder with keys and policies, over which one job with a ledger after the other runs, each in a
 * folder of its own.
 */
record ConsentSite(Path folder) {
  private static final Instant NOW = Instant.parse("2026-06-10T00:00:00Z");
  private static final String REPORTS =
      """
      reports:
        - name: types
          purpose: statistical
          audience: internal
          recipient: tests
          window: 7d
          dimensions: [event_type]
          measures: [events, unique_people]
          release: {at_least: 2}
      """;

  /** How a job is run. */
  enum How {
    /** The steps, one after the other, in two threads. */
    PLAIN,
    /** Embedded Flink. */
    FLINK,
    /** Beam's DirectRunner, with all its checks. */
    DIRECT
  }

  /**
   * A run of its own.
   *
   * @param name of its folder, in which {@code events} and {@code ledger} lie already
   * @param splitBytes how finely the input is cut
   */
  record Run(String name, Setting setting, String join, How how, long splitBytes) {}

  Path events(String run) {
    return folder.resolve(run).resolve("events");
  }

  Path ledger(String run) {
    return folder.resolve(run).resolve("ledger");
  }

  /** Runs it, and gives the folder in which what it wrote lies. */
  Path run(Run run) throws IOException {
    Job job = job(run);
    Keyring keyring = Keyring.of(job.keys());
    if (!Files.exists(folder.resolve("keys"))) {
      keyring.createMaster();
    }
    switch (run.how()) {
      case PLAIN -> {
        keyring.create(job.limits().from(), job.limits().until().minusMillis(1));
        plain(job, run.splitBytes());
      }
      case FLINK -> SplitRuns.run(job, Engine.of("--parallelism=2"), run.splitBytes());
      case DIRECT ->
          SplitRuns.run(
              job, Engine.of("--runner=DirectRunner", "--targetParallelism=2"), run.splitBytes());
    }
    return folder.resolve(run.name()).resolve("out");
  }

  private static void plain(Job job, long splitBytes) throws IOException {
    Staging staging = Staging.ofNewRun();
    WorkerSettings settings =
        new WorkerSettings(
            job,
            RunRange.EVERYTHING,
            ReleaseCalendar.NOTHING,
            staging,
            LedgerFiles.of(job.consent(), job.store()),
            5);
    try {
      Summary summary = PlainRuns.run(settings, InputFiles.splits(job.events(), splitBytes), 2);
      Manifest manifest =
          new Manifest(
              Manifest.Status.DONE,
              new Manifest.Job(job.name(), Map.of(), java.util.List.of()),
              summary,
              new Manifest.Run(staging.run(), Instant.EPOCH, Instant.EPOCH));
      new Commit(
              staging, job.outputs().places(), manifest, RunRange.EVERYTHING.replaced(), List.of())
          .run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Job job(Run run) throws IOException {
    Path own = folder.resolve(run.name());
    Files.writeString(own.resolve("reports.yaml"), REPORTS);
    Files.writeString(own.resolve("policy.yaml"), policy(run.setting()));
    Path file = own.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: consent
        events: {format: throng-json, from: "events/*"}
        consent: {ledger: "ledger/*", join: %s, %s}
        policy: policy.yaml
        keys: {keyring: ../keys, master: "file:../master.key", epoch: day}
        reports: reports.yaml
        output:
          events: {to: out/events, format: jsonl}
          aggregates: [{to: out/aggregates, format: csv}]
          rejected: {to: out/rejected}
          manifest: out/run.json
        limits: {rejected: 99%%, from: 2026-06-01, until: 2026-06-05, ledger_rejected: 100000}
        """
            .formatted(run.join(), run.setting().yaml()));
    return JobFile.read(file.toString(), NOW);
  }

  /** The shipped one, and from which version on consents count. */
  private static String policy(Setting setting) throws IOException {
    String shipped =
        Resources.toString(
            Resources.getResource("dev/throng/transforms/pseudonymize/policy.yaml"),
            StandardCharsets.UTF_8);
    return setting.reconsentFrom() == null
        ? shipped
        : shipped + "\nreconsent_from: " + setting.reconsentFrom() + "\n";
  }
}
