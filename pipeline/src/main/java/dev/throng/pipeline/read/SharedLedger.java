package dev.throng.pipeline.read;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A run's ledger in memory, loaded once a Java machine by all of its processors, and gone with the
 * last of those who hold it.
 *
 * @param ledger what it says
 * @param counts what became of its lines
 */
public record SharedLedger(Ledger ledger, LedgerCounts counts) {
  private static final Cache<String, SharedLedger> LOADED =
      CacheBuilder.newBuilder().weakValues().build();

  /**
   * The ledger of a run, loaded if nobody else did.
   *
   * @throws LedgerException where too many of its lines are about nobody
   * @throws IOException where it cannot be read
   */
  public static SharedLedger of(WorkerSettings settings) throws IOException {
    try {
      return LOADED.get(settings.staging().run(), () -> load(settings));
    } catch (ExecutionException | UncheckedExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Throwables.throwIfInstanceOf(cause, IOException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IOException("the ledger could not be loaded", cause);
    }
  }

  private static SharedLedger load(WorkerSettings settings) throws Exception {
    Queue<Split> left = new ConcurrentLinkedQueue<>(settings.ledger().splits());
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), left.size());
    Ledger.Builder builder =
        new Ledger.Builder(settings.job().consent().decide().asksWhenRecorded());
    ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<LedgerCounts>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> load(settings, left, builder)));
      }
      LedgerCounts counts = LedgerCounts.NONE;
      for (Future<LedgerCounts> each : running) {
        counts = counts.plus(each.get());
      }
      LedgerException.check(counts, settings.job().limits().ledgerRejected());
      return new SharedLedger(builder.build(), counts);
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), Exception.class);
      throw e;
    } finally {
      workers.shutdownNow();
    }
  }

  private static LedgerCounts load(
      WorkerSettings settings, Queue<Split> left, Ledger.Builder builder) throws IOException {
    FactFile file = new FactFile(settings.job(), builder);
    LedgerCounts counts = LedgerCounts.NONE;
    for (Split part = left.poll(); part != null; part = left.poll()) {
      counts = counts.plus(file.read(part));
    }
    return counts;
  }
}
