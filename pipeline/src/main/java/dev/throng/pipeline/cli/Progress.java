package dev.throng.pipeline.cli;

import dev.throng.pipeline.read.SplitProgress;
import dev.throng.pipeline.run.RunListener;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says how far a run is; nothing where there is no terminal. */
final class Progress implements RunListener, AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";

  private final @Nullable PrintStream terminal;
  private @Nullable ScheduledFuture<?> ticking;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private Progress(@Nullable PrintStream terminal) {
    this.terminal = terminal;
  }

  /** A line on standard error if the launcher says that this is a terminal. */
  static Progress onTerminal() {
    return new Progress(Boolean.getBoolean("throng.terminal") ? System.err : null);
  }

  @Override
  public void reading(String run, int splits, boolean visible) {
    if (terminal == null) {
      return;
    }
    long start = System.nanoTime();
    ticking =
        clock.scheduleAtFixedRate(
            () -> {
              long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
              String what =
                  visible
                      ? "reading: %d of %d splits".formatted(SplitProgress.of(run), splits)
                      : "%d splits on the cluster".formatted(splits);
              tell(what + ", " + seconds + " s");
            },
            0,
            500,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void committing() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    tell("putting files in their place");
  }

  private void tell(String line) {
    if (terminal != null) {
      terminal.print(CLEAR + line);
      terminal.flush();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    tell("");
  }
}
