package dev.throng.pipeline.rights;

import dev.throng.transforms.consent.Word;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import dev.throng.transforms.step.IdType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of a pass as they stand in the rows of one day. It may be asked by many threads. */
final class DayPeople {
  private static final String SELLER = "seller";

  private final Map<IdType, Map<String, Person>> people = new EnumMap<>(IdType.class);
  private final Map<String, Person> sellers = new HashMap<>();

  private DayPeople() {
    for (IdType type : IdType.values()) {
      people.put(type, new HashMap<>());
    }
  }

  static DayPeople of(Collection<Person> all, StoredPseudonyms stored, long day) {
    DayPeople people = new DayPeople();
    for (Person person : all) {
      for (String pseudonym : person.pseudonyms(stored, day)) {
        people.of(person.type()).put(pseudonym, person);
      }
      for (String pseudonym : person.sellers(stored, day)) {
        people.sellers.put(pseudonym, person);
      }
    }
    return people;
  }

  private Map<String, Person> of(IdType type) {
    Map<String, Person> found = people.get(type);
    if (found == null) {
      throw new IllegalStateException("there are no others");
    }
    return found;
  }

  /** Whether nobody can be found in rows of the day. */
  boolean isEmpty() {
    return sellers.isEmpty() && people.values().stream().allMatch(Map::isEmpty);
  }

  /** All pseudonyms, by their columns. */
  Map<String, Set<String>> pseudonyms() {
    Map<String, Set<String>> all = new HashMap<>();
    people.forEach((type, each) -> all.put(type.label(), each.keySet()));
    all.put(SELLER, sellers.keySet());
    return all;
  }

  /** What becomes of a row. */
  Decision decide(RowKey row, RowRules rules) {
    int word = 0;
    boolean concerned = false;
    for (IdType type : IdType.values()) {
      Person person = find(type, row.id(type));
      if (person != null) {
        concerned = true;
        word |= rules.word(person, row.time());
      }
    }
    Decision decision = concerned ? rules.decide(row, word, hold(row)) : Decision.NOT_CONCERNED;
    Person seller = row.seller() == null ? null : sellers.get(row.seller());
    // The row is the buyer's, and stays; who is erased is no party to it any more.
    return seller != null && Word.removes(rules.word(seller, row.time()))
        ? decision.withoutSeller(row)
        : decision;
  }

  /** By what law somebody in a row is kept, if one is (P28). */
  Optional<String> hold(RowKey row) {
    for (IdType type : IdType.values()) {
      Person person = find(type, row.id(type));
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

  private @Nullable Person find(IdType type, @Nullable String pseudonym) {
    return pseudonym == null ? null : of(type).get(pseudonym);
  }
}
