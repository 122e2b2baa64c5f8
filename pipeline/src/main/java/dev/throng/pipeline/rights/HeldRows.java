package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.LegalHold;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a law wants kept beyond their term: of kinds of events, by the policy file, and of
 * people, by hand (P28).
 *
 * @param people on whom there is a hold
 */
record HeldRows(List<LegalHold> kinds, List<Person> people, StoredPseudonyms stored, Instant now) {

  static HeldRows of(Job job, Instant now) throws IOException {
    return new HeldRows(
        job.policy().legalHolds(),
        People.everybody(job, now).stream().filter(person -> person.hold().isPresent()).toList(),
        StoredPseudonyms.open(job.keys()),
        now);
  }

  /** A test of rows of one day: by what each is held, if it is. */
  interface Test {
    Optional<String> hold(RowKey row);
  }

  Test on(StoredFile file) {
    DayPeople here = DayPeople.of(people, stored, file.day());
    return row -> {
      // A row that was anonymized is of nobody, and no law wants it.
      if (row.device() == null
          && row.cookie() == null
          && row.user() == null
          && row.company() == null) {
        return Optional.empty();
      }
      for (LegalHold kind : kinds) {
        if (kind.isAbout(row.type())
            && Instant.ofEpochMilli(row.time()).plus(kind.keep()).isAfter(now)) {
          return Optional.of(kind.label());
        }
      }
      return here.hold(row);
    };
  }
}
