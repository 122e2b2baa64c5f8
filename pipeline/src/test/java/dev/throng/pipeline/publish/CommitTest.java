package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.publish.Manifest.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {
  private static final Replaced JUNE =
      new Replaced(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 7, 1));
  private static final String INPUT = "00000000000000aa";

  @BeforeEach
  void emptyStore() {
    MemoryStore.register();
  }

  @Test
  void everythingIsInItsPlaceAndWhatIsStaleIsGone() throws IOException {
    CommitScenario.earlierRuns();
    CommitScenario run = CommitScenario.staged("r1");
    Map<String, String> expected = expected(run);
    commit(run, Status.DONE).run();
    assertEquals(expected, CommitScenario.visible());
    assertEquals(List.of(), CommitScenario.stagedKeys());
  }

  @Test
  void interruptedAnywhereItCanBeRunAgain() throws IOException {
    int interrupted = 0;
    for (int operation = 0; ; operation++) {
      MemoryStore.clear();
      CommitScenario.earlierRuns();
      CommitScenario run = CommitScenario.staged("r1");
      Map<String, String> before = CommitScenario.visible();
      Map<String, String> expected = expected(run);
      Commit commit = commit(run, Status.DONE);
      if (!fails(commit, operation)) {
        break;
      }
      interrupted++;
      requireNothingHalfDoneLooksDone(before, expected, operation);
      commit.run();
      assertEquals(expected, CommitScenario.visible(), "operation " + operation);
      assertEquals(List.of(), CommitScenario.stagedKeys(), "operation " + operation);
    }
    // At the least, each of six files is deleted, copied and deleted at its source.
    assertTrue(interrupted > 18, "only " + interrupted + " operations");
  }

  @Test
  void interruptedAnywhereTheNextRunSucceeds() throws IOException {
    for (int operation = 0; ; operation++) {
      MemoryStore.clear();
      CommitScenario.earlierRuns();
      if (!fails(commit(CommitScenario.staged("r1"), Status.DONE), operation)) {
        break;
      }
      for (String folder : CommitScenario.OUTPUTS.folders()) {
        Staging.removeAll(folder);
      }
      CommitScenario next = CommitScenario.staged("r2");
      Map<String, String> expected = expected(next);
      commit(next, Status.DONE).run();
      assertEquals(expected, CommitScenario.visible(), "operation " + operation);
      assertEquals(List.of(), CommitScenario.stagedKeys(), "operation " + operation);
    }
  }

  @Test
  void aRefusedRunMovesRejectionsOnly() throws IOException {
    CommitScenario.earlierRuns();
    CommitScenario run = CommitScenario.staged("r1");
    Map<String, String> expected = new TreeMap<>(CommitScenario.visible());
    expected.remove(CommitScenario.REJECTED + "/" + INPUT + "-7d0.jsonl");
    expected.put(
        CommitScenario.REJECTED + "/" + INPUT + "-0.jsonl",
        run.staged(CommitScenario.REJECTED, INPUT + "-0.a0"));
    expected.put(CommitScenario.MANIFEST, text(run.manifest(Status.REFUSED).bytes()));
    commit(run, Status.REFUSED).run();
    assertEquals(expected, CommitScenario.visible());
    assertEquals(List.of(), CommitScenario.stagedKeys());
  }

  @Test
  void aRefusedRunCanBeInterruptedAnywhereToo() throws IOException {
    Map<String, String> undisturbed = new TreeMap<>();
    CommitScenario.earlierRuns();
    commit(CommitScenario.staged("r1"), Status.REFUSED).run();
    undisturbed.putAll(CommitScenario.visible());
    for (int operation = 0; ; operation++) {
      MemoryStore.clear();
      CommitScenario.earlierRuns();
      Commit commit = commit(CommitScenario.staged("r1"), Status.REFUSED);
      if (!fails(commit, operation)) {
        break;
      }
      commit.run();
      assertEquals(undisturbed, CommitScenario.visible(), "operation " + operation);
    }
  }

  @Test
  void anAbandonedRunLeavesWhatStood() throws IOException {
    CommitScenario.earlierRuns();
    Map<String, String> before = CommitScenario.visible();
    CommitScenario run = CommitScenario.staged("r1");
    assertFalse(CommitScenario.stagedKeys().isEmpty());
    Commit.abandon(run.staging, CommitScenario.OUTPUTS);
    assertEquals(before, CommitScenario.visible());
    assertEquals(List.of(), CommitScenario.stagedKeys());
  }

  @Test
  void abandoningNeverFails() throws IOException {
    for (int operation = 0; ; operation++) {
      MemoryStore.clear();
      CommitScenario run = CommitScenario.staged("r1");
      MemoryStore.failAt(operation);
      Commit.abandon(run.staging, CommitScenario.OUTPUTS);
      if (!MemoryStore.hasFailed()) {
        break;
      }
      assertEquals(Map.of(), CommitScenario.visible());
    }
  }

  @Test
  void withoutAStagedFileThereIsNoManifest() throws IOException {
    CommitScenario.earlierRuns();
    CommitScenario run = CommitScenario.staged("r1");
    MemoryStore.objects().remove(CommitScenario.TABLES + "/.throng-r1/traffic.2026-06-01.a1");
    MemoryStore.objects().remove(CommitScenario.TABLES + "/traffic/2026-06-01.csv");
    assertThrows(IOException.class, commit(run, Status.DONE)::run);
    assertFalse(MemoryStore.objects().containsKey(CommitScenario.MANIFEST));
  }

  @Test
  void aFileThatIsCutShortIsNoFile() throws IOException {
    CommitScenario run = CommitScenario.staged("r1");
    MemoryStore.objects()
        .put(CommitScenario.TABLES + "/.throng-r1/traffic.2026-06-01.a1", new byte[3]);
    assertThrows(IOException.class, commit(run, Status.DONE)::run);
    assertFalse(MemoryStore.objects().containsKey(CommitScenario.MANIFEST));
  }

  @Test
  void aRunThatWritesNothingIsDoneToo() throws IOException {
    Summary nothing = new Summary(new ArrayList<>(), new ArrayList<>(), LedgerCounts.NONE);
    CommitScenario run = CommitScenario.staged("r1");
    Manifest of = run.manifest(Status.DONE);
    Manifest manifest = new Manifest(Status.DONE, of.job(), nothing, of.run());
    new Commit(run.staging, CommitScenario.OUTPUTS, manifest, JUNE, List.of()).run();
    assertEquals(Map.of(CommitScenario.MANIFEST, text(manifest.bytes())), CommitScenario.visible());
  }

  @Test
  void outputsMayLieInDifferentStores(@TempDir Path folder) throws IOException {
    Outputs outputs =
        new Outputs(
            null, CommitScenario.REJECTED, new ArrayList<>(), folder.toString(), "run.json");
    CommitScenario run = CommitScenario.staged("r1");
    WrittenFile local =
        new AggregateFiles(run.staging, folder.toString(), AggregateFormat.CSV)
            .write(TableTest.SMALL, "a1");
    List<ReportSummary> reports =
        List.of(ReportSummary.ofInternal("small", 0, 1, 0, 0, new ArrayList<>(List.of(local))));
    ArrayList<SplitSummary> splits = new ArrayList<>();
    for (SplitSummary split : run.summary.splits()) {
      splits.add(
          new SplitSummary(
              split.split(),
              split.attempt(),
              split.counts(),
              new ArrayList<>(),
              split.rejections()));
    }
    Manifest of = run.manifest(Status.DONE);
    Summary summary = new Summary(splits, new ArrayList<>(reports), LedgerCounts.NONE);
    Manifest manifest = new Manifest(Status.DONE, of.job(), summary, of.run());
    new Commit(run.staging, outputs, manifest, JUNE, List.of()).run();
    assertEquals(text(manifest.bytes()), Files.readString(folder.resolve("run.json")));
    assertEquals(local.bytes(), Files.size(folder.resolve(local.place())));
    assertTrue(
        MemoryStore.objects().containsKey(CommitScenario.REJECTED + "/" + INPUT + "-0.jsonl"));
    try (var left = Files.list(folder)) {
      assertEquals(
          List.of("run.json", "small"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private static Commit commit(CommitScenario run, Status status) {
    return new Commit(run.staging, CommitScenario.OUTPUTS, run.manifest(status), JUNE, List.of());
  }

  /** Whether there is an operation of that number; then it fails, and with it the commit or not. */
  private static boolean fails(Commit commit, int operation) {
    MemoryStore.failAt(operation);
    try {
      commit.run();
    } catch (IOException onDemand) {
      assertTrue(MemoryStore.hasFailed());
    }
    return MemoryStore.hasFailed();
  }

  /** A manifest that stands is of what stands with it: all of before, or all of after. */
  private static void requireNothingHalfDoneLooksDone(
      Map<String, String> before, Map<String, String> done, int operation) {
    String manifest = CommitScenario.visible().get(CommitScenario.MANIFEST);
    if (manifest != null) {
      assertEquals(
          manifest.equals("old manifest") ? before : done,
          CommitScenario.visible(),
          "operation " + operation);
    }
  }

  /** By hand: what was there before, less what is stale, and what is staged in its place. */
  private static Map<String, String> expected(CommitScenario run) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> before = CommitScenario.visible();
    for (String kept :
        List.of(
            "/events/date=2026-07-01/00000000000000aa-0.jsonl",
            "/events/date=2026-06-01/00000000000000bb-0.jsonl",
            "/events/date=2026-06-01/_note",
            "/rejected/00000000000000bb-0.jsonl",
            "/tables/traffic/2026-05-31.csv")) {
      expected.put("mem://bucket" + kept, before.get("mem://bucket" + kept));
    }
    for (String day : List.of("2026-06-01", "2026-06-02")) {
      for (String split : List.of("0", "3e8")) {
        expected.put(
            CommitScenario.EVENTS + "/date=" + day + "/" + INPUT + "-" + split + ".jsonl",
            run.staged(
                CommitScenario.EVENTS,
                day + "." + INPUT + "-" + split + ".a" + Integer.parseInt(split, 16)));
      }
    }
    expected.put(
        CommitScenario.REJECTED + "/" + INPUT + "-0.jsonl",
        run.staged(CommitScenario.REJECTED, INPUT + "-0.a0"));
    expected.put(
        CommitScenario.TABLES + "/traffic/2026-06-01.csv",
        run.staged(CommitScenario.TABLES, "traffic.2026-06-01.a1"));
    expected.put(CommitScenario.MANIFEST, text(run.manifest(Status.DONE).bytes()));
    return expected;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
