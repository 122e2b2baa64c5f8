package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real job on a cluster of two workers, each a process of its own: shared out, and outlived. */
class ClusterTest {
  private static final int FILES = 24;

  /** Once for those who unsubscribed, and once for all. */
  private static final int READINGS = 2;

  private static final int LINES = 800;
  private static final int ALL = 10_000;
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static JobSite site;
  private static Path in;
  private static Written embedded;
  private static LocalCluster cluster;

  @BeforeAll
  static void theSameJobInThisProcess() throws Exception {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    in = folder.resolve("in");
    List<byte[]> lines = Inputs.lines(5, FILES * LINES, 900, 500);
    int step = lines.size() / FILES + 1;
    for (int file = 0; file < FILES; file++) {
      List<byte[]> some = lines.subList(file * step, Math.min(lines.size(), (file + 1) * step));
      site.put("in/" + (char) ('a' + file) + ".ndjson", Inputs.file(some));
    }
    GatedFiles.reset(in, ALL);
    embedded = site.run("gated://" + in + "/*", "embedded", JobSite.WHOLE, "--parallelism=2");
    cluster = LocalCluster.start(folder.resolve("flink"), 2, 1);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void bothWorkersTakeTheirShare() throws Exception {
    cluster.awaitTaskManagers(2);
    GatedFiles.reset(in, FILES);
    CompletableFuture<Written> job = start("shared");
    // All are read a first time; then neither begins before the other is there.
    awaitOpeners(job, FILES + 2);
    GatedFiles.permit(in, ALL);
    assertSame(embedded, job.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(READINGS * FILES, GatedFiles.openers(in).size());
    List<String> openers = GatedFiles.openers(in, FILES);
    Multiset<String> shares = HashMultiset.create(openers);
    assertEquals(2, shares.elementSet().size());
    shares
        .elementSet()
        .forEach(worker -> assertTrue(shares.count(worker) >= FILES / 3, shares.toString()));
  }

  @Test
  void aKilledWorkerCostsNoRowAndDoublesNone() throws Exception {
    cluster.awaitTaskManagers(2);
    GatedFiles.reset(in, FILES);
    CompletableFuture<Written> job = start("killed");
    awaitOpeners(job, FILES + 2);
    GatedFiles.permit(in, FILES + FILES / 4);
    // All are read a first time and some splits are done, and both workers wait for the next.
    awaitOpeners(job, FILES + FILES / 4 + 2);
    Set<String> workers = new TreeSet<>(GatedFiles.openers(in));
    assertEquals(2, workers.size());
    assertTrue(site.written("killed").staged().size() >= FILES / 4, "staged files");
    cluster.killTaskManager(0);
    cluster.startTaskManager();
    GatedFiles.permit(in, ALL);
    assertSame(embedded, job.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
    assertTrue(GatedFiles.openers(in).size() > READINGS * FILES, "nothing was done again");
  }

  /** As a user starts it, but for jars of which the cluster has its own. */
  private static CompletableFuture<Written> start(String out) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return site.run(
                "gated://" + in + "/*",
                out,
                JobSite.WHOLE,
                "--runner=FlinkRunner",
                "--flinkMaster=" + cluster.master(),
                "--parallelism=2",
                "--filesToStage=" + String.join(",", LocalCluster.filesToStage()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void awaitOpeners(CompletableFuture<?> job, int openers) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (GatedFiles.openers(in).size() < openers) {
      assertTrue(
          System.nanoTime() < end, () -> "Only these splits are begun in time: " + openersNow());
      if (job.isDone()) {
        job.get();
      }
      Thread.sleep(50);
    }
  }

  private static List<String> openersNow() {
    try {
      return GatedFiles.openers(in, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSame(Written expected, Written actual) {
    assertEquals(expected.aggregates(), actual.aggregates());
    assertEquals(expected.packages(), actual.packages());
    assertEquals(expected.comparableManifest(), actual.comparableManifest());
    assertEquals(expected.events(), actual.events());
    assertEquals(expected.rejections(), actual.rejections());
    assertEquals(List.of(), actual.staged());
  }
}
