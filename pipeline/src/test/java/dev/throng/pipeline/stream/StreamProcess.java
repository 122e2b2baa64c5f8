package dev.throng.pipeline.stream;

import dev.throng.pipeline.ChildJava;
import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.cli.Throng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** {@code throng run} in a process of its own, which ends with {@link #close()}. */
public final class StreamProcess implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Path log;
  private final Process process;
  private final Thread hook;

  private StreamProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a job, with options of Beam's. */
  public static StreamProcess start(Path job, String... options) throws IOException {
    return start(List.of(), job, options);
  }

  /** The same on a cluster, to which the client sends what it has on its class path. */
  static StreamProcess on(LocalCluster cluster, Path job, String... options) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--runner=FlinkRunner",
                "--flinkMaster=" + cluster.master(),
                "--filesToStage=" + String.join(",", LocalCluster.filesToStage())));
    all.addAll(List.of(options));
    return start(job, all.toArray(String[]::new));
  }

  /** The same, by a command that becomes the one it is given. */
  static StreamProcess start(List<String> by, Path job, String... options) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.addAll(ChildJava.program("1g", Throng.class.getName()));
    command.addAll(List.of("run", job.toString()));
    command.addAll(List.of(options));
    Path log = Path.of(job + ".log");
    return new StreamProcess(
        log,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Waits for a condition, and fails where the process ends before. */
  public void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (!process.isAlive()) {
        throw new AssertionError(what + ": the job ended:\n" + Files.readString(log));
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": it took too long:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Waits until nothing is missing, and fails where the process ends before. */
  void awaitAll(Callable<Missing> missing) throws Exception {
    Missing[] last = {new Missing()};
    try {
      await(
          "all windows and counts",
          () -> {
            last[0] = missing.call();
            return last[0].isNothing();
          });
    } catch (AssertionError e) {
      throw new AssertionError("missing: " + last[0], e);
    }
  }

  /** Waits for a condition, whether the process still lives or has ended. */
  void awaitEnd(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": it took too long:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Waits for its end, and gives its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  /** What it said. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
