package dev.throng.pipeline.cli;

import dev.throng.pipeline.explain.ExplanationJson;
import dev.throng.pipeline.explain.ExplanationText;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.OneEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng explain}. */
@Command(
    name = "explain",
    header = "Says for one event which facts were found, and why it may serve what.",
    description = {
      "The ledger, the store, and the unsubscribe events among the job's events are looked through"
          + " for its ids. Neither an id nor anything else that the event holds is printed.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--event",
      required = true,
      paramLabel = "FILE",
      description = "A file of one event in the job's format. - is the standard input.")
  private String event = "";

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    OneEvent one = OneEvent.read(job, event);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ExplanationJson.of(job, one));
    } else {
      new ExplanationText(job, out).print(one);
    }
    out.flush();
    return ExitCode.DONE;
  }
}
