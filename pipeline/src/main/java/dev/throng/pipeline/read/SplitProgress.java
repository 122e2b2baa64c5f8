package dev.throng.pipeline.read;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many splits of a run this Java machine has done, for the terminal of an embedded run. It says
 * nothing of other machines and counts attempts, so nothing else may rely on it.
 */
public final class SplitProgress {
  private static final ConcurrentHashMap<String, LongAdder> DONE = new ConcurrentHashMap<>();

  private SplitProgress() {}

  static void done(String run) {
    DONE.computeIfAbsent(run, name -> new LongAdder()).increment();
  }

  /** Splits done in this Java machine. */
  public static long of(String run) {
    LongAdder done = DONE.get(run);
    return done == null ? 0 : done.sum();
  }

  /** Forgets a run. */
  public static void forget(String run) {
    DONE.remove(run);
  }
}
