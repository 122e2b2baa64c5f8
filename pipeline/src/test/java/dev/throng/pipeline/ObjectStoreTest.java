package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.MemoryStore;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole job in a store that has no local paths, no folders, no seeking and no true renames. */
class ObjectStoreTest {
  private static final String STORE = "mem://bucket/site/";

  @TempDir static Path folder;
  private static JobSite site;
  private static Written local;
  private static final SortedMap<String, byte[]> OBJECTS = new TreeMap<>();

  @BeforeAll
  static void theSameJobInAFolder() throws IOException {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    List<byte[]> lines = Inputs.lines(7, 3_000, 120, 100);
    site.put("in/a.ndjson", Inputs.file(lines.subList(0, 1_000)));
    site.put("in/b.ndjson", Inputs.file(lines.subList(1_000, 1_500)));
    site.put("in/c.ndjson", Inputs.file(lines.subList(1_500, lines.size())));
    local = site.run("in/*.ndjson", "out", 100_000, "--parallelism=2");
    String text = site.text("in/*.ndjson", "out", "file:" + folder.resolve("master.key"));
    OBJECTS.put(STORE + "job.yaml", text.getBytes(StandardCharsets.UTF_8));
    for (String kept : List.of("in", "keys", "reports.yaml")) {
      try (Stream<Path> found = Files.walk(folder.resolve(kept))) {
        for (Path file :
            found.filter(path -> Files.isRegularFile(path) && !path.endsWith(".lock")).toList()) {
          OBJECTS.put(STORE + folder.relativize(file), Files.readAllBytes(file));
        }
      }
    }
  }

  @BeforeEach
  void fill() {
    MemoryStore.register();
    MemoryStore.objects().putAll(OBJECTS);
  }

  @Test
  void itsOutputsAreThoseOfTheLocalRun() throws IOException {
    assertSameAsLocal(run());
  }

  @Test
  void itsKeysCanBeMadeThere() throws IOException {
    MemoryStore.objects().keySet().removeIf(key -> key.startsWith(STORE + "keys/"));
    Written written = run();
    assertEquals(
        OBJECTS.keySet().stream().filter(key -> key.startsWith(STORE + "keys/")).toList(),
        MemoryStore.objects().keySet().stream()
            .filter(key -> key.startsWith(STORE + "keys/"))
            .toList());
    // Other keys give other pseudonyms, and may break ties of groups otherwise.
    assertEquals(local.manifest().path("events_kept"), written.manifest().path("events_kept"));
    assertEquals(local.aggregates().keySet(), written.aggregates().keySet());
    assertEquals(local.events().size(), written.events().size());
    assertNotEquals(local.events(), written.events());
  }

  @Test
  void aFailureLeavesNothingThatLooksFinishedAndTheNextRunSucceeds() throws IOException {
    for (int operation : List.of(2, 45, 70)) {
      MemoryStore.failAt(operation);
      assertThrows(Exception.class, ObjectStoreTest::run, "operation " + operation);
      assertTrue(MemoryStore.hasFailed());
      assertFalse(written().hasManifest(), "operation " + operation);
    }
    assertSameAsLocal(run());
  }

  private static void assertSameAsLocal(Written written) {
    assertEquals(local.aggregates(), written.aggregates());
    assertEquals(local.comparableManifest(), written.comparableManifest());
    assertEquals(local.events(), written.events());
    assertEquals(local.rejectionReasons(), written.rejectionReasons());
    assertEquals(List.of(), written.staged());
  }

  private static Written run() throws IOException {
    Engine engine = Engine.of("--parallelism=2");
    Job job = JobFile.read(STORE + "job.yaml", Instant.parse("2026-06-10T00:00:00Z"));
    SplitRuns.run(job, engine, JobSite.WHOLE);
    return written();
  }

  private static Written written() {
    return Written.in(MemoryStore.objects(), STORE + "out/");
  }
}
