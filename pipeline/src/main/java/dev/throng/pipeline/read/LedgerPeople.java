package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everybody whom the job's ledger and its store tell of, with all that they tell. Ids stand in
 * memory only. For one thread.
 */
public final class LedgerPeople {
  /** Every fact is kept under a setting that asks of each event when facts were recorded. */
  private static final Decide EVERY_FACT = new Decide.WithGrace(Duration.ZERO);

  private final Job job;
  private final @Nullable Set<JoinKey> only;
  private final Map<JoinKey, Told> people = new HashMap<>();
  private long read;
  private long unclear;
  private long rejected;
  private @Nullable String firstRejected;

  private LedgerPeople(Job job, @Nullable Set<JoinKey> only) {
    this.job = job;
    this.only = only;
  }

  /** What is told of one id. */
  public static final class Told {
    private final IdType type;
    private final List<Long> facts = new ArrayList<>();
    private @Nullable String id;

    private Told(IdType type) {
      this.type = type;
    }

    /** What kind of id it is. */
    public IdType type() {
      return type;
    }

    /** The id, where a ledger names it; null where only Throng itself wrote of it. */
    public @Nullable String id() {
      return id;
    }

    /** As {@link dev.throng.transforms.consent.Fact} writes them, in their order. */
    public long[] facts() {
      return facts.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }
  }

  /**
   * Reads all of it.
   *
   * @throws MissingInputException where the job names a ledger that is not there
   * @throws LedgerException where more lines than the job allows do not tell whom they are about
   * @throws IOException where it cannot be read
   */
  public static Map<JoinKey, Told> all(Job job) throws IOException {
    return new LedgerPeople(job, null).read();
  }

  /** Reads what is told of a few. */
  public static Map<JoinKey, Told> of(Job job, Set<JoinKey> only) throws IOException {
    return new LedgerPeople(job, Set.copyOf(only)).read();
  }

  private Map<JoinKey, Told> read() throws IOException {
    LedgerReading.read(job, new Lines(JoinPseudonyms.open(job.keys())));
    LedgerException.check(
        new LedgerCounts(read, unclear, rejected, firstRejected), job.limits().ledgerRejected());
    return people;
  }

  private final class Lines implements LedgerReading.Listener {
    private final FactIntake intake;
    private Supplier<String> position = () -> "";
    private @Nullable LedgerFact line;

    private Lines(JoinPseudonyms keys) {
      this.intake = new FactIntake(keys, job.policy().reconsentFrom(), EVERY_FACT, this::take);
    }

    private void take(JoinKey subject, long fact, long recorded) {
      LedgerFact said = line;
      if (said == null || (only != null && !only.contains(subject))) {
        return;
      }
      IdType type = IdType.named(String.valueOf(said.getSubjectType())).orElseThrow();
      Told told = people.computeIfAbsent(subject, key -> new Told(type));
      told.facts.add(fact);
      if (told.id == null && said.getSubjectJoin() == null) {
        told.id = said.getSubjectId();
      }
    }

    @Override
    public void from(String place, Supplier<String> where) {
      position = where;
    }

    @Override
    public void fact(LedgerFact fact) {
      line = fact;
      switch (intake.take(fact)) {
        case TAKEN -> read++;
        case UNCLEAR -> {
          read++;
          unclear++;
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
  }
}
