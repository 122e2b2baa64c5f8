package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.OperationMetrics;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.LedgerFact;
import dev.throng.schemas.Rejection;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.parse.FactDecoder;
import dev.throng.transforms.parse.FactSink;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.Keyring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When all windows and terms have passed, no state is left but what the design keeps, and no timer
 * that would ring for nothing; until then a key has one timer of each name.
 */
class StateEndsTest {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-06-05T00:00:00Z");

  /** Behind all windows, a day's deduplication and a session of a day after them. */
  private static final Instant PASSED = Instant.parse("2026-06-12T00:00:00Z");

  private static final int ROUNDS = 8;
  private static final String KEPT = "kept (all)";

  /** Of each step the most that a key has: one of each of its names. */
  private static final Map<String, Integer> TIMERS_A_KEY =
      Map.of(
          "answer",
          1,
          "decide",
          2,
          "sessions",
          1,
          "people",
          1,
          "noised sessions",
          1,
          "release",
          1,
          "calendar",
          1,
          "counts",
          3,
          "events",
          1,
          "rejections",
          3);

  @TempDir Path folder;
  private StreamSite site;
  private Job job;
  private Reach reach;
  private StepsOnFlink steps;
  private RecordTreatment treatment;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    site = new StreamSite(folder, StreamReports.TEXT);
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: state
        events:
          format: throng-json
          dedupe: 24h
          kafka: {bootstrap: "localhost:1", topic: events}
        consent:
          ledger: {bootstrap: "localhost:1", topic: consent}
          decide: at_event_time
          grace: 1m
        keys: {keyring: keys, master: "file:master.key", epoch: day}
        reports: reports.yaml
        budget: {third_party: {epsilon: 10, delta: 1e-3, period: 1d}}
        store: store
        limits: {rejected: 20%, from: 2026-06-01, until: 2026-06-05}
        output:
          events: {to: out/events, format: jsonl}
          aggregates: [{to: out/aggregates, format: csv}]
          rejected: {to: out/rejected}
          manifest: out/run.json
        """);
    Instant now = Instant.now();
    job = JobFile.read(file.toString(), now);
    Keyring keyring = Keyring.of(job.keys());
    keyring.createMaster();
    keyring.create(FROM, UNTIL);
    keyring.createForReleases(FROM, UNTIL);
    // As if the limits moved with the clock, so that all is forgotten some day.
    long behind = Math.max(0, now.toEpochMilli() - FROM.toEpochMilli()) + 1;
    reach = new Reach(FROM.toEpochMilli(), UNTIL.toEpochMilli(), behind, Long.MAX_VALUE / 4);
    steps =
        new StepsOnFlink(
            new WorkerSettings(
                job,
                RunRange.EVERYTHING,
                new ReleaseCalendar(FROM.toEpochMilli(), UNTIL.toEpochMilli()),
                Staging.ofNewRun(),
                LedgerFiles.NONE,
                1),
            reach);
    treatment = new RecordTreatment(job, reach);
  }

  @AfterEach
  void close() throws Exception {
    steps.close();
  }

  private void send(List<byte[]> events) {
    for (byte[] event : events) {
      treatment.treat(
          new KafkaRecord<>(
              "events",
              0,
              offset++,
              FROM.toEpochMilli(),
              KafkaTimestampType.CREATE_TIME,
              null,
              null,
              event));
    }
    steps.take(treatment);
  }

  private void say(List<byte[]> facts) throws Exception {
    List<KV<Integer, byte[]>> blocks = new ArrayList<>();
    FactRows rows =
        new FactRows(StreamFlow.BUCKETS, (bucket, block) -> blocks.add(KV.of(bucket, block)));
    FactIntake intake =
        new FactIntake(
            JoinPseudonyms.open(job.keys()),
            job.policy().reconsentFrom(),
            job.consent().decide(),
            rows);
    FactSink sink =
        new FactSink() {
          @Override
          public void fact(LedgerFact fact) {
            intake.take(fact);
          }

          @Override
          public void unreadable() {
            throw new AssertionError("a fact that nobody can read");
          }
        };
    FactDecoder decoder = new FactDecoder();
    facts.forEach(fact -> decoder.decode(fact, 0, fact.length, sink));
    rows.flush();
    for (KV<Integer, byte[]> block : blocks) {
      steps.answer.take(block);
    }
  }

  private void assertFewTimers() {
    Map<String, Integer> keys = steps.each(StepOnFlink::keys);
    steps
        .each(StepOnFlink::timers)
        .forEach(
            (step, timers) ->
                assertTrue(
                    timers <= TIMERS_A_KEY.get(step) * keys.get(step),
                    step + " has " + timers + " timers for " + keys.get(step) + " keys"));
  }

  @Test
  void nothingIsLeftButWhatTheDesignKeeps() throws Exception {
    TopicInputs inputs = new TopicInputs(23, 2_000, 120);
    say(inputs.facts);
    int known = steps.answer.entries();
    List<List<byte[]>> parts = inputs.parts(ROUNDS, 1);
    long time = TopicInputs.FROM.toEpochMilli();
    for (List<byte[]> part : parts) {
      send(part);
      assertFewTimers();
      time += TopicInputs.SPAN.toMillis() / ROUNDS;
      steps.watermark(time - TopicInputs.DISORDER.toMillis());
      steps.clock(2_000);
      assertFewTimers();
    }
    assertEquals(
        TIMERS_A_KEY.keySet(), steps.each(StepOnFlink::entries).keySet(), "all have state midway");

    // All windows, and what follows from the clock of events.
    pass(PASSED);
    assertEquals(Set.of(), left("decide", "people"));
    assertKept("answer", steps.answer, "facts");
    assertKept("sessions", steps.sessions, "index");
    assertKept("noised sessions", steps.noisedSessions, "index");
    assertKept("calendar", steps.calendar, "next");
    assertTrue(steps.answer.entries() >= known, "facts stay");
    assertEquals(
        Set.of("release", "events", "counts", "rejections"),
        steps.each(StepOnFlink::timers).keySet(),
        "what waits for the clock on the wall");

    whatIsLateLeavesNothing(inputs);

    // An hour after the last of them, rejections.
    steps.clock(Duration.ofHours(1).toMillis());
    steps.watermark(PASSED.plus(Duration.ofDays(3)).toEpochMilli());
    assertEquals(Set.of(), left("rejections"));

    // What remembers windows and hours, when no event of theirs is taken any more.
    steps.clock(reach.left(PASSED.toEpochMilli()).orElseThrow().getMillis());
    steps.watermark(PASSED.plus(Duration.ofDays(4)).toEpochMilli());
    assertEquals(
        Set.of("answer", "sessions", "noised sessions", "calendar", "counts"),
        steps.each(StepOnFlink::entries).keySet());
    // Records of times that nobody can mean are one hour, with the timer of its last word.
    assertEquals(1, steps.counts.entries("counts"));
    assertEquals(Map.of("counts", 1), steps.each(StepOnFlink::timers));
  }

  /** A fact counts whenever it comes; an event that comes after its windows is told to be late. */
  private void whatIsLateLeavesNothing(TopicInputs inputs) throws Exception {
    Map<String, Integer> before = steps.each(StepOnFlink::entries);
    Map<String, Long> outcomes = site.outcomesOfTopics("out");
    List<byte[]> late =
        inputs.again(60).stream()
            .filter(event -> !TopicInputs.devicesOf(List.of(event)).isEmpty())
            .toList();
    say(TopicInputs.devicesOf(late).stream().map(StateEndsTest::erased).toList());
    send(late);
    pass(PASSED.plus(Duration.ofDays(1)));
    assertEquals(outcomes.get(KEPT), site.outcomesOfTopics("out").get(KEPT), "all are erased");
    assertEquals(dropped(outcomes) + late.size(), dropped(site.outcomesOfTopics("out")));

    send(inputs.sent.subList(0, 200));
    pass(PASSED.plus(Duration.ofDays(2)));
    assertTrue(site.outcomesOfTopics("out").get(KEPT) > outcomes.get(KEPT), "others are not");
    assertTrue(site.warned("out", OperationMetrics.LATE + "traffic") > 0);
    Map<String, Integer> after = steps.each(StepOnFlink::entries);
    assertKept("answer", steps.answer, "facts");
    // There are more facts, and counts of the hours in which late windows begin.
    for (String more : List.of("answer", "counts")) {
      before.remove(more);
      after.remove(more);
    }
    assertEquals(before, after);
  }

  @Test
  void whatKeepsComingIsWrittenMeanwhile() throws Exception {
    for (int i = 1; i <= 20; i++) {
      steps.counts.take(KV.of(FROM.toEpochMilli(), ReleaseWhenClosed.warned("something", 1)));
      steps.rejections.take(rejection(i, null));
      steps.clock(500);
      // What came within the last second may be on its way.
      assertTrue(site.warned("out", "something") >= i - 2, "counts after " + i);
      assertTrue(site.rejections("out").size() >= i - 2, "rejections after " + i);
      assertFewTimers();
    }
  }

  @Test
  void aFloodOfLargeRejectionsIsNotHeldInMemory() throws Exception {
    String sealed = "x".repeat(1 << 20);
    for (int i = 0; i < 40; i++) {
      steps.rejections.take(rejection(i, sealed));
    }
    assertEquals(32, site.rejections("out").size(), "two files are whole, of 16 MB each");
    steps.clock(2_000);
    assertEquals(40, site.rejections("out").size());
    steps.clock(Duration.ofHours(1).toMillis());
    steps.watermark(PASSED.toEpochMilli());
    assertEquals(Set.of(), left("rejections"));
  }

  private static KV<String, Rejection> rejection(long offset, String sealed) {
    return KV.of(
        KeepRejections.part("events", 0, offset),
        new Rejection("parse", "malformed", null, "events-0", offset, sealed));
  }

  private void pass(Instant time) throws Exception {
    steps.watermark(time.toEpochMilli());
    steps.clock(2_000);
  }

  /** Those of the steps that have state or timers. */
  private Set<String> left(String... names) {
    Set<String> left = new TreeSet<>(steps.each(StepOnFlink::entries).keySet());
    left.addAll(steps.each(StepOnFlink::timers).keySet());
    left.retainAll(List.of(names));
    return left;
  }

  private static void assertKept(String name, StepOnFlink<?, ?, ?> step, String state) {
    assertTrue(step.entries() > 0, name);
    assertEquals(step.entries(state), step.entries(), name + " keeps more than " + state);
  }

  private static long dropped(Map<String, Long> outcomes) {
    return outcomes.entrySet().stream()
        .filter(each -> each.getKey().startsWith("dropped "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static byte[] erased(String device) {
    return "{\"subject\":{\"type\":\"device\",\"id\":\"%s\"},\"state\":\"erased\",\"effective_at\":\"%s\"}"
        .formatted(device, UNTIL)
        .getBytes(StandardCharsets.UTF_8);
  }
}
