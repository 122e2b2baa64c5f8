package dev.throng.pipeline.rights;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.pseudonymize.key.KeySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of the launcher, as many as there are processors. */
final class ThreadCrew implements PassCrew {
  /** How many files a thread may have before it: the people of their days stand in memory. */
  private static final int FILES_AHEAD = 4;

  private final FileWork work;
  private final SealOnce seal;
  private final int size = Runtime.getRuntime().availableProcessors();
  private final ExecutorService threads = Executors.newFixedThreadPool(size);
  private final List<Future<Tally>> running = new ArrayList<>();
  private final List<StoredEvent> given = new ArrayList<>();
  private final Tally total = new Tally();

  ThreadCrew(KeySettings keys, FileWork work) {
    this.work = work;
    this.seal = new SealOnce(keys);
  }

  @Override
  public void take(Portion portion, Map<String, PeriodPeople> people) throws IOException {
    if (running.size() >= FILES_AHEAD * size) {
      await();
    }
    DayPeople here = new DayPeople(people.values());
    running.add(threads.submit(() -> tally(portion, here)));
  }

  private Tally tally(Portion portion, DayPeople here) throws IOException {
    Tally tally = new Tally();
    List<StoredEvent> rows = new ArrayList<>();
    work.on(portion, new Workplace(seal, here, tally, rows::add, () -> {}));
    synchronized (given) {
      given.addAll(rows);
    }
    return tally;
  }

  @Override
  public Tally finish(List<StoredEvent> rows) throws IOException {
    await();
    synchronized (given) {
      rows.addAll(given);
    }
    return total;
  }

  private void await() throws IOException {
    try {
      for (Future<Tally> one : running) {
        total.add(one.get());
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

  /** Ends when nobody works any more: whoever comes after a failed pass has the files alone. */
  @Override
  public void close() {
    threads.shutdownNow();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
  }
}
