package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
  @TempDir Path folder;

  @Test
  void aJobRunsWithTheClassesThatItBrings() throws Exception {
    try (LocalCluster cluster = LocalCluster.start(folder.resolve("flink"), 2, 1)) {
      Path out = Files.createDirectory(folder.resolve("out"));
      Pipeline pipeline = Pipeline.create(options(cluster));
      pipeline
          .apply("Words", Create.of("a", "b", "a"))
          .apply("Count", Count.perElement())
          .apply("Write", ParDo.of(new WriteCount(out.toString())));
      assertEquals(PipelineResult.State.DONE, pipeline.run().getState());
      assertEquals("2", Files.readString(out.resolve("a")));
      assertEquals("1", Files.readString(out.resolve("b")));
      assertEquals(
          "FINISHED",
          cluster.rest("/jobs/overview").path("jobs").path(0).path("state").textValue());
    }
  }

  private static FlinkPipelineOptions options(LocalCluster cluster) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(cluster.master());
    options.setFilesToStage(LocalCluster.filesToStage());
    options.setParallelism(2);
    return options;
  }

  private static final class WriteCount extends DoFn<KV<String, Long>, Void> {
    private final String out;

    private WriteCount(String out) {
      this.out = out;
    }

    @ProcessElement
    public void process(@Element KV<String, Long> count) throws Exception {
      Files.writeString(Path.of(out, count.getKey()), count.getValue().toString());
    }
  }
}
