package dev.throng.pipeline.bench;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.read.FilePart;
import dev.throng.pipeline.read.LedgerRows;
import dev.throng.pipeline.read.SplitQuestions;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.ledger.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The join of a ledger that is shuffled, whose shuffle is a map in memory. */
final class PlainJoin {
  private final WorkerSettings settings;
  private final Map<Integer, List<byte[]>> buckets = new ConcurrentHashMap<>();
  private final Map<String, List<byte[]>> answers = new ConcurrentHashMap<>();

  PlainJoin(WorkerSettings settings) {
    this.settings = settings;
  }

  /** Asks about all events, and says what became of the ledger's lines. */
  LedgerCounts run(Crew crew, List<Split> splits) throws InterruptedException {
    Queue<Split> events = new ConcurrentLinkedQueue<>(splits);
    crew.all(() -> ask(events));
    Queue<Split> parts = new ConcurrentLinkedQueue<>(settings.ledger().splits());
    LedgerCounts counts =
        crew.all(() -> read(parts)).stream().reduce(LedgerCounts.NONE, LedgerCounts::plus);
    Queue<List<byte[]>> asked = new ConcurrentLinkedQueue<>(buckets.values());
    buckets.clear();
    crew.all(() -> answer(asked));
    return counts;
  }

  /** What was answered about a split. */
  List<byte[]> answers(Split split) {
    return answers.getOrDefault(FilePart.of(split).name(), List.of());
  }

  private List<Void> ask(Queue<Split> left) throws IOException {
    SplitQuestions questions =
        new SplitQuestions(settings, (bucket, rows) -> add(buckets, bucket, rows));
    for (Split split = left.poll(); split != null; split = left.poll()) {
      add(answers, FilePart.of(split).name(), questions.ask(split));
    }
    return List.of();
  }

  private List<LedgerCounts> read(Queue<Split> left) throws IOException {
    LedgerRows facts = new LedgerRows(settings, (bucket, rows) -> add(buckets, bucket, rows));
    List<LedgerCounts> counts = new ArrayList<>();
    for (Split part = left.poll(); part != null; part = left.poll()) {
      counts.add(facts.read(part));
    }
    return counts;
  }

  private List<Void> answer(Queue<List<byte[]>> left) {
    Consent consent = settings.job().consent();
    Answers rule =
        new Answers(
            new ConsentRule(consent.decide(), consent.defaults()),
            consent.decide().asksWhenRecorded());
    for (List<byte[]> rows = left.poll(); rows != null; rows = left.poll()) {
      rule.answer(rows, (split, block) -> add(answers, split, block));
    }
    return List.of();
  }

  private static <K> void add(Map<K, List<byte[]>> to, K key, byte[] block) {
    to.compute(
        key,
        (same, blocks) -> {
          List<byte[]> all = blocks == null ? new ArrayList<>() : blocks;
          all.add(block);
          return all;
        });
  }
}
