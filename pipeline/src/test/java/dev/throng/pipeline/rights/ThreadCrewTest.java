package dev.throng.pipeline.rights;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.throng.transforms.pseudonymize.key.Epoch;
import dev.throng.transforms.pseudonymize.key.KeySettings;
import dev.throng.transforms.pseudonymize.key.MasterReference;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.io.FileSystems;
import org.junit.jupiter.api.Test;

class ThreadCrewTest {
  private static final Thread LAUNCHER = Thread.currentThread();
  private static final CountDownLatch BEGUN = new CountDownLatch(1);
  private static final AtomicBoolean TOLD = new AtomicBoolean();
  private static final AtomicBoolean ENDED = new AtomicBoolean();

  private static Portion portion(String name) {
    return Portion.of(
        new StoredFile(
            FileSystems.matchNewResource("/out/events/date=2026-06-01/" + name, false),
            "/out/events/",
            LocalDate.of(2026, 6, 1),
            StoredForm.JSONL,
            StoredFile.Apart.NO,
            1));
  }

  /** Else it would still replace a file that the next pass is about to replace. */
  @Test
  void nobodyWorksAfterAPassHasFailed() throws IOException {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one thread fails before the next");
    KeySettings keys =
        new KeySettings(
            "/keys", new MasterReference(MasterReference.Source.ENVIRONMENT, "M"), Epoch.MONTH);
    try (ThreadCrew crew = new ThreadCrew(keys, ThreadCrewTest::work)) {
      crew.take(portion("full.jsonl"), Map.of());
      crew.take(portion("slow.jsonl"), Map.of());
      assertThrows(IOException.class, () -> crew.finish(new ArrayList<>()));
    }
    boolean before = ENDED.get();
    TOLD.set(true);
    assertTrue(before);
  }

  private static void work(Portion portion, Workplace at) throws IOException {
    if (portion.file().name().equals("full.jsonl")) {
      Uninterruptibles.awaitUninterruptibly(BEGUN);
      throw new IOException("no space");
    }
    BEGUN.countDown();
    while (!Thread.currentThread().isInterrupted() && !TOLD.get()) {
      Thread.onSpinWait();
    }
    while (LAUNCHER.getState() != Thread.State.WAITING
        && LAUNCHER.getState() != Thread.State.TIMED_WAITING
        && !TOLD.get()) {
      Thread.onSpinWait();
    }
    ENDED.set(true);
  }
}
