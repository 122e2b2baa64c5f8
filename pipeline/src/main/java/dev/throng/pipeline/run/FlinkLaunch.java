package dev.throng.pipeline.run;

import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.java.RemoteEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Runs a pipeline on Flink, embedded or on a cluster, so that it goes on when a worker is lost.
 *
 * <p>In batch Beam ignores {@code numberOfExecutionRetries} (F32), and Flink fails a job with its
 * first failed task unless a strategy says otherwise. Beam does take over a Flink configuration
 * from {@code flinkConfDir}; there a strategy serves the embedded engine and streaming, but from a
 * batch job that goes to a cluster Flink 1.19 drops it. So such a job is run in an environment that
 * is made here, as Flink's own command line does.
 */
public final class FlinkLaunch {
  private static final String DEFAULT_MASTER = "[auto]";
  private static final int DEFAULT_PORT = 8081;

  private FlinkLaunch() {}

  /**
   * Runs {@code pipeline}, whose options must be those of Flink's runner, and in attached mode
   * waits for its end. Each failure of a task, whatever its cause, restarts what depends on it;
   * this goes before the cluster's own strategy. A TaskManager is not brought back: without free
   * slots the job waits for one, as long as the cluster's {@code slot.request.timeout} says.
   *
   * <p>Until the cluster has noticed that a TaskManager is lost (two heartbeats, so 20 seconds
   * unless it is set otherwise), it may send restarted tasks there again, and each of them is a
   * failure: {@code restarts} times {@code delay} should be well above that.
   *
   * <p>A strategy in a Flink configuration of the user ({@code flinkConfDir} or {@code
   * FLINK_CONF_DIR}) counts for the embedded engine and streaming, in the place of this one. One
   * batch job at a time: Flink keeps the environment of a launch in a static field.
   *
   * @param restarts failures that the job outlives, 0 or more
   * @param delay time between a failure and the restart, not negative
   * @throws RuntimeException if the job fails; it and its causes may quote data (F22)
   * @throws IOException if a temporary folder cannot be written
   */
  public static PipelineResult run(Pipeline pipeline, int restarts, Duration delay)
      throws IOException {
    if (restarts < 0 || delay.isNegative()) {
      throw new IllegalArgumentException("Neither restarts nor their delay can be negative.");
    }
    FlinkPipelineOptions options = pipeline.getOptions().as(FlinkPipelineOptions.class);
    if (options.isStreaming()
        || options.getUseDataStreamForBatch()
        || options.getFlinkMaster().startsWith("[")) {
      configure(options, restarts, delay);
      return pipeline.run();
    }
    return runBatchOnCluster(pipeline, options, restarts, delay);
  }

  private static PipelineResult runBatchOnCluster(
      Pipeline pipeline, FlinkPipelineOptions options, int restarts, Duration delay) {
    String master = options.getFlinkMaster();
    List<String> given = options.getFilesToStage();
    if (given == null) {
      options.setFilesToStage(
          PipelineResources.detectClassPathResourcesToStage(
              FlinkRunner.class.getClassLoader(), options));
    }
    PipelineResources.prepareFilesForStaging(options);
    String folder = options.getFlinkConfDir();
    Configuration configuration =
        folder == null || folder.isEmpty()
            ? GlobalConfiguration.loadConfiguration()
            : GlobalConfiguration.loadConfiguration(folder);
    HostAndPort place =
        HostAndPort.fromString(master.strip().replaceFirst("^https?://", ""))
            .withDefaultPort(DEFAULT_PORT);
    String[] jars = options.getFilesToStage().toArray(String[]::new);
    Environment environment = new Environment(place, configuration, jars, restarts, delay);
    // With this master Beam takes the environment that it is given.
    options.setFlinkMaster(DEFAULT_MASTER);
    environment.enter();
    try {
      return pipeline.run();
    } finally {
      Environment.leave();
      options.setFlinkMaster(master);
    }
  }

  private static void configure(FlinkPipelineOptions options, int restarts, Duration delay)
      throws IOException {
    String chosen = options.getFlinkConfDir();
    // The Flink that this process belongs to has its own.
    if (options.getFlinkMaster().equals(DEFAULT_MASTER)
        || (chosen != null && !chosen.isEmpty())
        || System.getenv("FLINK_CONF_DIR") != null) {
      return;
    }
    Path folder = Files.createTempDirectory("throng-flink");
    folder.toFile().deleteOnExit();
    Path file = folder.resolve("config.yaml");
    file.toFile().deleteOnExit();
    List<String> lines =
        restarts == 0
            ? List.of("restart-strategy.type: none", "")
            : List.of(
                "restart-strategy.type: fixed-delay",
                "restart-strategy.fixed-delay.attempts: " + restarts,
                "restart-strategy.fixed-delay.delay: " + delay.toMillis() + " ms",
                "");
    Files.writeString(file, String.join("\n", lines));
    options.setFlinkConfDir(folder.toString());
  }

  /** A cluster that the next pipeline of this thread runs on. */
  @SuppressWarnings(
      "deprecation") // The whole DataSet interface is, and Beam's batch is built on it.
  private static final class Environment extends RemoteEnvironment {
    private Environment(
        HostAndPort place,
        Configuration configuration,
        String[] jars,
        int restarts,
        Duration delay) {
      super(place.getHost(), place.getPort(), configuration, jars);
      setRestartStrategy(
          restarts == 0
              ? RestartStrategies.noRestart()
              : RestartStrategies.fixedDelayRestart(restarts, delay.toMillis()));
    }

    private void enter() {
      initializeContextEnvironment(() -> this);
    }

    private static void leave() {
      resetContextEnvironment();
    }
  }
}
