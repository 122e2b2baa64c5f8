package dev.throng.pipeline.bench;

import dev.throng.pipeline.EmptyWindows;
import dev.throng.pipeline.PersonCounting;
import dev.throng.pipeline.WindowRelease;
import dev.throng.pipeline.WindowReleases;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.SharedLedger;
import dev.throng.pipeline.read.SplitObjections;
import dev.throng.pipeline.read.SplitTreatment;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.signal.UnsubscribeEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the pipeline, all of them and no others, in a few threads that share one queue of
 * splits: what a pipeline would cost if it cost nothing.
 */
final class PlainLoop {
  private final WorkerSettings settings;
  private final int threads;
  private final Map<Integer, List<byte[]>> personRows = new ConcurrentHashMap<>();
  private final Map<Window, List<Aggregate>> windows = new ConcurrentHashMap<>();

  PlainLoop(WorkerSettings settings, int threads) {
    this.settings = settings;
    this.threads = threads;
  }

  private record Window(String report, long start) {}

  /** Runs all of it, up to the staged files, and says what it came to. */
  Summary run(List<Split> splits) throws IOException, InterruptedException {
    try (Crew crew = new Crew(threads)) {
      // Held here, so that it is loaded once.
      @Nullable SharedLedger held =
          settings.ledger().isInMemory() ? SharedLedger.of(settings) : null;
      PlainJoin join = new PlainJoin(settings);
      LedgerCounts ledger = held == null ? LedgerCounts.NONE : held.counts();
      if (settings.ledger().isShuffled()) {
        ledger = join.run(crew, splits);
      }
      Queue<Split> unheard = new ConcurrentLinkedQueue<>(splits);
      Queue<Split> left = new ConcurrentLinkedQueue<>(splits);
      // A shuffled ledger was told of objections when it was asked.
      List<byte[]> objections =
          settings.ledger().isShuffled() ? List.of() : crew.all(() -> findObjections(unheard));
      List<SplitSummary> treated = crew.all(() -> treat(left, objections, join));
      EmptyWindows.of(settings).forEach(window -> add(window.getValue()));
      Queue<Map.Entry<Integer, List<byte[]>>> buckets =
          new ConcurrentLinkedQueue<>(personRows.entrySet());
      crew.all(() -> countPeople(buckets));
      Queue<Map.Entry<Window, List<Aggregate>>> releases =
          new ConcurrentLinkedQueue<>(windows.entrySet());
      List<ReportSummary> released = crew.all(() -> release(releases));
      return new Summary(new ArrayList<>(treated), new ArrayList<>(released), ledger);
    }
  }

  private List<byte[]> findObjections(Queue<Split> left) throws IOException {
    List<byte[]> found = new ArrayList<>();
    if (settings.job().events().format().tells(UnsubscribeEvent.TYPE)) {
      SplitObjections objections = new SplitObjections(settings, (bucket, rows) -> found.add(rows));
      for (Split split = left.poll(); split != null; split = left.poll()) {
        objections.read(split);
      }
    }
    return found;
  }

  private List<SplitSummary> treat(Queue<Split> left, List<byte[]> objections, PlainJoin join)
      throws Exception {
    SplitTreatment treatment =
        new SplitTreatment(
            settings, objections, this::add, (bucket, rows) -> gather(personRows, bucket, rows));
    List<SplitSummary> done = new ArrayList<>();
    for (Split split = left.poll(); split != null; split = left.poll()) {
      done.add(treatment.treat(split, join.answers(split)));
    }
    treatment.flush();
    return done;
  }

  private List<Void> countPeople(Queue<Map.Entry<Integer, List<byte[]>>> buckets) {
    PersonCounting counting = new PersonCounting(settings);
    for (var rows = buckets.poll(); rows != null; rows = buckets.poll()) {
      counting.count(rows.getKey(), rows.getValue(), this::add);
    }
    return List.of();
  }

  private void add(Aggregate aggregate) {
    gather(windows, new Window(aggregate.getReport(), aggregate.getWindowStart()), aggregate);
  }

  private static <K, V> void gather(Map<K, List<V>> all, K key, V value) {
    all.compute(
        key,
        (same, known) -> {
          List<V> values = known == null ? new ArrayList<>() : known;
          values.add(value);
          return values;
        });
  }

  private List<ReportSummary> release(Queue<Map.Entry<Window, List<Aggregate>>> left)
      throws IOException {
    WindowReleases releases = new WindowReleases(settings);
    List<ReportSummary> done = new ArrayList<>();
    for (var window = left.poll(); window != null; window = left.poll()) {
      WindowRelease release = releases.of(window.getKey().report(), window.getKey().start());
      if (release.isWanted()) {
        window.getValue().forEach(release::add);
        done.add(release.write());
      }
    }
    return done;
  }
}
