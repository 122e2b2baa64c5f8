package dev.throng.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import dev.throng.pipeline.publish.MemoryStore;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is there whole, or not at all, and stays as it is. */
class FactStoreTest {
  private static final Instant NOW = Instant.parse("2026-06-10T08:15:02.123Z");
  private static final OwnFact FACT =
      new OwnFact(
          IdType.USER, new JoinKey(new byte[16]), null, FactState.ERASED, NOW, NOW, null, null);
  private static final String LINE =
      "{\"subject\":{\"type\":\"user\",\"join\":\"AAAAAAAAAAAAAAAAAAAAAA\"},\"state\":\"erased\","
          + "\"effective_at\":\"2026-06-10T08:15:02.123Z\","
          + "\"recorded_at\":\"2026-06-10T08:15:02.123Z\"}\n";

  @TempDir Path folder;

  private FactStore store() {
    return FactStore.of(folder.resolve("store").toString());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store/facts"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileIsNamedByItsTimeAndHoldsItsFacts() throws IOException {
    assertTrue(store().files().isEmpty());
    String file = store().add(List.of(FACT, FACT), NOW);
    assertEquals(LINE + LINE, Files.readString(Path.of(file)));
    assertEquals(Set.of(file), store().files().keySet());
    assertTrue(
        file.matches(
            folder.resolve("store/facts") + "/20260610T081502\\.123Z-[0-9a-f]{32}\\.jsonl"),
        file);
    assertTrue(store().holds(file));
  }

  @Test
  void onlyItsOwnFilesAreItsOwn() throws IOException {
    String facts = folder.resolve("store/facts").toString();
    assertTrue(store().holds(facts + "/a.jsonl"));
    for (String other :
        List.of(
            facts + "/a.ndjson",
            facts + "/deeper/a.jsonl",
            facts + "-of-others/a.jsonl",
            folder.resolve("store/a.jsonl").toString(),
            folder.resolve("other/facts/a.jsonl").toString())) {
      assertFalse(store().holds(other), other);
    }
    // What a crash left behind is none.
    String file = store().add(List.of(FACT), NOW);
    Files.writeString(Path.of(facts, ".20260610T081502.123Z-00.jsonl.tmp"), "{\"subj");
    assertEquals(Set.of(file), store().files().keySet());
  }

  /** At the same instant, too, each writes a file of its own. */
  @Test
  void manyMayWriteAtOnce() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(() -> store().add(List.of(FACT), NOW));
      }
      Set<String> written = new HashSet<>();
      for (Future<String> each : writers.invokeAll(calls)) {
        written.add(each.get());
      }
      assertEquals(40, written.size());
      assertEquals(written, store().files().keySet());
      assertEquals(40, names().size(), "something was left behind");
      for (String file : written) {
        assertEquals(LINE, Files.readString(Path.of(file)));
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void aNameIsNeverTakenTwice() throws IOException {
    Path file = folder.resolve("store/facts/a.jsonl");
    StoreFolder facts = StoreFolder.of(folder.resolve("store").toString(), "facts");
    facts.add("a.jsonl", LINE.getBytes(StandardCharsets.UTF_8));
    assertThrows(FileAlreadyExistsException.class, () -> facts.add("a.jsonl", new byte[1]));
    assertEquals(LINE, Files.readString(file));
    assertEquals(List.of("a.jsonl"), names());
  }

  @Test
  void whereItCannotBeWrittenThereIsNothing() throws IOException {
    Files.writeString(folder.resolve("store"), "a file where a folder should be");
    assertThrows(IOException.class, () -> store().add(List.of(FACT), NOW));
    assertEquals("a file where a folder should be", Files.readString(folder.resolve("store")));
  }

  /** Where there are neither folders nor true renames. */
  @Test
  void anObjectStoreDoes() throws IOException {
    MemoryStore.register();
    FactStore store = FactStore.of("mem://bucket/store");
    assertTrue(store.files().isEmpty());
    String file = store.add(List.of(FACT), NOW);
    assertTrue(file.startsWith("mem://bucket/store/facts/20260610T081502.123Z-"), file);
    assertTrue(store.holds(file));
    assertEquals(Set.of(file), store.files().keySet());
    assertEquals(
        LINE,
        new String(
            Iterables.getOnlyElement(MemoryStore.objects().values()), StandardCharsets.UTF_8));
  }
}
