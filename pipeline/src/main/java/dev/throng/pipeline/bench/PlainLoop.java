package dev.throng.pipeline.bench;

import dev.throng.pipeline.WindowRelease;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.SharedLedger;
import dev.throng.pipeline.read.SplitTreatment;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Split;
import dev.throng.transforms.aggregate.SessionCounting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The steps of the pipeline, all of them and no others, in a few threads that share one queue of
 * splits: what a pipeline would cost if it cost nothing.
 */
final class PlainLoop {
  private final WorkerSettings settings;
  private final int threads;
  private final Map<Integer, List<byte[]>> sessionRows = new ConcurrentHashMap<>();
  private final Map<Window, WindowRelease> windows = new ConcurrentHashMap<>();

  PlainLoop(WorkerSettings settings, int threads) {
    this.settings = settings;
    this.threads = threads;
  }

  private record Window(String report, long start) {}

  /** Runs all of it, up to the staged files, and says what it came to. */
  Summary run(List<Split> splits) throws IOException, InterruptedException {
    Queue<Split> left = new ConcurrentLinkedQueue<>(splits);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<SplitSummary> treated = all(workers, () -> treat(left));
      Queue<List<byte[]>> buckets = new ConcurrentLinkedQueue<>(sessionRows.values());
      all(workers, () -> countSessions(buckets));
      Queue<WindowRelease> releases = new ConcurrentLinkedQueue<>(windows.values());
      List<ReportSummary> released = all(workers, () -> release(releases));
      LedgerCounts ledger =
          settings.ledger().isInMemory() ? SharedLedger.of(settings).counts() : LedgerCounts.NONE;
      return new Summary(new ArrayList<>(treated), new ArrayList<>(released), ledger);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<SplitSummary> treat(Queue<Split> left) throws Exception {
    SplitTreatment treatment =
        new SplitTreatment(
            settings,
            this::add,
            (bucket, rows) ->
                sessionRows.compute(
                    bucket,
                    (key, blocks) -> {
                      List<byte[]> all = blocks == null ? new ArrayList<>() : blocks;
                      all.add(rows);
                      return all;
                    }));
    List<SplitSummary> done = new ArrayList<>();
    for (Split split = left.poll(); split != null; split = left.poll()) {
      done.add(treatment.treat(split));
    }
    treatment.flush();
    return done;
  }

  private List<Void> countSessions(Queue<List<byte[]>> buckets) {
    SessionCounting counting = new SessionCounting(settings.job().reports());
    for (List<byte[]> rows = buckets.poll(); rows != null; rows = buckets.poll()) {
      counting.count(rows, this::add);
    }
    return List.of();
  }

  private void add(Aggregate aggregate) {
    windows.compute(
        new Window(aggregate.getReport(), aggregate.getWindowStart()),
        (window, release) -> {
          WindowRelease to =
              release == null ? new WindowRelease(settings, window.report()) : release;
          to.add(aggregate);
          return to;
        });
  }

  private static List<ReportSummary> release(Queue<WindowRelease> left) throws Exception {
    List<ReportSummary> done = new ArrayList<>();
    for (WindowRelease window = left.poll(); window != null; window = left.poll()) {
      done.add(window.write());
    }
    return done;
  }

  private <T> List<T> all(ExecutorService workers, Callable<List<T>> work)
      throws InterruptedException {
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
}
