package dev.throng.pipeline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import dev.throng.pipeline.cli.Subjects.Subject;
import dev.throng.pipeline.explain.FactWords;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.FactSearch;
import dev.throng.pipeline.read.FoundFact;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng ledger show}. */
@Command(
    name = "show",
    header = "Prints the facts about ids, never an id.",
    description = {
      "From the job's ledger and from its store, for each id in the order of time.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class LedgerShowCommand implements Callable<Integer> {
  private static final String ROW = "%-10s %-16s %-20s %-24s %-24s %-11s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Mixin private Subjects subjects = new Subjects();

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    Map<JoinKey, Subject> about = subjects.resolve(JoinPseudonyms.open(job.keys()));
    FactSearch search = new FactSearch(job, about.keySet()).ledger();
    ListMultimap<JoinKey, FoundFact> bySubject =
        Multimaps.index(search.found(), FoundFact::subject);
    List<FoundFact> facts =
        about.keySet().stream().flatMap(key -> bySubject.get(key).stream()).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(facts, about));
    } else {
      text(out, facts, about);
    }
    out.flush();
    FactWords.unreadable(search.counts(), job.limits().ledgerRejected())
        .ifPresent(note -> spec.commandLine().getErr().println("throng: " + note));
    return ExitCode.DONE;
  }

  private static void text(PrintWriter out, List<FoundFact> facts, Map<JoinKey, Subject> about) {
    if (facts.isEmpty()) {
      out.println("no facts");
      return;
    }
    out.printf(ROW, "about", "state", "purpose", "effective", "recorded", "policy", "file");
    for (FoundFact fact : facts) {
      FactWords words = new FactWords(fact);
      out.printf(
          ROW,
          about.get(fact.subject()).label(),
          words.state(),
          words.purposes(),
          words.effective(),
          words.recorded(),
          fact.policyVersion() == null ? "" : fact.policyVersion(),
          fact.file() + words.remark());
    }
  }

  private static String json(List<FoundFact> facts, Map<JoinKey, Subject> about) {
    ArrayNode all = JsonMapper.builder().build().createArrayNode();
    for (FoundFact fact : facts) {
      ObjectNode node = all.addObject().put("about", about.get(fact.subject()).label());
      new FactWords(fact).write(node);
    }
    return all.toPrettyString();
  }
}
