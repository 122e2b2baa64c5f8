package dev.throng.pipeline.run;

import dev.throng.pipeline.EventFlow;
import java.io.IOException;
import java.time.Duration;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What runs the pipeline: Flink in this Java machine, unless the options name another runner. */
public final class Engine {
  private static final String EMBEDDED = "[local]";

  /** Together well above the time in which a cluster notices that a worker is lost. */
  private static final int RESTARTS = 10;

  private static final Duration DELAY = Duration.ofSeconds(10);

  private final PipelineOptions options;

  private Engine(PipelineOptions options) {
    this.options = options;
  }

  /**
   * The engine of Beam's options, as in {@code --runner=FlinkRunner --flinkMaster=host:port}.
   *
   * @throws IllegalArgumentException where Beam knows no such option or runner
   */
  public static Engine of(String... options) {
    PipelineOptions all = PipelineOptionsFactory.fromArgs(options).withValidation().create();
    boolean named = false;
    for (String option : options) {
      named |= option.startsWith("--runner=");
    }
    if (!named) {
      all.setRunner(FlinkRunner.class);
    }
    if (all.getRunner().equals(FlinkRunner.class)) {
      settle(all.as(FlinkPipelineOptions.class));
    }
    FileSystems.setDefaultPipelineOptions(all);
    return new Engine(all);
  }

  private static void settle(FlinkPipelineOptions flink) {
    if (flink.getFlinkMaster().equals("[auto]")) {
      flink.setFlinkMaster(EMBEDDED);
    }
    if (flink.getParallelism() <= 0 && flink.getFlinkMaster().equals(EMBEDDED)) {
      flink.setParallelism(Runtime.getRuntime().availableProcessors());
    }
    // F10, F28: as fast as copying faster, and exact.
    flink.setObjectReuse(true);
    // F23, F24: counts are data here, never metrics.
    flink.setDisableMetrics(true);
  }

  /** Whether the work is done in this Java machine, so that its progress can be seen. */
  boolean isEmbedded() {
    return !options.getRunner().equals(FlinkRunner.class)
        || options.as(FlinkPipelineOptions.class).getFlinkMaster().equals(EMBEDDED);
  }

  /**
   * Runs the journey to its end. On a cluster a lost worker costs a retry, not the job (F32).
   *
   * @throws IOException where a temporary folder cannot be written
   */
  void run(EventFlow flow) throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(flow);
    PipelineResult result =
        options.getRunner().equals(FlinkRunner.class)
            ? FlinkLaunch.run(pipeline, isEmbedded() ? 0 : RESTARTS, DELAY)
            : pipeline.run();
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the engine ended with the state " + state);
    }
  }
}
