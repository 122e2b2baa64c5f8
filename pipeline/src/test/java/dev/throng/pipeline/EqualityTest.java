package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.bench.PlainRuns;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Commit;
import dev.throng.pipeline.publish.Manifest;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One input gives one result, however it lies in files, is cut, and is run (law 4). */
class EqualityTest {
  private static final long SEED = 20260601;

  private static final String RESEARCH =
      "recipient: tests, k: 3, diversity: {of: category, least: 2}, quasi_identifiers:"
          + " [[country, region, city], [hour, minute], [browser, browser_version], [event_type]]";

  @TempDir static Path folder;
  private static JobSite site;
  private static List<byte[]> lines;
  private static Written whole;

  @BeforeAll
  static void oneRunInOneSplit() throws IOException {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS, RESEARCH);
    lines = Inputs.lines(SEED, 20_000, 900, 400);
    site.put("in.ndjson", Inputs.file(lines));
    whole = site.run("in.ndjson", "whole", JobSite.WHOLE, "--parallelism=2");
  }

  @Test
  void thereIsSomethingToCompare() throws IOException {
    assertEquals(lines.size(), whole.manifest().path("records_read").intValue());
    assertEquals(10, whole.manifest().path("rejected").size(), "reasons of rejections");
    assertEquals(8, whole.manifest().path("reports").size());
    for (var report : whole.manifest().path("reports")) {
      assertTrue(report.path("rows_released").intValue() > 0, report.toString());
    }
    assertEquals(whole.manifest().path("events_kept").intValue(), whole.events().size());
    assertEquals(List.of(), whole.staged());
  }

  @Test
  void smallSplitsInThreeThreads() throws IOException {
    assertSame(whole, site.run("in.ndjson", "small", 1 << 20, "--parallelism=3"));
  }

  @Test
  void oddSplitsInOneThread() throws IOException {
    assertSame(whole, site.run("in.ndjson", "odd", 3_000_001, "--parallelism=1"));
  }

  @Test
  void shuffledLinesInSeveralFilesAndOneOfThemCompressed() throws IOException {
    List<byte[]> shuffled = Inputs.shuffled(lines, SEED);
    int third = shuffled.size() / 3;
    site.put("parts/a.ndjson", Inputs.file(shuffled.subList(0, third)));
    site.put("parts/b.ndjson.gz", gzip(Inputs.file(shuffled.subList(third, 2 * third))));
    site.put("parts/c.ndjson", Inputs.file(shuffled.subList(2 * third, shuffled.size())));
    Written parts = site.run("parts/*", "parts-out", 2 << 20, "--parallelism=2");
    assertSameBut(whole, parts);
    assertEquals(whole.rejectionReasons(), parts.rejectionReasons());
  }

  @Test
  void thePlainLoop() throws Exception {
    Job job = site.job("in.ndjson", "plain");
    Staging staging = Staging.ofNewRun();
    WorkerSettings settings =
        new WorkerSettings(
            job, RunRange.EVERYTHING, ReleaseCalendar.NOTHING, staging, LedgerFiles.NONE, 5);
    Summary summary = PlainRuns.run(settings, InputFiles.splits(job.events(), 1 << 20), 2);
    Manifest manifest =
        new Manifest(
            Manifest.Status.DONE,
            new Manifest.Job("plain", Map.of(), List.of()),
            summary,
            new Manifest.Run(staging.run(), Instant.EPOCH, Instant.EPOCH));
    new Commit(staging, job.outputs().places(), manifest, RunRange.EVERYTHING.replaced(), List.of())
        .run();
    Written plain = site.written("plain");
    assertEquals(whole.aggregates(), plain.aggregates());
    assertEquals(whole.events(), plain.events());
    assertEquals(whole.rejections(), plain.rejections());
  }

  @Test
  void theDirectRunnerWithAllItsChecks() throws IOException {
    site.put("little.ndjson", Inputs.file(Inputs.lines(SEED + 1, 1_500, 60, 100)));
    Written flink = site.run("little.ndjson", "little-flink", 200_000, "--parallelism=2");
    Written direct =
        site.run(
            "little.ndjson",
            "little-direct",
            200_000,
            "--runner=DirectRunner",
            "--targetParallelism=3");
    assertSame(flink, direct);
    assertFalse(direct.aggregates().isEmpty());
  }

  @Test
  void aRunOverItselfChangesNothing() throws IOException {
    Written first = site.run("in.ndjson", "again", 5 << 20, "--parallelism=2");
    Written second = site.run("in.ndjson", "again", 2 << 20, "--parallelism=2");
    assertSame(whole, first);
    assertSame(whole, second);
  }

  private static void assertSame(Written expected, Written actual) {
    assertSameBut(expected, actual);
    assertEquals(expected.rejections(), actual.rejections());
  }

  /** All but where rejected records lie. */
  private static void assertSameBut(Written expected, Written actual) {
    assertEquals(expected.aggregates(), actual.aggregates());
    assertEquals(expected.packages(), actual.packages());
    assertEquals(expected.comparableManifest(), actual.comparableManifest());
    assertEquals(expected.events(), actual.events());
    assertEquals(List.of(), actual.staged());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
