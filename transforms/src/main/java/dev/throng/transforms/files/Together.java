package dev.throng.transforms.files;

import com.google.common.base.Throwables;
import com.google.common.base.VerifyException;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many small waits at once: thousands of small files are slow one after the other. */
public final class Together {
  private static final int THREADS = 16;

  private Together() {}

  /** Work on a file. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    void on(T item) throws IOException;
  }

  /**
   * Does the work on all items, in any order, and ends when nobody does any more of it, also where
   * it failed: whoever then tries again has the files alone.
   *
   * @throws IOException where it failed for one; what else the work throws comes out as it is
   */
  public static <T> void forEach(Collection<T> items, Work<T> work) throws IOException {
    if (items.size() < 4) {
      for (T item : items) {
        work.on(item);
      }
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, items.size()));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (T item : items) {
        running.add(
            threads.submit(
                () -> {
                  work.on(item);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
      Throwables.throwIfUnchecked(e.getCause());
      throw new VerifyException("work throws nothing else");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } finally {
      threads.shutdownNow();
      Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }
  }
}
