package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.Job;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Word;
import dev.throng.transforms.pseudonymize.LegalHold;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a stored row by the facts of today. The rule is the one that runs decide by; what
 * it only ever takes away is taken away here, too, and nothing is given back. A row's time is cut
 * to the minute: what is refused at either end of it is refused.
 *
 * @param said decides purposes as the job does, of all facts that are known today
 * @param ahead hears restrictions that came after the event, whatever the job decides by
 */
record RowRules(ConsentRule said, ConsentRule ahead, List<LegalHold> holds) {
  private static final long MINUTE = 60_000;

  static RowRules of(Job job) {
    Consent consent = job.consent().today();
    return new RowRules(
        new ConsentRule(consent.decide(), consent.defaults()),
        new ConsentRule(new Decide.AsKnown(), consent.defaults()),
        job.policy().legalHolds());
  }

  /** What one person's facts say of a row, to be put together by {@code |}. */
  int word(Said person, long time) {
    return person.word(said, time)
        | person.word(said, time + MINUTE - 1)
        | Word.restrictionIn(person.word(ahead, time));
  }

  /**
   * What follows from what all said.
   *
   * @param hold what a law wants kept of somebody in it, if it does
   */
  Decision decide(RowKey row, int word, Optional<String> hold) {
    if (Word.removes(word)) {
      return ended(row, hold);
    }
    if (Word.restrictionIn(word) != 0) {
      return new Decision(Fate.SET_APART, row.purposes());
    }
    int left = Word.left(row.purposes(), word);
    if (left == 0) {
      return ended(row, hold);
    }
    return new Decision(left == row.purposes() ? Fate.STAYS : Fate.NARROWED, left);
  }

  /** It goes, unless a law wants it kept, be it for its kind or for somebody in it. */
  private Decision ended(RowKey row, Optional<String> person) {
    return holds.stream()
        .filter(hold -> hold.isAbout(row.type()))
        .map(LegalHold::label)
        .findFirst()
        .or(() -> person)
        .map(hold -> Decision.held(row, hold))
        .orElse(new Decision(Fate.GOES, 0));
  }
}
