package dev.throng.pipeline.rights;

import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The people of a pass, by the periods whose keys name them in rows. Days are asked in their order:
 * what one has in common with the day before is not made anew. For one thread.
 */
final class PeriodsPeople {
  private final Collection<Person> people;
  private final StoredPseudonyms stored;
  private Map<String, PeriodPeople> before = Map.of();

  PeriodsPeople(Collection<Person> people, StoredPseudonyms stored) {
    this.people = people;
    this.stored = stored;
  }

  /**
   * Those who may stand in rows of a day.
   *
   * @return by how pseudonyms begin, as in {@code 2026-06.}; none where nobody can be found
   */
  Map<String, PeriodPeople> on(long day) {
    Map<String, PeriodPeople> here = new TreeMap<>();
    for (Person person : people) {
      for (String pseudonym : person.pseudonyms(stored, day)) {
        String period = period(pseudonym);
        PeriodPeople known = before.get(period);
        if (known == null) {
          here.computeIfAbsent(period, key -> new PeriodPeople()).add(pseudonym, person.said());
        } else {
          here.put(period, known);
        }
      }
      for (String pseudonym : person.sellers(stored, day)) {
        String period = period(pseudonym);
        PeriodPeople known = before.get(period);
        if (known == null) {
          here.computeIfAbsent(period, key -> new PeriodPeople())
              .addSeller(pseudonym, person.said());
        } else {
          here.put(period, known);
        }
      }
    }
    before = here;
    return here;
  }

  private static String period(String pseudonym) {
    return pseudonym.substring(0, pseudonym.indexOf('.') + 1);
  }
}
