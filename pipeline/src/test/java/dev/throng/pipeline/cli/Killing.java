package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Commands in processes of their own, as people run them, and their sudden end. */
final class Killing {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private Killing() {}

  /** Starts a command. */
  static Process start(String... arguments) throws IOException {
    List<String> command = ChildJava.program("512m", Throng.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /**
   * Runs a command, and kills it (SIGKILL) as soon as something is so.
   *
   * @return whether it was killed, and not over before
   */
  static boolean kill(BooleanSupplier when, String... arguments) throws Exception {
    Process process = start(arguments);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (process.isAlive() && !seen(when)) {
      assertTrue(System.nanoTime() < end, "it neither ends nor goes on");
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    return process.waitFor() == 128 + 9;
  }

  /** What is looked at changes meanwhile. */
  private static boolean seen(BooleanSupplier when) {
    try {
      return when.getAsBoolean();
    } catch (UncheckedIOException vanished) {
      return false;
    }
  }
}
