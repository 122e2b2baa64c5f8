package dev.throng.pipeline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A few threads that do the same work together. */
final class Crew implements AutoCloseable {
  private final ExecutorService workers;
  private final int threads;

  Crew(int threads) {
    this.workers = Executors.newFixedThreadPool(threads);
    this.threads = threads;
  }

  /** Lets each of them do the work, and says what they came to. */
  <T> List<T> all(Callable<List<T>> work) throws InterruptedException {
    List<Future<List<T>>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(workers.submit(work));
    }
    List<T> all = new ArrayList<>();
    for (Future<List<T>> each : running) {
      try {
        all.addAll(each.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the loop failed", e.getCause());
      }
    }
    return all;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
