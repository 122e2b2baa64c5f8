package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.store.HoldStore;
import dev.throng.pipeline.store.PersonHold;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Legal holds on people (P28): what would go of them is sealed apart instead, by erasures and by
 * retention, and goes when the hold is over. Nothing that is gone comes back.
 */
public final class PersonHolds {
  private final Job job;

  /** Those in a job's store. */
  public PersonHolds(Job job) {
    this.job = job;
  }

  /**
   * Puts a hold on people, with the links that lead from it to what is stored of them.
   *
   * @param name in words that name nobody; one of the same name is replaced
   * @param basis which law, likewise
   */
  public void put(Collection<NamedId> ids, String name, String basis, Instant until)
      throws IOException {
    StoreWork.alone(
        job.store(),
        () -> {
          putAlone(ids, name, basis, until);
          return ids;
        });
  }

  /** Not while a pass goes on that does not know of it. */
  private void putAlone(Collection<NamedId> ids, String name, String basis, Instant until)
      throws IOException {
    // Links first: whoever is killed in between holds nobody yet, and does it again.
    People.link(job, ids);
    HoldStore holds = HoldStore.of(job.store());
    for (NamedId id : ids) {
      holds.put(new PersonHold(id.type(), id.join(), name, basis, until));
    }
    Trail.of(job.store())
        .add(
            "subject hold",
            Trail.State.DONE,
            Map.of(
                "ids",
                Integer.toString(ids.size()),
                "hold",
                name,
                "basis",
                basis,
                "until",
                until.toString()));
  }

  /**
   * Ends it; {@code retain} then lets go of what it held.
   *
   * @return of how many of the people there was one
   */
  public int lift(Collection<NamedId> ids, String name) throws IOException {
    HoldStore holds = HoldStore.of(job.store());
    int lifted = 0;
    for (NamedId id : ids) {
      lifted += holds.lift(id.join(), name) ? 1 : 0;
    }
    Trail.of(job.store())
        .add(
            "subject hold lifted",
            Trail.State.DONE,
            Map.of("ids", Integer.toString(lifted), "hold", name));
    return lifted;
  }
}
