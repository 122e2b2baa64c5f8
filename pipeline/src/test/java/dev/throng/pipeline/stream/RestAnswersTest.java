package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.LocalCluster;
import dev.throng.pipeline.run.FlinkLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would tell of a person is found wherever Flink would show it. */
class RestAnswersTest {
  private static final String STEP = "step-of-anna";
  private static final String METRIC = "metric-of-anna";
  private static final String THREAD = "thread-of-anna";
  private static final String PRINT = "print-of-anna";
  private static final String FAILURE = "failure-of-anna";

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void whatIsPlantedIsFound() throws Exception {
    Path gate = folder.resolve("gate");
    try (LocalCluster cluster = LocalCluster.start(folder.resolve("flink"), 1, 1)) {
      CompletableFuture<Void> job =
          CompletableFuture.runAsync(() -> run(pipeline(cluster.master(), gate)));
      awaitNamed(cluster, "/jobs/[0-9a-f]+/plan: " + STEP);
      awaitNamed(cluster, "/jobs/[0-9a-f]+/vertices/[0-9a-f]+/.*metrics.*: " + METRIC);
      awaitNamed(cluster, "/taskmanagers/[^/]+/thread-dump: " + THREAD);
      awaitNamed(cluster, "/taskmanagers/[^/]+/stdout: " + PRINT);
      Files.createFile(gate);
      assertThrows(ExecutionException.class, () -> job.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
      awaitNamed(cluster, "/jobs/[0-9a-f]+/exceptions\\?.*: " + FAILURE);
      awaitNamed(cluster, "/taskmanagers/[^/]+/log: " + FAILURE);
    }
  }

  private static void awaitNamed(LocalCluster cluster, String place) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    List<String> all = List.of(STEP, METRIC, THREAD, PRINT, FAILURE);
    List<String> named = RestAnswers.of(cluster).naming(all);
    while (named.stream().noneMatch(found -> found.matches(place))) {
      assertTrue(System.nanoTime() < end, place + " is not among " + named);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      named = RestAnswers.of(cluster).naming(all);
    }
  }

  private static Pipeline pipeline(String master, Path gate) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(master);
    options.setParallelism(1);
    // Counts are told at the end of a bundle.
    options.setStreaming(true);
    options.setMaxBundleSize(1L);
    options.setFilesToStage(LocalCluster.filesToStage());
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(List.of(false, true)))
        .apply(STEP, ParDo.of(new Tells(gate.toString())));
    return pipeline;
  }

  private static void run(Pipeline pipeline) {
    try {
      FlinkLaunch.run(pipeline, 0, Duration.ZERO);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Tells in every way that a step has, and fails at its last element, when the gate is open. */
  private static final class Tells extends DoFn<Boolean, Boolean> {
    private final String gate;

    Tells(String gate) {
      this.gate = gate;
    }

    @ProcessElement
    public void tell(@Element Boolean last) {
      Metrics.counter(Tells.class, METRIC).inc();
      System.out.println(PRINT);
      if (!last) {
        return;
      }
      Thread.currentThread().setName(THREAD);
      while (!Files.exists(Path.of(gate))) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      throw new IllegalStateException(FAILURE);
    }
  }
}
