package dev.throng.pipeline.run;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.RunRange;
import java.io.IOException;

/** Runs jobs in tests of other rooms. */
public final class Runs {
  private Runs() {}

  /** Runs a job over files. */
  public static void batch(Job job) throws IOException {
    new BatchRun(job, RunRange.EVERYTHING, Engine.of(), RunListener.NONE).run();
  }
}
