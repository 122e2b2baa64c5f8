package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.replay.Replay;
import dev.throng.pipeline.replay.ReplayResult;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng replay}. */
@Command(
    name = "replay",
    header = "Runs what was rejected and sealed through today's pipeline, once.",
    description = {
      "What is kept joins the stored events, marked as replayed; what people have said until now"
          + " decides. Statistics that are out stay as they are. What is rejected again stays sealed;"
          + " all else leaves the rejections. May be interrupted and run again, not while a run of"
          + " the job is under way.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--private",
      required = true,
      paramLabel = "REF",
      description =
          "Where the private seal keys lie, file:PATH or env:NAME; workers look there, too.")
  private String opens = "";

  @Parameters(
      index = "1..*",
      paramLabel = "runner options",
      description = "Options of Beam and its runner, such as --parallelism=4.")
  private List<String> runnerOptions = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Engine engine = RunCommand.engine(spec, runnerOptions);
    Job job = JobFile.read(jobFile, now);
    if (job.events().isStream()) {
      throw new SettingsException(
          jobFile + " reads topics, whose records can be read there again: a replay is for files");
    }
    ReplayResult result;
    try (Progress progress = Progress.onTerminal()) {
      result = new Replay(job, reference(opens), now, engine, progress).run();
    }
    print(job, result);
    return ExitCode.DONE;
  }

  private void print(Job job, ReplayResult result) {
    PrintWriter out = spec.commandLine().getOut();
    Counts counts = result.counts();
    out.printf("%s, replayed%n", job.name());
    line(out, "records opened", counts.read());
    line(out, "events kept", counts.kept());
    counts.dropped().forEach((reason, n) -> line(out, "dropped: " + reason, n));
    counts.rejected().forEach((reason, n) -> line(out, "rejected again: " + reason, n));
    if (result.locked() > 0) {
      line(out, "sealed with other keys", result.locked());
    }
    if (result.expired() > 0) {
      line(out, "expired with their seal key", result.expired());
    }
    out.flush();
  }

  private static void line(PrintWriter out, String what, long n) {
    out.printf("  %-32s %,14d%n", what, n);
  }

  /** A relative path is the caller's; workers elsewhere need the whole. */
  static MasterReference reference(String word) {
    try {
      MasterReference reference = MasterReference.parse(word);
      if (reference.source() != MasterReference.Source.KMS) {
        return reference.within(Path.of("").toAbsolutePath());
      }
    } catch (IllegalArgumentException e) {
      // Said below; what was mistyped may be the key itself.
    }
    throw new SettingsException(
        "--private must be file:PATH or env:NAME, where the private seal keys lie");
  }
}
