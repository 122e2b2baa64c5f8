package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.parse.FactReader;
import dev.throng.transforms.parse.FactSink;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through all of a job's ledger for what is said of a few people. */
public final class LedgerScan {
  private LedgerScan() {}

  /**
   * One fact that was found.
   *
   * @param subject whom it is about
   * @param line what it says, without the id
   * @param file where it stands
   */
  public record Found(JoinKey subject, LedgerFact line, String file) {}

  /**
   * The facts about those subjects, in the order of time, those without one first.
   *
   * @throws IOException where the ledger cannot be read
   */
  public static List<Found> of(Job job, Set<JoinKey> subjects) throws IOException {
    JoinPseudonyms keys = JoinPseudonyms.open(job.keys());
    OwnFacts own = OwnFacts.of(job.store());
    List<Found> found = new ArrayList<>();
    for (Split part : LedgerFiles.of(job.consent(), job.store()).splits()) {
      try (FactReader reader = FactFile.open(part, own)) {
        Sieve sieve = new Sieve(keys, subjects, part.getFile(), found);
        while (reader.next(sieve)) {
          // The reader has told the sieve.
        }
      }
    }
    found.sort(
        Comparator.comparing(
            each -> each.line().getEffectiveAt(),
            Comparator.nullsFirst(Comparator.naturalOrder())));
    return found;
  }

  private record Sieve(JoinPseudonyms keys, Set<JoinKey> subjects, String file, List<Found> found)
      implements FactSink {
    @Override
    public void fact(LedgerFact line) {
      @Nullable JoinKey subject = FactIntake.subject(keys, line);
      if (subject != null && subjects.contains(subject)) {
        LedgerFact copy = LedgerFact.newBuilder(line).build();
        copy.setSubjectId(null);
        copy.setSubjectJoin(null);
        found.add(new Found(subject, copy, file));
      }
    }

    @Override
    public void unreadable() {
      // A run counts these.
    }
  }
}
