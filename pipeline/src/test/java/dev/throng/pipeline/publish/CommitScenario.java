package dev.throng.pipeline.publish;

import dev.throng.schemas.Origin;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Two splits of one input file, a report, and what earlier runs have left in the same folders. */
final class CommitScenario {
  static final String EVENTS = "mem://bucket/events";
  static final String REJECTED = "mem://bucket/rejected";
  static final String TABLES = "mem://bucket/tables";
  static final String HOME = "mem://bucket/home";
  static final String MANIFEST = "mem://bucket/home/run.json";
  static final Outputs OUTPUTS =
      new Outputs(EVENTS, REJECTED, new ArrayList<>(List.of(TABLES)), HOME, "run.json");

  private static final String INPUT = "00000000000000aa";
  private static final String OTHER_INPUT = "00000000000000bb";
  private static final long DAY = 86_400_000;
  private static final long FIRST_DAY = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  final Staging staging;
  final Summary summary;

  private CommitScenario(Staging staging, Summary summary) {
    this.staging = staging;
    this.summary = summary;
  }

  /** What stands before: of the same input, of another, and somebody else's. */
  static void earlierRuns() {
    put(MANIFEST, "old manifest");
    put(EVENTS + "/date=2026-06-01/" + INPUT + "-0.jsonl", "old, of the same place");
    put(EVENTS + "/date=2026-06-01/" + INPUT + "-0.parquet", "old, of another format");
    put(EVENTS + "/date=2026-06-01/" + INPUT + "-0-2.jsonl", "old, of another part");
    put(EVENTS + "/date=2026-06-03/" + INPUT + "-7d0.jsonl", "old, of another split and day");
    put(EVENTS + "/date=2026-07-01/" + INPUT + "-0.jsonl", "old, of a day that is not replaced");
    put(EVENTS + "/date=2026-06-01/" + OTHER_INPUT + "-0.jsonl", "of another input");
    put(EVENTS + "/date=2026-06-01/_note", "somebody's");
    put(REJECTED + "/" + INPUT + "-7d0.jsonl", "old, of another split");
    put(REJECTED + "/" + OTHER_INPUT + "-0.jsonl", "of another input");
    put(TABLES + "/traffic/2026-06-01.csv", "old, of the same window");
    put(TABLES + "/traffic/2026-05-31.csv", "of another window");
  }

  /** Stages everything under {@code run}; an attempt that does not count has left a file too. */
  static CommitScenario staged(String run) throws IOException {
    Staging staging = new Staging(run);
    SplitSummary first = split(staging, 0, 3);
    SplitSummary second = split(staging, 1000, 0);
    try (EventFiles zombie = events(staging, new SplitName(INPUT, 0), "feed")) {
      zombie.write(Samples.event(new Random(1)));
      zombie.finish();
    }
    WrittenFile table =
        new AggregateFiles(staging, TABLES, AggregateFormat.CSV).write(table(), "a1");
    ReportSummary report =
        ReportSummary.ofInternal("traffic", FIRST_DAY, 1, 2, 3, new ArrayList<>(List.of(table)));
    Summary summary =
        new Summary(
            new ArrayList<>(List.of(first, second)),
            new ArrayList<>(List.of(report)),
            LedgerCounts.NONE);
    summary.write(staging, HOME, "a1");
    return new CommitScenario(staging, summary);
  }

  private static SplitSummary split(Staging staging, long start, int rejections)
      throws IOException {
    SplitName name = new SplitName(INPUT, start);
    ArrayList<WrittenFile> files = new ArrayList<>();
    try (EventFiles events = events(staging, name, "a" + start)) {
      for (int i = 0; i < 4; i++) {
        StoredEvent event = Samples.event(new Random(start + i));
        event.setEventTime(FIRST_DAY + i % 2 * DAY);
        events.write(event);
      }
      files.addAll(events.finish());
    }
    ArrayList<WrittenFile> rejected = new ArrayList<>();
    try (RejectionFile file = new RejectionFile(staging, REJECTED, name, "a" + start)) {
      for (int i = 0; i < rejections; i++) {
        file.write(RejectReason.BAD_TIME, "event_time", new Origin("in.ndjson", start + i), null);
      }
      file.finish().ifPresent(rejected::add);
    }
    TreeMap<String, Long> reasons = new TreeMap<>();
    if (rejections > 0) {
      reasons.put("bad_time", (long) rejections);
    }
    Counts counts = new Counts(4 + rejections, 4, new TreeMap<>(), reasons, new TreeMap<>());
    return new SplitSummary(name, "a" + start, counts, files, rejected);
  }

  private static EventFiles events(Staging staging, SplitName split, String attempt) {
    return new EventFiles(staging, EVENTS, EventFormat.JSONL, split, attempt, 4);
  }

  private static Table table() {
    ReleasedAggregate row =
        new ReleasedAggregate("traffic", FIRST_DAY, FIRST_DAY + DAY, List.of("DE"), List.of("4"));
    return new Table(
        "traffic",
        FIRST_DAY,
        FIRST_DAY + DAY,
        List.of("country"),
        List.of(new Column("events", Column.Kind.COUNT)),
        List.of(row));
  }

  Manifest manifest(Manifest.Status status) {
    Instant time = Instant.parse("2026-06-02T10:00:00Z");
    return new Manifest(
        status,
        new Manifest.Job("job", Map.of("throng", "1"), List.of("2026-06")),
        summary,
        new Manifest.Run("the-run", time, time));
  }

  /** Everything that readers of the folders see: what is not in a staging area. */
  static Map<String, String> visible() {
    Map<String, String> visible = new TreeMap<>();
    MemoryStore.objects()
        .forEach(
            (key, bytes) -> {
              if (!key.contains("/.throng-")) {
                visible.put(key, new String(bytes, StandardCharsets.UTF_8));
              }
            });
    return visible;
  }

  static List<String> stagedKeys() {
    return MemoryStore.objects().keySet().stream()
        .filter(key -> key.contains("/.throng-"))
        .toList();
  }

  /** What is staged under a name, as text. */
  String staged(String output, String name) {
    byte[] bytes = MemoryStore.objects().get(staging.file(output, name).toString());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void put(String key, String text) {
    MemoryStore.objects().put(key, text.getBytes(StandardCharsets.UTF_8));
  }
}
