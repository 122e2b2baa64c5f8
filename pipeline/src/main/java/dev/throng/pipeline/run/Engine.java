package dev.throng.pipeline.run;

import com.google.common.base.Throwables;
import dev.throng.pipeline.EventFlow;
import dev.throng.pipeline.rights.PassEngine;
import dev.throng.pipeline.rights.PassFlow;
import dev.throng.pipeline.stream.StreamFlow;
import dev.throng.transforms.settings.SettingsException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.apache.flink.runtime.client.JobCancellationException;

/** What runs the pipeline: Flink in this Java machine, unless the options name another runner. */
public final class Engine implements PassEngine {
  private static final String EMBEDDED = "[local]";

  /** The Flink whose JobManager runs this program. */
  private static final String AROUND = "[auto]";

  /** Together well above the time in which a cluster notices that a worker is lost. */
  private static final int RESTARTS = 10;

  private static final Duration DELAY = Duration.ofSeconds(10);

  private final PipelineOptions options;
  private final boolean chosen;

  private Engine(PipelineOptions options, boolean chosen) {
    this.options = options;
    this.chosen = chosen;
  }

  /**
   * The engine of Beam's options, as in {@code --runner=FlinkRunner --flinkMaster=host:port}. With
   * {@code --flinkMaster=[auto]} it is the Flink whose JobManager runs this program as its
   * application: then a run over topics is handed over, and not waited for.
   *
   * @throws IllegalArgumentException where Beam knows no such option or runner
   */
  public static Engine of(String... options) {
    PipelineOptions all = PipelineOptionsFactory.fromArgs(options).withValidation().create();
    if (!names("--runner=", options)) {
      all.setRunner(FlinkRunner.class);
    }
    if (all.getRunner().equals(FlinkRunner.class)) {
      FlinkPipelineOptions flink = all.as(FlinkPipelineOptions.class);
      if (!names("--flinkMaster=", options)) {
        flink.setFlinkMaster(EMBEDDED);
      }
      settle(flink);
    }
    FileSystems.setDefaultPipelineOptions(all);
    return new Engine(all, names("--runner=", options) || names("--flinkMaster=", options));
  }

  /**
   * The engine of a job over topics: the same, with what streaming needs where the options do not
   * say otherwise ({@link StreamOption}; F10, F11, F21, F23, F28).
   *
   * @throws SettingsException where an option would make it wrong
   * @throws IllegalArgumentException where Beam knows no such option or runner
   */
  public static Engine ofStream(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    for (StreamOption option : StreamOption.ALL) {
      if (!names(option.prefix(), options)) {
        if (!option.value().isEmpty() && !option.name().equals("flinkMaster")) {
          all.add(option.said());
        }
      } else if (option.fixed() && !all.contains(option.said())) {
        throw new SettingsException(
            "a job over topics always has %s: %s".formatted(option.said(), option.why()));
      }
    }
    Engine engine = of(all.toArray(String[]::new));
    if (names("--savepointPath=", options) && engine.isEmbedded()) {
      // F42: it would begin anew, and say nothing.
      throw new SettingsException(
          "the embedded engine goes on from no savepoint: run the job on a cluster, with"
              + " --flinkMaster=host:port");
    }
    return engine;
  }

  private static boolean names(String option, String... options) {
    return Arrays.stream(options).anyMatch(given -> given.startsWith(option));
  }

  private static void settle(FlinkPipelineOptions flink) {
    if (flink.getParallelism() <= 0
        && flink.getFlinkMaster().equals(EMBEDDED)
        && !flink.isStreaming()) {
      flink.setParallelism(Runtime.getRuntime().availableProcessors());
    }
    if (flink.getFlinkMaster().equals(AROUND)) {
      flink.setAttachedMode(false);
    }
    // F10, F28: as fast as copying faster, and exact.
    flink.setObjectReuse(true);
    if (!flink.isStreaming()) {
      // F23, F24: counts are data here, never metrics.
      flink.setDisableMetrics(true);
    }
  }

  @Override
  public boolean isChosen() {
    return chosen;
  }

  /** What Beam was told. */
  PipelineOptions options() {
    return options;
  }

  /** Whether the work is done in this Java machine, so that its progress can be seen. */
  boolean isEmbedded() {
    return !options.getRunner().equals(FlinkRunner.class)
        || options.as(FlinkPipelineOptions.class).getFlinkMaster().equals(EMBEDDED);
  }

  private boolean isAround() {
    return options.getRunner().equals(FlinkRunner.class)
        && options.as(FlinkPipelineOptions.class).getFlinkMaster().equals(AROUND);
  }

  /**
   * Looks whether Flink has loaded this program, where it is to run on that Flink.
   *
   * @throws SettingsException where it has not: the job would end with this process
   */
  public void requireFlinkAround() {
    if (isAround() && Engine.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
      throw new SettingsException(
          "--flinkMaster=[auto] is for the application of a JobManager; from here, name a host");
    }
  }

  /**
   * Runs the journey to its end. On a cluster a lost worker costs a retry, not the job (F32).
   *
   * @throws SettingsException where nobody could wait for its end
   * @throws IOException where a temporary folder cannot be written
   */
  void run(EventFlow flow) throws IOException {
    if (isAround()) {
      throw new SettingsException("--flinkMaster=[auto] is for jobs over topics");
    }
    finish(flow, isEmbedded() ? 0 : RESTARTS);
  }

  /**
   * Runs a pass over stored events to its end, in the same way.
   *
   * @throws SettingsException where nobody could wait for its end
   */
  @Override
  public void run(PassFlow flow) throws IOException {
    if (isAround()) {
      throw new SettingsException("--flinkMaster=[auto] is for jobs over topics");
    }
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
    PipelineResult.State state;
    try {
      PipelineResult result =
          options.getRunner().equals(FlinkRunner.class)
              ? FlinkLaunch.run(pipeline, restarts, DELAY)
              : pipeline.run();
      if (isAround()) {
        // The JobManager lives as long as the job does, and says itself what becomes of it.
        return;
      }
      state = result.waitUntilFinish();
    } catch (RuntimeException failed) {
      if (Throwables.getCausalChain(failed).stream()
          .noneMatch(JobCancellationException.class::isInstance)) {
        throw failed;
      }
      // Who cancels a job, with a savepoint or without, has what he wants.
      state = PipelineResult.State.CANCELLED;
    }
    if (state != PipelineResult.State.DONE && state != PipelineResult.State.CANCELLED) {
      throw new IllegalStateException("the engine ended with the state " + state);
    }
  }
}
