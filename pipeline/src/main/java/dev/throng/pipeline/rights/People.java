package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.LedgerPeople;
import dev.throng.pipeline.read.LedgerTopic;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.store.HoldStore;
import dev.throng.pipeline.store.LinkStore;
import dev.throng.pipeline.store.OwnFact;
import dev.throng.pipeline.store.PersonHold;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the people that a pass is about, and writes down what is said of them. */
public final class People {
  private People() {}

  /**
   * Writes facts into the store, and before them the links that lead from them to what is stored:
   * so that whoever is killed in between has said nothing yet. A job over topics hears them from
   * its ledger's topic at once, or else when it is started again.
   *
   * @param ids whom the facts are about
   * @return the file of the facts
   */
  public static String write(Job job, Collection<NamedId> ids, List<OwnFact> facts, Instant now)
      throws IOException {
    if (job.events().isStream() && !(job.consent().ledger() instanceof Input.Topic)) {
      throw new SettingsException(
          "the job reads topics and has none in 'consent.ledger', so that it would not hear of it:"
              + " name one, and start the job again");
    }
    link(job, ids);
    String file = FactStore.of(job.store()).add(facts, now);
    if (job.consent().ledger() instanceof Input.Topic topic) {
      LedgerTopic.send(
          topic, facts.stream().map(fact -> fact.line().getBytes(StandardCharsets.UTF_8)).toList());
    }
    return file;
  }

  /** Writes the links that lead from people to what is stored of them. */
  static void link(Job job, Collection<NamedId> ids) throws IOException {
    StoredPseudonyms stored = StoredPseudonyms.open(job.keys());
    // Also of what a run that is under way may store.
    Set<Long> days = new HashSet<>(stored.liveEpochs());
    StoredFiles.of(job).files().forEach(file -> days.add(file.day()));
    Map<JoinKey, Map<String, String>> links = new HashMap<>();
    for (NamedId id : ids) {
      Map<String, String> own = links.computeIfAbsent(id.join(), key -> new HashMap<>());
      for (long day : days) {
        own.putAll(stored.links(id.type(), id.id(), id.join(), day));
      }
    }
    LinkStore.of(job.store()).add(links);
  }

  /** Those of the ids, with all that is said of them. */
  static List<Person> named(Job job, Collection<NamedId> ids, Instant now) throws IOException {
    Map<JoinKey, PersonHold> holds = holds(job, now);
    Set<JoinKey> keys = new HashSet<>();
    ids.forEach(id -> keys.add(id.join()));
    Map<JoinKey, LedgerPeople.Told> told = LedgerPeople.of(job, keys);
    List<Person> people = new ArrayList<>();
    for (NamedId id : ids) {
      LedgerPeople.Told of = told.get(id.join());
      people.add(
          new Person(
              id.type(),
              id.join(),
              id.id(),
              Map.of(),
              of == null ? new long[0] : of.facts(),
              Optional.ofNullable(holds.get(id.join())).map(PersonHold::label)));
    }
    return people;
  }

  /** Everybody of whom there are facts, or whom a law wants kept. */
  static List<Person> everybody(Job job, Instant now) throws IOException {
    Map<JoinKey, PersonHold> holds = holds(job, now);
    Map<JoinKey, Map<String, String>> links = LinkStore.of(job.store()).read(Set.of());
    List<Person> people = new ArrayList<>();
    LedgerPeople.all(job)
        .forEach(
            (join, told) ->
                people.add(
                    new Person(
                        told.type(),
                        join,
                        told.id(),
                        links.getOrDefault(join, Map.of()),
                        told.facts(),
                        Optional.ofNullable(holds.remove(join)).map(PersonHold::label))));
    holds.forEach(
        (join, hold) ->
            people.add(
                new Person(
                    hold.type(),
                    join,
                    null,
                    links.getOrDefault(join, Map.of()),
                    new long[0],
                    Optional.of(hold.label()))));
    return people;
  }

  /** By person the hold that lasts longest. */
  private static Map<JoinKey, PersonHold> holds(Job job, Instant now) throws IOException {
    Map<JoinKey, PersonHold> longest = new HashMap<>();
    for (PersonHold hold : HoldStore.of(job.store()).inForce(now)) {
      longest.merge(
          hold.subject(), hold, (one, other) -> one.until().isBefore(other.until()) ? other : one);
    }
    return longest;
  }
}
