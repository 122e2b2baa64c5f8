package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.read.FoundFact.Origin;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.consent.ledger.Objections;
import dev.throng.transforms.consent.signal.UnsubscribeEvent;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the facts about a few people wherever a run would hear them, and keeps no others. All
 * that any setting may ask for is found. For one thread.
 */
public final class FactSearch {
  /** Every fact is kept under a setting that asks of each event when facts were recorded. */
  private static final Decide EVERY_FACT = new Decide.WithGrace(Duration.ZERO);

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final Job job;
  private final Set<JoinKey> asked;
  private final List<FoundFact> found = new ArrayList<>();
  private long read;
  private long unclear;
  private long rejected;
  private @Nullable String firstRejected;

  /** A search for those. */
  public FactSearch(Job job, Set<JoinKey> asked) {
    this.job = job;
    this.asked = Set.copyOf(asked);
  }

  /**
   * Looks into the job's ledger and into what Throng itself keeps.
   *
   * @throws MissingInputException where the job names a ledger that is not there
   * @throws IOException where it cannot be read
   */
  public FactSearch ledger() throws IOException {
    LedgerReading.read(job, new Lines());
    return this;
  }

  /**
   * Looks into the job's events, for those who unsubscribed; of topics nobody looks again.
   *
   * @throws MissingInputException where there are none
   * @throws IOException where they cannot be read
   */
  public FactSearch unsubscribed() throws IOException {
    if (asked.isEmpty()
        || job.events().isStream()
        || !job.events().format().tells(UnsubscribeEvent.TYPE)) {
      return this;
    }
    for (Split split : InputFiles.splits(job.events())) {
      Objections objections =
          new Objections(
              JoinPseudonyms.open(job.keys()),
              EVERY_FACT,
              (subject, fact, recorded) -> {
                if (asked.contains(subject)) {
                  found.add(
                      new FoundFact(
                          subject,
                          fact,
                          recorded,
                          Origin.UNSUBSCRIBE_EVENT,
                          null,
                          split.getFile()));
                }
              });
      FirstReading.ofType(UnsubscribeEvent.TYPE, job, split, objections::hear);
    }
    return this;
  }

  /** What was found, in the order of time and, at one instant, of strictness. */
  public List<FoundFact> found() {
    return found.stream()
        .sorted(
            Comparator.comparingLong(FoundFact::fact)
                .thenComparingLong(FoundFact::recorded)
                .thenComparing(FoundFact::file))
        .toList();
  }

  /** What became of the lines of the ledger. */
  public LedgerCounts counts() {
    return new LedgerCounts(read, unclear, rejected, firstRejected);
  }

  /** Hears the lines of one part after the other. */
  private final class Lines implements LedgerReading.Listener {
    private final List<FoundFact> taken = new ArrayList<>();
    private final FactIntake intake =
        new FactIntake(
            JoinPseudonyms.open(job.keys()), job.policy().reconsentFrom(), EVERY_FACT, this::take);

    private String file = "";
    private Supplier<String> position = () -> "";
    private @Nullable String version;

    private void take(JoinKey subject, long fact, long recorded) {
      if (asked.contains(subject)) {
        taken.add(new FoundFact(subject, fact, recorded, Origin.LINE, version, file));
      }
    }

    @Override
    public void from(String place, Supplier<String> where) {
      file = place;
      position = where;
    }

    @Override
    public void fact(LedgerFact line) {
      taken.clear();
      version = date(line.getPolicyVersion());
      switch (intake.take(line)) {
        case TAKEN -> {
          read++;
          found.addAll(taken);
        }
        case UNCLEAR -> {
          read++;
          unclear++;
          taken.forEach(fact -> found.add(fact.ofUnclearLine()));
        }
        case REJECTED -> unreadable();
      }
    }

    @Override
    public void unreadable() {
      if (rejected++ == 0) {
        firstRejected = position.get();
      }
    }

    /** A version is a date (P21); what else stands there may be anything, and is not shown. */
    private @Nullable String date(@Nullable String text) {
      return text != null && DATE.matcher(text).matches() ? text : null;
    }
  }
}
