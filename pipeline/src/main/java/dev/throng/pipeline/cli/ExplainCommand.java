package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.ChainA;
import dev.throng.pipeline.read.LedgerScan;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Explanation;
import dev.throng.transforms.consent.Word;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.consent.ledger.FactList;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.pseudonymize.Pseudonymize;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng explain}. */
@Command(
    name = "explain",
    description =
        "Says of one event which facts the ledger has on its ids, and why each purpose is allowed or"
            + " refused; never an id.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "JOB.yaml", description = "The job file.")
  private String jobFile = "";

  @Option(
      names = "--event",
      required = true,
      paramLabel = "FILE",
      description = "A file in the job's format, of which the first event is explained.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    Treated treated = treat(job);
    treated.warnings.forEach((warning, n) -> out.printf("warning: %s%n", warning));
    if (treated.ended != null) {
      out.println(treated.ended);
    } else {
      explain(job, treated.event, out);
    }
    out.flush();
    return ExitCode.DONE;
  }

  private Treated treat(Job job) throws IOException {
    Treated treated =
        new Treated(ChainA.pseudonymize(job, new AskedIds(JoinPseudonyms.open(job.keys()))));
    try (FileChannel channel = FileChannel.open(file);
        EventReader reader =
            job.events()
                .format()
                .open(channel, 0, Long.MAX_VALUE, ChainA.parsing(job, AskedIds.FIELDS))) {
      if (!reader.next(treated)) {
        throw new FileNotFoundException("there is no event in " + file);
      }
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException("the event's file " + file + " is missing");
    }
    return treated;
  }

  private static void explain(Job job, PseudonymousEvent event, PrintWriter out)
      throws IOException {
    Consent consent = job.consent();
    ConsentRule rule = new ConsentRule(consent.decide(), consent.defaults());
    Map<JoinKey, IdType> ids = new LinkedHashMap<>();
    put(ids, event.getJoinUser(), IdType.USER);
    put(ids, event.getJoinDevice(), IdType.DEVICE);
    put(ids, event.getJoinCookie(), IdType.COOKIE);
    put(ids, event.getJoinCompany(), IdType.COMPANY);
    Map<JoinKey, FactList> facts = new LinkedHashMap<>();
    FactIntake intake =
        new FactIntake(
            (type, id) -> null,
            job.policy().reconsentFrom(),
            consent.decide(),
            (subject, fact, recorded) ->
                facts.computeIfAbsent(subject, id -> new FactList()).add(fact, recorded));
    out.printf("an event of %s%n", Instant.ofEpochMilli(event.getEventTime()));
    for (LedgerScan.Found found : LedgerScan.of(job, ids.keySet())) {
      intake.take(found.subject(), found.line());
      out.printf("  %s%n", FactLine.of(ids.get(found.subject()), found.line()));
    }
    Map<String, Integer> words = new LinkedHashMap<>();
    words.put("the event itself", Word.of(event));
    facts.forEach(
        (subject, list) -> {
          IdType type = ids.get(subject);
          words.put(
              "the " + (type == null ? "id" : type.label()),
              list.word(rule, event.getEventTime(), type == IdType.COMPANY));
        });
    Explanation explanation = new Explanation(rule, words, event.getResidence());
    for (Purpose purpose : Purpose.values()) {
      out.printf("%-19s %s%n", purpose.label(), explanation.of(purpose));
    }
    out.println(
        explanation
            .reason()
            .map(reason -> "it is dropped: " + reason.label())
            .orElse("it is kept"));
  }

  private static void put(Map<JoinKey, IdType> ids, @Nullable JoinKey key, IdType type) {
    if (key != null) {
      ids.put(key, type);
    }
  }

  /** What becomes of the event in chain A. */
  private static final class Treated implements Sink<IdentifiedEvent> {
    private final Pseudonymize pseudonymize;
    private final Map<String, Integer> warnings = new LinkedHashMap<>();
    private PseudonymousEvent event = new PseudonymousEvent();
    private @Nullable String ended;

    private Treated(Pseudonymize pseudonymize) {
      this.pseudonymize = pseudonymize;
    }

    @Override
    public void keep(IdentifiedEvent raw) {
      Treated end = this;
      pseudonymize.apply(
          raw,
          new Sink<PseudonymousEvent>() {
            @Override
            public void keep(PseudonymousEvent treated) {
              event = treated;
            }

            @Override
            public void drop(DropReason reason) {
              end.drop(reason);
            }

            @Override
            public void reject(RejectReason reason, String field) {
              end.reject(reason, field);
            }

            @Override
            public void warn(Warning warning) {
              end.warn(warning);
            }
          });
    }

    @Override
    public void drop(DropReason reason) {
      ended = "it is dropped: " + reason.label();
    }

    @Override
    public void reject(RejectReason reason, String field) {
      ended = "it is rejected: " + reason.label() + (field.isEmpty() ? "" : ", at " + field);
    }

    @Override
    public void warn(Warning warning) {
      warnings.merge(warning.label(), 1, Integer::sum);
    }
  }
}
