package dev.throng.pipeline.rights;

import dev.throng.transforms.consent.Word;
import dev.throng.transforms.step.IdType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The people of a pass as they stand in the rows of one day. It may be asked by many threads.
 *
 * @param periods under each of the keys that rows of the day may be of
 */
record DayPeople(Collection<PeriodPeople> periods) {
  private static final String SELLER = "seller";

  DayPeople {
    periods = List.copyOf(periods);
  }

  /** All pseudonyms, by their columns. */
  Map<String, Collection<String>> pseudonyms() {
    Map<String, Collection<String>> all = new HashMap<>();
    for (PeriodPeople period : periods) {
      for (IdType type : IdType.values()) {
        all.computeIfAbsent(type.label(), column -> new ArrayList<>())
            .addAll(period.pseudonyms(type));
      }
      all.computeIfAbsent(SELLER, column -> new ArrayList<>()).addAll(period.sellers());
    }
    return all;
  }

  /** What becomes of a row. */
  Decision decide(RowKey row, RowRules rules) {
    int word = 0;
    boolean concerned = false;
    for (IdType type : IdType.values()) {
      Said person = find(type, row.id(type));
      if (person != null) {
        concerned = true;
        word |= rules.word(person, row.time());
      }
    }
    Decision decision = concerned ? rules.decide(row, word, hold(row)) : Decision.NOT_CONCERNED;
    Said seller = seller(row.seller());
    // The row is the buyer's, and stays; who is erased is no party to it any more.
    return seller != null && Word.removes(rules.word(seller, row.time()))
        ? decision.withoutSeller(row)
        : decision;
  }

  /** By what law somebody in a row is kept, if one is (P28). */
  Optional<String> hold(RowKey row) {
    for (IdType type : IdType.values()) {
      Said person = find(type, row.id(type));
      if (person != null && person.hold().isPresent()) {
        return person.hold();
      }
    }
    return Optional.empty();
  }

  /** Whether a row carries one of their ids. */
  boolean carries(RowKey row) {
    for (IdType type : IdType.values()) {
      if (find(type, row.id(type)) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a row is theirs: of the user where it has one, else the device, else the cookie. */
  boolean own(RowKey row) {
    if (row.user() != null) {
      return find(IdType.USER, row.user()) != null;
    }
    if (row.device() != null) {
      return find(IdType.DEVICE, row.device()) != null;
    }
    return find(IdType.COOKIE, row.cookie()) != null;
  }

  private @Nullable Said find(IdType type, @Nullable String pseudonym) {
    if (pseudonym != null) {
      for (PeriodPeople period : periods) {
        Said found = period.find(type, pseudonym);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Said seller(@Nullable String pseudonym) {
    if (pseudonym != null) {
      for (PeriodPeople period : periods) {
        Said found = period.seller(pseudonym);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
