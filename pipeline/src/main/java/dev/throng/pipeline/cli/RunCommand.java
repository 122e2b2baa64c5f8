package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunResult;
import dev.throng.pipeline.run.StreamOption;
import dev.throng.pipeline.run.StreamRun;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng run}. */
@Command(
    name = "run",
    description = "Runs a job: reads its events, treats them, and writes its outputs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without a runner it runs on Flink in this process. On a cluster:",
      "  throng run JOB.yaml --runner=FlinkRunner --flinkMaster=host:8081",
      "",
      "Runner options of a job over topics, and what they are unless they are given:"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--from",
      paramLabel = "T",
      description =
          "Only events from this time on (a date, an instant, or -7d), rounded up to a whole UTC"
              + " day; of each report only windows that lie inside whole.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "Only events before this time, rounded down to a whole UTC day.")
  private @Nullable String until;

  @Option(
      names = "--verify",
      description =
          "Ends with exit code 5 where a window that third parties have would now say something"
              + " else. It is never released again, with or without this.")
  private boolean verify;

  @Parameters(
      index = "1..*",
      paramLabel = "runner options",
      description = "Options of Beam and its runner, such as --parallelism=4.")
  private List<String> runnerOptions = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    Engine engine = engine(spec, runnerOptions);
    RunRange range = range(now);
    Job job = JobFile.read(jobFile, now);
    if (job.events().isStream()) {
      return stream(job);
    }
    RunResult result;
    try (Progress progress = Progress.onTerminal()) {
      result = new BatchRun(job, range, engine, progress).run();
    }
    new Account(spec.commandLine().getOut()).print(job, result);
    if (result.status() == Manifest.Status.REFUSED) {
      return ExitCode.REJECTED;
    }
    if (result.missing() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "throng: for third parties other numbers are written down as released than the input"
                  + " gives now, in %d of the windows, and no output here has them: they stay"
                  + " unpublished. Where a run ended before it had published them, run the job again on"
                  + " the input as it was then; the same input gives the same numbers%n",
              result.missing());
    }
    if (verify && result.summary().reports().stream().anyMatch(ReportSummary::alreadyReleased)) {
      spec.commandLine()
          .getErr()
          .println(
              "throng: third parties have windows that would now say something else; they were left"
                  + " as they are, and the manifest counts them as already_released");
      return ExitCode.PRIVACY;
    }
    return ExitCode.DONE;
  }

  private Integer stream(Job job) throws IOException {
    if (from != null || until != null || verify) {
      throw new ParameterException(
          spec.commandLine(), "--from, --until and --verify are for jobs over files");
    }
    Engine streaming = Engine.ofStream(runnerOptions.toArray(String[]::new));
    streaming.requireFlinkAround();
    new StreamRun(job, streaming).run();
    return ExitCode.DONE;
  }

  /** The engine that options of Beam's name, as a command was given them. */
  static Engine engine(CommandSpec spec, List<String> runnerOptions) {
    try {
      return Engine.of(runnerOptions.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private RunRange range(Instant now) {
    try {
      return RunRange.wholeDays(time(from, now), time(until, now));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from or --until: " + e.getMessage());
    }
  }

  private static @Nullable Instant time(@Nullable String word, Instant now) {
    return word == null ? null : Limits.time(word, now);
  }

  /** Beam's options are not ours: they are taken as they stand. */
  static CommandLine accepting(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    List<String> footer = new ArrayList<>(List.of(usage.footer()));
    for (StreamOption option : StreamOption.ALL) {
      footer.add(
          "  %-50s %s%s".formatted(option.said(), option.fixed() ? "always; " : "", option.why()));
    }
    usage.footer(footer.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new));
    return command.setUnmatchedOptionsArePositionalParams(true);
  }
}
