package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass over all stored events, about any number of people: each file is asked once whether it
 * may hold one of them, and read only if so. It may be interrupted anywhere and done again.
 */
final class Review {
  /** How many files a thread may have before it: the people of their days stand in memory. */
  private static final int FILES_AHEAD = 4;

  private final Job job;
  private final Supplier<RowSeal> seal;
  private final Tally tally = new Tally();

  Review(Job job) {
    this.job = job;
    this.seal = new SealOnce(job);
  }

  /** Work on one file that may hold some of the people of its day. */
  interface FileWork {
    void on(StoredFile file, DayPeople people) throws IOException;
  }

  /**
   * Decides every row of those people by today's facts, and makes it so, or only says so.
   *
   * @param everybody whether they are all of whom there are facts
   */
  Tally decide(Collection<Person> people, boolean everybody, boolean dry) throws IOException {
    RowRules rules = RowRules.of(job);
    FileReview review = new FileReview(job.store(), seal, dry, everybody, tally);
    return each(people, (file, here) -> review.run(file, row -> here.decide(row, rules)));
  }

  /** Does work on every file that may hold some of them. */
  Tally each(Collection<Person> people, FileWork work) throws IOException {
    StoredPseudonyms stored = StoredPseudonyms.open(job.keys());
    List<StoredFile> files = StoredFiles.of(job).files();
    int crew = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(crew);
    try {
      List<Future<?>> running = new ArrayList<>();
      LocalDate date = null;
      DayPeople here = null;
      for (StoredFile file : files) {
        tally.asked();
        if (here == null || !file.date().equals(date)) {
          date = file.date();
          here = DayPeople.of(people, stored, file.day());
          tally.destroyed(stored.destroyed(file.day()));
        }
        if (running.size() >= FILES_AHEAD * crew) {
          await(running);
        }
        if (!here.isEmpty()) {
          DayPeople of = here;
          running.add(
              threads.submit(
                  () -> {
                    if (mayHold(file, of)) {
                      work.on(file, of);
                    }
                    return null;
                  }));
        }
      }
      await(running);
      return tally;
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean mayHold(StoredFile file, DayPeople people) {
    if (file.form() != StoredForm.PARQUET) {
      return true;
    }
    try {
      return ParquetRows.mayHold(file, people.pseudonyms());
    } catch (IOException | RuntimeException e) {
      tally.damaged(file);
      return false;
    }
  }

  private static void await(List<Future<?>> running) throws IOException {
    try {
      for (Future<?> one : running) {
        one.get();
      }
      running.clear();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  Supplier<RowSeal> seal() {
    return seal;
  }

  Tally tally() {
    return tally;
  }

  /** The seal of rows that are set apart, opened when it is first asked for. */
  private static final class SealOnce implements Supplier<RowSeal> {
    private final Job job;
    private @Nullable RowSeal seal;

    private SealOnce(Job job) {
      this.job = job;
    }

    @Override
    public synchronized RowSeal get() {
      RowSeal known = seal;
      if (known == null) {
        known = RowSeal.of(job.keys());
        seal = known;
      }
      return known;
    }
  }
}
