package dev.throng.pipeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the trail cannot be changed, taken out or put in without showing. */
class TrailTest {
  @TempDir Path store;

  @BeforeEach
  void fileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private Trail trail() {
    return Trail.of(store.toString());
  }

  private Path entry(int number) {
    return store.resolve("trail/%010d.json".formatted(number));
  }

  private void three() throws IOException {
    trail().add("keys destroy", Trail.State.BEGUN, Map.of("epoch", "2026-06"));
    trail().add("keys destroy", Trail.State.DONE, Map.of("epoch", "2026-06", "keys", "31"));
    trail().add("retain", Trail.State.DONE, Map.of());
  }

  @Test
  void eachEntryHoldsTheHashOfTheOneBefore() throws IOException {
    three();
    Trail.Verified verified = trail().verify();
    assertEquals(List.of(), verified.faults());
    assertEquals(
        List.of("keys destroy", "keys destroy", "retain"),
        verified.entries().stream().map(TrailEntry::action).toList());
    // Independently of the code: a hash is that of the line without it.
    String previous = "0".repeat(64);
    for (int i = 1; i <= 3; i++) {
      String line = Files.readString(entry(i)).strip();
      assertTrue(line.contains("\"previous\":\"" + previous + "\""), line);
      String hash = line.substring(line.length() - 66, line.length() - 2);
      String open = line.substring(0, line.length() - 66 - ",\"hash\":\"".length() + 1) + "}";
      assertEquals(
          Hashing.sha256().hashString(open.replace(",}", "}"), StandardCharsets.UTF_8).toString(),
          hash);
      previous = hash;
    }
  }

  @Test
  void aChangeShows() throws IOException {
    three();
    Files.writeString(entry(2), Files.readString(entry(2)).replace("\"31\"", "\"30\""));
    assertEquals(List.of("entry 2 was changed"), trail().verify().faults());
  }

  /** Whoever changes an entry together with its hash breaks the chain behind it. */
  @Test
  void aForgedEntryShows() throws IOException {
    three();
    TrailEntry true2 = TrailEntry.parse(Files.readAllBytes(entry(2)));
    TrailEntry forged =
        TrailEntry.of(
            2, true2.at(), "nobody", true2.action(), true2.state(), Map.of(), true2.previous());
    Files.write(entry(2), forged.bytes());
    assertEquals(List.of("entry 3 does not follow the one before it"), trail().verify().faults());
  }

  @Test
  void aMissingEntryShows() throws IOException {
    three();
    Files.delete(entry(2));
    assertEquals(List.of("entry 2 is missing"), trail().verify().faults());
    Files.delete(entry(1));
    assertEquals(List.of("entry 1 is missing", "entry 2 is missing"), trail().verify().faults());
  }

  @Test
  void aTornEntryShowsAndNothingIsWrittenBehindIt() throws IOException {
    three();
    byte[] whole = Files.readAllBytes(entry(3));
    for (int length = 0; length < whole.length; length += 11) {
      Files.write(entry(3), Arrays.copyOf(whole, length));
      assertEquals(List.of("entry 3 is damaged"), trail().verify().faults());
    }
    assertThrows(IOException.class, () -> trail().add("retain", Trail.State.DONE, Map.of()));
  }

  @Test
  void whatIsCutOffAtTheEndShowsToWhoNotedAHash() throws IOException {
    three();
    String noted = trail().verify().entries().get(2).hash();
    Files.delete(entry(3));
    Trail.Verified cut = trail().verify();
    assertEquals(List.of(), cut.faults());
    assertTrue(cut.entries().stream().noneMatch(each -> each.hash().equals(noted)));
  }

  @Test
  void manyWhoWriteAtOnceMakeOneChain() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<TrailEntry>> calls = new ArrayList<>();
      IntStream.range(0, 40)
          .forEach(i -> calls.add(() -> trail().add("a" + i, Trail.State.DONE, Map.of())));
      for (var each : writers.invokeAll(calls)) {
        each.get();
      }
    } finally {
      writers.shutdownNow();
    }
    Trail.Verified verified = trail().verify();
    assertEquals(List.of(), verified.faults());
    assertEquals(40, verified.entries().stream().map(TrailEntry::action).distinct().count());
  }
}
