package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.rights.NamedId;
import dev.throng.pipeline.rights.PersonHolds;
import dev.throng.transforms.pseudonymize.treatment.TextScrubbing;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng subject hold}. */
@Command(
    name = "hold",
    header = "Keeps what a law wants kept of a person, whatever else would end it.",
    description = {
      "What erasures and 'throng retain' would delete is sealed apart instead, named in receipts, and"
          + " goes with the first 'throng retain' after the hold is over. Holds on kinds of events"
          + " stand in the policy file.",
      ""
    },
    mixinStandardHelpOptions = true)
final class SubjectHoldCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Mixin private Subjects subjects = new Subjects();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What it is called: small letters, digits and underscores.")
  private String name = "";

  @Option(
      names = "--basis",
      paramLabel = "TEXT",
      description = "Which law, in words that name nobody.")
  private @Nullable String basis;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "When it is over: a date, an instant in UTC, or a distance such as +365d.")
  private @Nullable String until;

  @Option(names = "--lift", description = "The hold of that name is over.")
  private boolean lift;

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new SettingsException("--name must be of small letters, digits and underscores");
    }
    if (lift == (basis != null || until != null)) {
      throw new SettingsException("a hold needs --basis and --until; --lift goes without them");
    }
    Job job = JobFile.read(jobFile, now);
    PersonHolds holds = new PersonHolds(job);
    Collection<NamedId> ids = SubjectCommand.people(job, subjects);
    PrintWriter out = spec.commandLine().getOut();
    if (lift) {
      out.printf("lifted %s on %,d of %,d ids%n", name, holds.lift(ids, name), ids.size());
    } else {
      Instant end = end(now);
      holds.put(ids, name, basis(), end);
      out.printf("%s holds what is stored of %,d ids until %s%n", name, ids.size(), end);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private String basis() {
    if (basis == null || basis.isBlank() || !basis.equals(new TextScrubbing().scrub(basis))) {
      throw new SettingsException("--basis must say which law, in plain words that name nobody");
    }
    return basis;
  }

  private Instant end(Instant now) {
    try {
      Instant end = until == null ? now : Limits.time(until, now);
      if (end.isAfter(now)) {
        return end.truncatedTo(ChronoUnit.SECONDS);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Said below.
    }
    throw new SettingsException(
        "--until must be a date to come, an instant in UTC, or a distance such as +365d");
  }
}
