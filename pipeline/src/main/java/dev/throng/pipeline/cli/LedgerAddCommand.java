package dev.throng.pipeline.cli;

import dev.throng.pipeline.cli.Subjects.Subject;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.rights.People;
import dev.throng.pipeline.store.OwnFact;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng ledger add}. */
@Command(
    name = "add",
    header = "Writes down what people said, or what was found out about them.",
    description = {
      "It goes into the job's store, and all is checked before anything is written. Every run of a job with this store hears it from"
          + " then on; what is written is never changed, only overruled by what is written later."
          + " Ids are kept as pseudonyms.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: throng ledger add JOB.yaml --ids ids.tsv --state withdrawn --purpose marketing"
    })
final class LedgerAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Mixin private Subjects subjects = new Subjects();
  @Mixin private Said said = new Said();

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Job job = JobFile.read(jobFile, now);
    Said.Words words = said.words(now, subjects);
    JoinPseudonyms keys = JoinPseudonyms.open(job.keys());
    Map<JoinKey, Subject> about = subjects.resolve(keys);
    List<OwnFact> facts = new ArrayList<>();
    about.forEach((key, subject) -> facts.addAll(words.about(subject.type(), key, now)));
    String file = People.write(job, subjects.named(keys), facts, now);
    Trail.of(job.store())
        .add(
            "ledger add",
            Trail.State.DONE,
            Map.of(
                "facts", Integer.toString(facts.size()),
                "ids", Integer.toString(about.size()),
                "state", words.state().label()));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "added %,d %s about %,d %s (%s) to %s%n",
        facts.size(),
        facts.size() == 1 ? "fact" : "facts",
        about.size(),
        about.size() == 1 ? "id" : "ids",
        words,
        file);
    boolean company = about.values().stream().anyMatch(each -> each.type() == IdType.COMPANY);
    words.warnings(job.policy().reconsentFrom(), company).forEach(out::println);
    out.flush();
    return ExitCode.DONE;
  }
}
