package dev.throng.pipeline.run;

import dev.throng.pipeline.EventFlow;
import dev.throng.pipeline.stream.StreamFlow;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PDone;

/** What runs the pipeline: Flink in this Java machine, unless the options name another runner. */
public final class Engine {
  private static final String EMBEDDED = "[local]";

  /** Together well above the time in which a cluster notices that a worker is lost. */
  private static final int RESTARTS = 10;

  private static final Duration DELAY = Duration.ofSeconds(10);

  /** What a job over topics runs with. */
  private static final List<String> STREAMING =
      List.of(
          "--streaming=true",
          "--checkpointingInterval=30000",
          "--minPauseBetweenCheckpoints=10000",
          "--finishBundleBeforeCheckpointing=true",
          "--maxBundleSize=20000",
          "--maxBundleTimeMills=200",
          "--autoWatermarkInterval=200",
          "--maxParallelism=128");

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

  /**
   * The engine of a job over topics: the same, with what streaming needs where the options do not
   * say otherwise (F10, F11, F23, F28).
   *
   * @throws IllegalArgumentException where Beam knows no such option or runner
   */
  public static Engine ofStream(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    for (String option : STREAMING) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (all.stream().noneMatch(given -> given.startsWith(name))) {
        all.add(option);
      }
    }
    return of(all.toArray(String[]::new));
  }

  private static void settle(FlinkPipelineOptions flink) {
    if (flink.getFlinkMaster().equals("[auto]")) {
      flink.setFlinkMaster(EMBEDDED);
    }
    if (flink.getParallelism() <= 0
        && flink.getFlinkMaster().equals(EMBEDDED)
        && !flink.isStreaming()) {
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
    finish(flow, isEmbedded() ? 0 : RESTARTS);
  }

  /**
   * Runs a journey without an end, until it is cancelled.
   *
   * @param partitions the most that it may be cut into
   * @throws SettingsException where the options ask for more
   * @throws IOException where a temporary folder cannot be written
   */
  void run(StreamFlow flow, int partitions) throws IOException {
    if (options.getRunner().equals(FlinkRunner.class)) {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      if (flink.getParallelism() <= 0) {
        flink.setParallelism(1);
      }
      if (flink.getParallelism() > partitions) {
        throw new SettingsException(
            "--parallelism=%d is more than the %d partitions of the smallest topic"
                .formatted(flink.getParallelism(), partitions));
      }
    }
    finish(flow, Integer.MAX_VALUE);
  }

  private void finish(PTransform<PBegin, PDone> flow, int restarts) throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(flow);
    PipelineResult result =
        options.getRunner().equals(FlinkRunner.class)
            ? FlinkLaunch.run(pipeline, restarts, DELAY)
            : pipeline.run();
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE && state != PipelineResult.State.CANCELLED) {
      throw new IllegalStateException("the engine ended with the state " + state);
    }
  }
}
