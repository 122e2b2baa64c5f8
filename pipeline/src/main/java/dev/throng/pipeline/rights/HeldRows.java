package dev.throng.pipeline.rights;

import dev.throng.transforms.pseudonymize.LegalHold;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a law wants kept beyond their term: of kinds of events, by the policy file, and of
 * people, by hand (P28).
 */
record HeldRows(List<LegalHold> kinds, Instant now) implements Serializable {
  HeldRows {
    kinds = List.copyOf(kinds);
  }

  /**
   * By what a row is held, if it is.
   *
   * @param people on whom there is a hold
   */
  Optional<String> hold(RowKey row, DayPeople people) {
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
    return people.hold(row);
  }
}
