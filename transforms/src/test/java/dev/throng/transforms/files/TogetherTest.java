package dev.throng.transforms.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
  @Test
  void allIsDone() throws IOException {
    Set<Integer> done = Collections.synchronizedSet(new HashSet<>());
    List<Integer> items = IntStream.range(0, 100).boxed().toList();
    Together.forEach(items, done::add);
    assertEquals(new HashSet<>(items), done);
  }

  /** A defect that looked like a full disk would be tried again. */
  @Test
  void aDefectComesOutAsItIs() {
    IllegalStateException defect = new IllegalStateException("broken");
    assertSame(
        defect,
        assertThrows(
            IllegalStateException.class,
            () ->
                Together.forEach(
                    List.of(0, 1, 2, 3),
                    item -> {
                      throw defect;
                    })));
  }

  /** Work that is under way when other work fails cannot be undone, but it can be waited for. */
  @Test
  void nobodyWorksAfterTheFailureIsTold() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean told = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    assertThrows(
        IOException.class,
        () ->
            Together.forEach(
                List.of(0, 1, 2, 3),
                item -> {
                  if (item == 0) {
                    Uninterruptibles.awaitUninterruptibly(begun);
                    throw new IOException("no space");
                  }
                  if (item == 1) {
                    begun.countDown();
                    untilItIsWaitedFor(caller, told);
                    ended.set(true);
                  }
                }));
    boolean before = ended.get();
    told.set(true);
    assertTrue(before);
  }

  /** Goes on past the interrupt, as whoever is about to close a file does. */
  private static void untilItIsWaitedFor(Thread caller, AtomicBoolean told) {
    while (!Thread.currentThread().isInterrupted() && !told.get()) {
      Thread.onSpinWait();
    }
    while (caller.getState() != Thread.State.WAITING
        && caller.getState() != Thread.State.TIMED_WAITING
        && !told.get()) {
      Thread.onSpinWait();
    }
  }
}
