package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.RunRange;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Runs jobs in tests of other rooms. */
public final class Runs {
  private static final long DEADLINE_NANOS = 120_000_000_000L;
  private static final long POLL_NANOS = 100_000_000L;

  private Runs() {}

  /** Runs a job over files. */
  public static void batch(Job job) throws IOException {
    new BatchRun(job, RunRange.EVERYTHING, Engine.of(), RunListener.NONE).run();
  }

  /** Starts a job over topics in this Java machine. */
  public static Stream stream(Job job, int parallelism, String... more) {
    String[] options = new String[more.length + 3];
    System.arraycopy(more, 0, options, 0, more.length);
    options[more.length] = "--parallelism=" + parallelism;
    options[more.length + 1] = "--checkpointingInterval=2000";
    options[more.length + 2] = "--minPauseBetweenCheckpoints=1000";
    ExecutorService thread = Executors.newSingleThreadExecutor();
    return new Stream(
        thread,
        thread.submit(
            () -> {
              new StreamRun(job, Engine.ofStream(options)).run();
              return null;
            }));
  }

  /** A job that runs. */
  public static final class Stream implements AutoCloseable {
    private final ExecutorService thread;
    private final Future<Void> running;

    private Stream(ExecutorService thread, Future<Void> running) {
      this.thread = thread;
      this.running = running;
    }

    /** Waits for a condition, and fails where the job ends before. */
    public void await(Callable<Boolean> condition) throws Exception {
      long end = System.nanoTime() + DEADLINE_NANOS;
      while (!condition.call()) {
        if (running.isDone()) {
          try {
            running.get();
          } catch (ExecutionException failed) {
            throw new AssertionError("the job failed", failed.getCause());
          }
          throw new AssertionError("the job ended");
        }
        if (System.nanoTime() > end) {
          throw new AssertionError("it took too long");
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }

    /** Cancels it. */
    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
