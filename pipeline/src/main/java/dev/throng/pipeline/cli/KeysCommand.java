package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.key.KeyRecord;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng keys}. */
@Command(
    name = "keys",
    description = "The keyring that a job names.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "keys create or keys list?");
  }

  @Command(
      name = "create",
      description =
          "Makes the keys that are missing for the job's limits, and the master key's file (mode"
              + " 0600) where there is none.",
      mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile) {
    Job job = JobFile.read(jobFile, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    Keyring keyring = Keyring.of(job.keys());
    if (keyring.createMaster()) {
      out.printf(
          "made the master key %s; without it nothing can be read, so keep a copy elsewhere%n",
          job.keys().master());
    }
    Instant last = job.limits().until().minusMillis(1);
    int made = keyring.create(job.limits().from(), last);
    if (job.reports().stream().anyMatch(Report::isNoised)) {
      made += keyring.createForReleases(job.limits().from(), last);
    }
    out.printf("made %,d keys in %s%n", made, job.keys().keyring());
    out.flush();
    return ExitCode.DONE;
  }

  @Command(
      name = "list",
      description = "Lists every key: its name, kind, state, id and when it was made.",
      mixinStandardHelpOptions = true)
  int list(@Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile) {
    Job job = JobFile.read(jobFile, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-20s %-10s %-10s %-16s %s%n", "key", "kind", "state", "id", "made");
    for (KeyRecord key : Keyring.of(job.keys()).list()) {
      out.printf(
          "%-20s %-10s %-10s %-16s %s%n",
          key.name(),
          key.kind().name().toLowerCase(Locale.ROOT),
          key.state().name().toLowerCase(Locale.ROOT),
          key.keyId().orElse(""),
          key.created().map(Instant::toString).orElse(""));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
