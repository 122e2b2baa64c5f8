package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.RunRange;
import java.io.IOException;

/** Opens to the tests of other rooms what only a test asks for: splits of another length. */
public final class SplitRuns {
  private SplitRuns() {}

  /** Runs a job over all of its input, in splits of so many bytes. */
  public static RunResult run(Job job, Engine engine, long splitBytes) throws IOException {
    return new BatchRun(job, RunRange.EVERYTHING, engine, RunListener.NONE, splitBytes).run();
  }
}
