package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Layout;
import dev.throng.pipeline.publish.SqlScript;
import dev.throng.transforms.settings.SettingsException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng sql}. */
@Command(
    name = "sql",
    header = "Prints tables and views of a job's reports as SQL.",
    description = {
      "For PostgreSQL, the tables that a run writes to, with comments; for DuckDB, views over the files"
          + " that it writes. With both come views of parts of the whole, changes over a week and the"
          + " largest groups.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  /** Who reads it. */
  enum Target {
    postgresql,
    duckdb
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--for",
      paramLabel = "DATABASE",
      defaultValue = "postgresql",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Target target = Target.postgresql;

  @Override
  public Integer call() {
    Job job = JobFile.read(jobFile, Instant.now());
    List<Layout> layouts =
        job.reports().stream().filter(report -> !report.isBySeller()).map(Layouts::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    out.print(target == Target.postgresql ? SqlScript.postgres(layouts) : duckDb(job, layouts));
    out.flush();
    return ExitCode.DONE;
  }

  private static String duckDb(Job job, List<Layout> layouts) {
    Output<AggregateFormat> files =
        job.outputs().aggregates().stream()
            .filter(
                output ->
                    output.format() == AggregateFormat.CSV
                        || output.format() == AggregateFormat.PARQUET)
            .findFirst()
            .orElseThrow(
                () ->
                    new SettingsException(
                        "the job writes no aggregates as csv or parquet, which DuckDB could read: add"
                            + " such a folder to its outputs"));
    return SqlScript.duckDb(layouts, files.to(), files.format());
  }
}
