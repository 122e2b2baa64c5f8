package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a real cluster, with Flink's own jars only, go through what is stored. */
class RightsOnClusterTest {
  @TempDir Path folder;

  @Test
  void whoIsErasedIsGone() throws Exception {
    RightsSite site = new RightsSite(Files.createDirectories(folder.resolve("site")), "parquet");
    site.run("job");
    try (LocalCluster cluster = LocalCluster.start(folder.resolve("flink"), 2, 1)) {
      String[] runner = {
        "--runner=FlinkRunner",
        "--flinkMaster=" + cluster.master(),
        "--parallelism=2",
        "--filesToStage=" + String.join(",", LocalCluster.filesToStage())
      };
      assertEquals(0, subject(site, "access", runner), site.shell::err);
      assertEquals(3, site.shell.out().lines().count());
      assertEquals(0, subject(site, "erase", runner), site.shell::err);
      assertEquals(3, site.count("rows_removed"));
      assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
      assertEquals(0, subject(site, "erase", runner), site.shell::err);
      assertEquals(0, site.count("files_changed"));
    }
  }

  private static int subject(RightsSite site, String what, String... runner) {
    String[] arguments = new String[runner.length + 5];
    System.arraycopy(
        new String[] {"subject", what, site.job("job"), "--user", ANNA}, 0, arguments, 0, 5);
    System.arraycopy(runner, 0, arguments, 5, runner.length);
    return site.shell.throng(arguments);
  }
}
