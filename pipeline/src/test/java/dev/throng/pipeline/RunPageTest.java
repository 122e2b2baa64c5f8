package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that a job writes when it is done. */
class RunPageTest {
  @TempDir Path folder;
  private JobSite site;

  @BeforeEach
  void input() throws IOException {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", Inputs.file(Inputs.lines(11, 1_000, 30, 100)));
  }

  @Test
  void itShowsAllThatTheFolderHolds() throws IOException {
    run("out/report.html");
    Written first = site.written("out");
    JsonNode data = data(first);
    assertEquals("site", data.path("title").textValue());
    assertEquals(
        first.manifest().path("records_read").longValue(),
        data.path("runs").path(0).path("records_read").longValue());
    JsonNode cities = report(data, "by_city");
    assertEquals(2, cities.path("windows").size());
    // The run tells of the reports that it wrote.
    assertTrue(data.path("runs").path(0).path("reports").has("by_city"), "no word of the report");
    assertEquals(List.of(), first.staged());

    // A day of an earlier run stays in the page of a later one.
    site.put(
        "out/aggregates/by_city/2026-05-31.csv",
        "window_start,window_end,country,region,city,events,unique_people\n"
            .getBytes(StandardCharsets.UTF_8));
    run("out/report.html");
    assertEquals(3, report(data(site.written("out")), "by_city").path("windows").size());
    Files.delete(folder.resolve("out/aggregates/by_city/2026-05-31.csv"));
    run("out/report.html");
    assertArrayEquals(
        first.files().get("report.html"), site.written("out").files().get("report.html"));
  }

  @Test
  void theRunIsDoneWhereThePageCannotBeWritten() throws IOException {
    site.put("out/wall", "a file where a folder should be".getBytes(StandardCharsets.UTF_8));
    String said = assertThrows(IOException.class, () -> run("out/wall/report.html")).getMessage();
    assertTrue(said.contains("the run is done"), said);
    assertTrue(said.contains("out/wall/report.html could not be written"), said);
    Written written = site.written("out");
    assertEquals("done", written.manifest().path("status").textValue());
    assertFalse(written.aggregates().isEmpty());
    assertEquals(List.of(), written.staged());
  }

  @Test
  void aRefusedRunLeavesThePageAsItIs() throws IOException {
    run("out/report.html");
    Written before = site.written("out");
    site.put("in.ndjson", Inputs.file(Inputs.lines(11, 500, 30, 4)));
    run("out/report.html");
    Written refused = site.written("out");
    assertEquals("refused", refused.manifest().path("status").textValue());
    assertArrayEquals(before.files().get("report.html"), refused.files().get("report.html"));
  }

  private void run(String report) throws IOException {
    site.job("in.ndjson", "out");
    Path file = folder.resolve("with-page.yaml");
    Files.writeString(
        file,
        site.text("in.ndjson", "out", "file:master.key")
            .replace("  manifest:", "  report: " + report + "\n  manifest:"));
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    SplitRuns.run(job, Engine.of("--parallelism=2"), JobSite.WHOLE);
  }

  private static JsonNode data(Written written) throws IOException {
    String page = new String(written.files().get("report.html"), StandardCharsets.UTF_8);
    String start = "<script type=\"application/json\" id=\"data\">";
    int at = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(at, page.indexOf("</script>", at)));
  }

  private static JsonNode report(JsonNode data, String name) {
    for (JsonNode report : data.path("reports")) {
      if (report.path("name").textValue().equals(name)) {
        return report;
      }
    }
    throw new AssertionError("no report " + name);
  }
}
