package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One pass over stored events, about any number of people: each file is asked once whether it may
 * hold one of them, and read only if so. It may be interrupted anywhere and done again.
 *
 * <p>What is small is done here, in a few threads, since an engine takes longer to start than that;
 * the rest by the engine, and all of it where somebody chose one. Both do the same work.
 *
 * @param engine what large passes are done by
 */
record Pass(Job job, PassEngine engine) {
  /** Threads go through so many bytes about as long as an embedded engine takes to start (F30). */
  static final long LARGE = 128L << 20;

  /** What a pass came to. */
  record Result(Tally tally, List<StoredEvent> rows) {}

  /**
   * Decides every row of those people by today's facts, and makes it so, or only says so.
   *
   * @param everybody whether they are all of whom there are facts
   */
  Tally decide(Collection<Person> people, boolean everybody, boolean dry) throws IOException {
    return each(people, new DecideWork(job, everybody, dry)).tally();
  }

  /** Does work on every file that may hold some of them. */
  Result each(Collection<Person> people, FileWork work) throws IOException {
    StoredFiles stored = StoredFiles.of(job);
    stored.sweep();
    List<StoredFile> files = stored.files();
    Tally tally = new Tally();
    StoredPseudonyms keys = StoredPseudonyms.open(job.keys());
    LocalDate date = null;
    for (StoredFile file : files) {
      tally.asked();
      if (!file.date().equals(date)) {
        date = file.date();
        tally.destroyed(keys.destroyed(file.day()));
      }
    }
    return run(files.stream().map(Portion::of).toList(), people, false, work, tally);
  }

  /** Does work on portions of one day each, in the order of days, whoever is in them. */
  Tally all(List<Portion> portions, Collection<Person> people, FileWork work) throws IOException {
    return run(portions, people, true, work, new Tally()).tally();
  }

  private Result run(
      List<Portion> portions, Collection<Person> people, boolean all, FileWork work, Tally tally)
      throws IOException {
    long bytes = portions.stream().mapToLong(Portion::bytes).sum();
    PassCrew crew =
        engine.isChosen() || bytes >= LARGE
            ? new EngineCrew(job, work, engine)
            : new ThreadCrew(job.keys(), work);
    PeriodsPeople periods = new PeriodsPeople(people, StoredPseudonyms.open(job.keys()));
    try (crew) {
      LocalDate date = null;
      Map<String, PeriodPeople> here = Map.of();
      for (Portion portion : portions) {
        if (!portion.file().date().equals(date)) {
          date = portion.file().date();
          here = periods.on(portion.file().day());
        }
        if (all || !here.isEmpty()) {
          crew.take(portion.with(here.keySet()), here);
        }
      }
      List<StoredEvent> rows = new ArrayList<>();
      tally.add(crew.finish(rows));
      return new Result(tally, rows);
    }
  }
}
