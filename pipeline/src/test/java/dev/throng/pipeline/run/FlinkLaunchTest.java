package dev.throng.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkLaunchTest {
  private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  @TempDir Path folder;
  private Path started;
  private Path gate;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    started = Files.createDirectory(folder.resolve("started"));
    gate = folder.resolve("gate");
    out = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void aJobOutlivesATaskManagerThatIsKilled() throws Exception {
    try (LocalCluster cluster = LocalCluster.start(folder.resolve("flink"), 2, 1)) {
      FlinkPipelineOptions options = options(cluster.master());
      options.setFilesToStage(LocalCluster.filesToStage());
      CompletableFuture<PipelineResult.State> job =
          CompletableFuture.supplyAsync(() -> run(pipeline(options), 20, Duration.ofSeconds(1)));
      // Both work, and neither gets on.
      awaitStarted(job, 2);
      assertEquals(
          Stream.of(cluster.pid(0), cluster.pid(1)).map(String::valueOf).sorted().toList(),
          names(started));
      cluster.killTaskManager(0);
      cluster.startTaskManager();
      awaitStarted(job, 3);
      assertTrue(Files.exists(started.resolve(String.valueOf(cluster.pid(2)))));
      Files.createFile(gate);
      assertEquals(PipelineResult.State.DONE, job.get(3, TimeUnit.MINUTES));
      assertEquals(List.of("even-4", "odd-4"), names(out));
    }
  }

  @Test
  void theEmbeddedEngineTriesAgain() {
    Pipeline pipeline = Pipeline.create(options("[local]"));
    pipeline.apply(Create.of(1)).apply(ParDo.of(new FailsOnce(gate.toString())));
    assertEquals(PipelineResult.State.DONE, run(pipeline, 1, Duration.ZERO));
    assertTrue(Files.exists(gate));
  }

  @Test
  void withoutRestartsTheFirstFailureIsTheLast() {
    Pipeline pipeline = Pipeline.create(options("[local]"));
    pipeline.apply(Create.of(1)).apply(ParDo.of(new FailsOnce(gate.toString())));
    assertThrows(RuntimeException.class, () -> run(pipeline, 0, Duration.ZERO));
    assertTrue(Files.exists(gate));
  }

  @Test
  void refusesWhatIsNoStrategy() {
    Pipeline pipeline = Pipeline.create(options("[local]"));
    assertThrows(
        IllegalArgumentException.class, () -> FlinkLaunch.run(pipeline, -1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> FlinkLaunch.run(pipeline, 1, Duration.ofMillis(-1)));
  }

  private static PipelineResult.State run(Pipeline pipeline, int restarts, Duration delay) {
    try {
      return FlinkLaunch.run(pipeline, restarts, delay).getState();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static FlinkPipelineOptions options(String master) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(master);
    options.setParallelism(2);
    return options;
  }

  private Pipeline pipeline(FlinkPipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Numbers", Create.of(NUMBERS))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Wait", ParDo.of(new WaitAtGate(started.toString(), gate.toString())))
        .apply("Count", Count.perElement())
        .apply("Write", ParDo.of(new WriteName(out.toString())));
    return pipeline;
  }

  private void awaitStarted(CompletableFuture<?> job, int processes) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (names(started).size() < processes) {
      assertTrue(System.nanoTime() < end, "Too few processes work in time.");
      if (job.isDone()) {
        job.get();
      }
      Thread.sleep(50);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Says which process works, and goes on when the gate is open. */
  private static final class WaitAtGate extends DoFn<Integer, String> {
    private final String started;
    private final String gate;

    private WaitAtGate(String started, String gate) {
      this.started = started;
      this.gate = gate;
    }

    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<String> out) throws Exception {
      Path mark = Path.of(started, String.valueOf(ProcessHandle.current().pid()));
      if (!Files.exists(mark)) {
        Files.createFile(mark);
      }
      while (!Files.exists(Path.of(gate))) {
        Thread.sleep(50);
      }
      out.output(number % 2 == 0 ? "even" : "odd");
    }
  }

  private static final class WriteName extends DoFn<KV<String, Long>, Void> {
    private final String out;

    private WriteName(String out) {
      this.out = out;
    }

    @ProcessElement
    public void process(@Element KV<String, Long> count) throws IOException {
      Files.writeString(Path.of(out, count.getKey() + "-" + count.getValue()), "");
    }
  }

  private static final class FailsOnce extends DoFn<Integer, Void> {
    private final String mark;

    private FailsOnce(String mark) {
      this.mark = mark;
    }

    @ProcessElement
    public void process() throws IOException {
      if (!Files.exists(Path.of(mark))) {
        Files.createFile(Path.of(mark));
        throw new IllegalStateException("The first attempt fails on demand.");
      }
    }
  }
}
