package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.LedgerPeople;
import dev.throng.pipeline.store.Catalogue;
import dev.throng.pipeline.store.Catalogued;
import dev.throng.pipeline.store.OwnFact;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask to be done about what is stored of them (P22, P23). First it is written down as
 * facts, so that no run over old input brings anything back; then all stored events are gone
 * through. Who is killed in between, or does it again, ends where he would have: what is said
 * already is not said again, and a file in which nothing changes is not written.
 */
public final class Rights {
  private final Job job;
  private final Instant now;
  private final Optional<MasterReference> opens;
  private final PassEngine engine;

  /** Those over all that the job's store knows of. */
  public Rights(Job job, Instant now, PassEngine engine) {
    this(job, now, Optional.empty(), engine);
  }

  /**
   * The same, with what opens sealed rejections.
   *
   * @param opens where the private halves of the seal keys lie
   * @param engine what goes through the files, where they are many
   */
  public Rights(Job job, Instant now, Optional<MasterReference> opens, PassEngine engine) {
    this.job = job;
    this.now = now;
    this.opens = opens;
    this.engine = engine;
  }

  /** What may be asked for. */
  public enum Request {
    ERASE(FactState.ERASED),
    RESTRICT(FactState.RESTRICTED),
    LIFT(FactState.UNRESTRICTED),
    OBJECT(FactState.OBJECTED);

    private final FactState state;

    Request(FactState state) {
      this.state = state;
    }
  }

  /**
   * Does it.
   *
   * @param purposes for an objection what it is to, names or {@code *}; else empty
   */
  public Receipt change(Request request, Collection<NamedId> ids, Set<String> purposes)
      throws IOException {
    return StoreWork.alone(job.store(), () -> changeAlone(request, ids, purposes));
  }

  /**
   * Decides all stored rows by the facts of today, as a run must whose rows may be of people who
   * spoke while it ran.
   */
  public static void hear(Job job, PassEngine engine) throws IOException {
    StoreWork.alone(
        job.store(),
        () -> new Pass(job, engine).decide(People.everybody(job, Instant.now()), true, false));
  }

  private Receipt changeAlone(Request request, Collection<NamedId> ids, Set<String> purposes)
      throws IOException {
    // Keys that do not open are told of before anything is done.
    SealedPeople sealedPeople =
        new SealedPeople(job, opens.map(place -> RecordOpener.of(place, now)));
    String what = "subject " + request.name().toLowerCase(Locale.ROOT);
    Trail trail = Trail.of(job.store());
    trail.add(what, Trail.State.BEGUN, Map.of("ids", Integer.toString(ids.size())));
    List<OwnFact> facts = unsaid(request.state, ids, purposes);
    if (!facts.isEmpty()) {
      Set<JoinKey> about = new HashSet<>();
      facts.forEach(fact -> about.add(fact.subject()));
      People.write(job, ids.stream().filter(id -> about.contains(id.join())).toList(), facts, now);
    }
    boolean lifting = request == Request.LIFT;
    Pass pass = new Pass(job, engine);
    Tally tally =
        pass.decide(lifting ? everybodyAnd(ids) : People.named(job, ids, now), lifting, false);
    Receipt receipt = Receipt.of(what, ids, tally, now);
    receipt.found(tally.concerned());
    receipt.put("facts_added", facts.size());
    receipt.notReached(job);
    Map<String, String> details = new HashMap<>(tally.counts());
    if (request == Request.ERASE) {
      SealedPeople.Erased sealed = sealedPeople.erase(ids);
      receipt.put("sealed_records_removed", sealed.removed());
      details.put("sealed_records_removed", Long.toString(sealed.removed()));
      sealed
          .left()
          .forEach(
              (key, records) ->
                  receipt.notReached(
                      key, records + "; only who gives its private half can look into them"));
    }
    receipt.keep(job);
    details.put("ids", Integer.toString(ids.size()));
    details.put("receipt", receipt.number());
    trail.add(what, Trail.State.DONE, details);
    return receipt;
  }

  /** What is put back may be of others, too, and they may be restricted. */
  private List<Person> everybodyAnd(Collection<NamedId> ids) throws IOException {
    Map<JoinKey, Person> all = new HashMap<>();
    People.everybody(job, now).forEach(person -> all.put(person.join(), person));
    People.named(job, ids, now).forEach(person -> all.put(person.join(), person));
    return List.copyOf(all.values());
  }

  /** The facts that say it, as far as they are not said yet. */
  private List<OwnFact> unsaid(FactState state, Collection<NamedId> ids, Set<String> purposes)
      throws IOException {
    Set<JoinKey> keys = new HashSet<>();
    ids.forEach(id -> keys.add(id.join()));
    Map<JoinKey, LedgerPeople.Told> told = LedgerPeople.of(job, keys);
    // What a job over topics writes, it writes at any time.
    Instant lastRun = job.events().isStream() ? now : Instant.EPOCH;
    for (Catalogued run : Catalogue.of(job.store()).runs()) {
      lastRun = run.at().isAfter(lastRun) ? run.at() : lastRun;
    }
    List<OwnFact> facts = new ArrayList<>();
    for (NamedId id : ids) {
      LedgerPeople.Told known = told.get(id.join());
      long[] said = known == null ? new long[0] : known.facts();
      if (!state.isWord()) {
        if (!isLast(said, state, 0, lastRun)) {
          facts.add(fact(id, null, state));
        }
        continue;
      }
      for (String purpose : purposes) {
        int bits = Purpose.named(purpose).map(Purpose::bit).orElse(Purpose.ALL);
        if (!isLast(said, state, bits, lastRun)) {
          facts.add(fact(id, purpose, state));
        }
      }
    }
    return facts;
  }

  private OwnFact fact(NamedId id, @Nullable String purpose, FactState state) {
    return new OwnFact(id.type(), id.join(), purpose, state, now, now, null, null);
  }

  /**
   * Whether what is said last of the same kind is this. Erasure is said anew once a run has written
   * after it: what came since is new.
   */
  private static boolean isLast(long[] said, FactState state, int bits, Instant lastRun) {
    for (int i = said.length - 1; i >= 0; i--) {
      FactState other = Fact.state(said[i]);
      if (state == FactState.ERASED) {
        if (other == FactState.ERASED) {
          return Fact.effective(said[i]) >= lastRun.toEpochMilli();
        }
      } else if (state.isWord()) {
        if (other.isWord() && (Fact.purposes(said[i]) & bits) != 0) {
          return other == state && (Fact.purposes(said[i]) & bits) == bits;
        }
      } else if (other == FactState.RESTRICTED || other == FactState.UNRESTRICTED) {
        return other == state;
      }
    }
    // Who was never restricted need not be told to be free.
    return state == FactState.UNRESTRICTED;
  }
}
