package dev.throng.pipeline.rights;

import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.pipeline.store.FactStore;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.transforms.pseudonymize.Retention;
import dev.throng.transforms.pseudonymize.key.SealKey;
import dev.throng.transforms.pseudonymize.key.SealKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends what has to end (P14, P19, P24, P28): every stored row is decided anew by today's facts,
 * then what has outlived its term goes or loses its people, then the keys that nothing needs any
 * more are destroyed. It may be interrupted anywhere and done again; it also completes what an
 * interrupted erasure left, since that has written its fact first.
 */
public final class Retain {
  private final Job job;
  private final Instant now;
  private final boolean dry;
  private final Pass pass;
  private final Optional<Path> privateSeals;

  /**
   * That of all that the job's store knows of, by the job's policy.
   *
   * @param dry whether it is only said what would be done
   * @param privateSeals the file of the private halves of seal keys, if it is at hand
   */
  public Retain(Job job, Instant now, boolean dry, Optional<Path> privateSeals, PassEngine engine) {
    this.job = job;
    this.privateSeals = privateSeals;
    this.now = now;
    this.dry = dry;
    this.pass = new Pass(job, engine);
  }

  /** Does it. */
  public Receipt run() throws IOException {
    return StoreWork.alone(job.store(), this::runAlone);
  }

  private Receipt runAlone() throws IOException {
    Trail trail = Trail.of(job.store());
    if (!dry) {
      trail.add("retain", Trail.State.BEGUN, Map.of("now", now.toString()));
    }
    String newest = "";
    for (String file : FactStore.of(job.store()).files().keySet()) {
      newest = file.substring(file.lastIndexOf('/') + 1);
    }
    List<Person> people = People.everybody(job, now);
    Tally tally = pass.decide(people, true, dry);
    Optional<Retention> events = job.policy().term("events");
    if (events.isPresent()) {
      tally.add(events(events.orElseThrow()));
    }
    OldFiles old = new OldFiles(job, now, dry);
    long files = old.run();
    long sealed =
        new SealedRejections(job).strip(() -> line -> !line.sealed().expires().isAfter(now), dry);
    List<String> seals = expiredSeals();
    List<String> keys =
        events.isEmpty() ? List.of() : new OldKeys(job, now, dry, events.orElseThrow()).run();
    Receipt receipt = Receipt.of("retain", List.of(), tally, now);
    receipt.put("ids_decided", people.size());
    receipt.put("decided_up_to_fact", newest);
    receipt.put("other_files_deleted", files);
    receipt.put("keys_destroyed_now", String.join(" ", keys));
    receipt.put("sealed_records_expired", sealed);
    receipt.put("seal_keys_destroyed", String.join(", ", seals));
    if (dry) {
      receipt.put("dry_run", "nothing was changed");
      return receipt.counted();
    }
    receipt.keep(job);
    Map<String, String> details = new HashMap<>(tally.counts());
    details.put("other_files_deleted", Long.toString(files));
    details.put("sealed_records_expired", Long.toString(sealed));
    details.put("seal_keys_destroyed", Integer.toString(seals.size()));
    details.put("keys_destroyed", Integer.toString(keys.size()));
    details.put("receipt", receipt.number());
    trail.add("retain", Trail.State.DONE, details);
    return receipt;
  }

  /**
   * Public halves always, and private ones where they are given: else their owner destroys them.
   */
  private List<String> expiredSeals() {
    List<String> expired = new ArrayList<>();
    String seal = job.outputs().seal();
    if (seal != null) {
      expired.addAll(SealKeys.expire(job.keys(), SealKey.Half.PUBLIC, seal, now, dry));
    }
    privateSeals.ifPresent(
        file ->
            SealKeys.expire(job.keys(), SealKey.Half.PRIVATE, file.toString(), now, dry)
                .forEach(key -> expired.add(key + " with its private half")));
    return expired;
  }

  private Tally events(Retention term) throws IOException {
    HeldRows held = new HeldRows(job.policy().legalHolds(), now);
    List<Person> onHold =
        People.everybody(job, now).stream()
            .filter(person -> person.said().hold().isPresent())
            .toList();
    List<Portion> ending = new ArrayList<>();
    ListMultimap<String, String> anonymous = LinkedListMultimap.create();
    for (StoredFile file : StoredFiles.of(job).files()) {
      Instant end = file.date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      boolean ended = !end.plus(term.keep()).isAfter(now);
      if (file.apart() == Apart.HELD || ended) {
        ending.add(Portion.of(file));
      }
      if (ended && term.anonymize() && file.apart() == Apart.NO) {
        anonymous.put(file.output() + " " + file.date(), file.toString());
      }
    }
    Tally tally = pass.all(ending, onHold, new EndWork(job.store(), held, term.anonymize(), dry));
    // Putting rows apart may have changed files, and their sizes.
    Map<String, StoredFile> still = new HashMap<>();
    if (!anonymous.isEmpty()) {
      StoredFiles.of(job).files().forEach(file -> still.put(file.toString(), file));
    }
    List<Portion> days = new ArrayList<>();
    for (String day : anonymous.keySet()) {
      List<StoredFile> files =
          anonymous.get(day).stream().filter(still::containsKey).map(still::get).toList();
      if (!files.isEmpty()) {
        days.add(new Portion(files, List.of()));
      }
    }
    tally.add(pass.all(days, List.of(), new AnonymizeWork(job.store(), dry)));
    if (!dry) {
      KnownCrowds.forget(job.store());
    }
    return tally;
  }
}
