package dev.throng.pipeline.bench;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import java.io.IOException;
import java.util.List;

/** Opens the plain loop to the tests of other rooms. */
public final class PlainRuns {
  private PlainRuns() {}

  /** Runs the steps without a pipeline, up to the staged files. */
  public static Summary run(WorkerSettings settings, List<Split> splits, int threads)
      throws IOException, InterruptedException {
    return new PlainLoop(settings, threads).run(splits);
  }
}
