package dev.throng.pipeline.cli;

import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code throng}. */
@Command(
    name = "throng",
    description =
        "Turns the events of people into statistics about the throng, never about anyone in it.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      RunCommand.class,
      CheckCommand.class,
      FormatsCommand.class,
      ReportCommand.class,
      SqlCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      LedgerCommand.class,
      SubjectCommand.class,
      RetainCommand.class,
      ReplayCommand.class,
      TrailCommand.class,
      ExplainCommand.class,
      SellersCommand.class,
      GenerateCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done; 2 usage or job file; 3 input missing or unreadable; 4 more rejections than",
      "the job allows; 5 a privacy rule refuses; 1 anything else.",
      "",
      "To begin: throng demo"
    })
public final class Throng implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Made by picocli. */
  public Throng() {
    this.spec = CommandLine.Model.CommandSpec.create();
  }

  /**
   * Runs a command and ends with its code. Where the process is not ours, since a JobManager of
   * Flink runs this as its application, it is left alone, and a code other than 0 is thrown.
   */
  public static void main(String[] arguments) {
    int code = command().execute(arguments);
    if (Throng.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
      System.exit(code);
    } else if (code != ExitCode.DONE) {
      throw new IllegalStateException("throng ended with the exit code " + code);
    }
  }

  /** The command with all its subcommands. */
  static CommandLine command() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    CommandLine line =
        new CommandLine(new Throng())
            .setExecutionExceptionHandler(new Failures())
            .setUsageHelpWidth(100)
            .setUsageHelpAutoWidth(false);
    line.setParameterExceptionHandler(new UsageFailures(line.getParameterExceptionHandler()));
    RunCommand.accepting(line.getSubcommands().get("run"));
    RunCommand.accepting(line.getSubcommands().get("replay"));
    line.getSubcommands().get("retain").setUnmatchedOptionsArePositionalParams(true);
    CommandLine subject = line.getSubcommands().get("subject");
    for (String right : List.of("access", "erase", "restrict", "object", "correct")) {
      subject.getSubcommands().get(right).setUnmatchedOptionsArePositionalParams(true);
    }
    return line;
  }

  /** Without a command there is nothing to do but tell. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
