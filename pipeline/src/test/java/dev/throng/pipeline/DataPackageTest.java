package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.DataPackages;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.run.BatchRun;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.RunListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each folder of CSV describes itself, whenever and by whichever run its files came. */
class DataPackageTest {
  private static final String FOLDER = "aggregates/by_city/";
  private static final String CITIES = FOLDER + "datapackage.json";

  @TempDir Path folder;
  private JobSite site;

  @BeforeEach
  void input() throws IOException {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", Inputs.file(Inputs.lines(11, 1_000, 30, 100)));
  }

  @Test
  void everyFolderOfTablesIsDescribed() throws IOException {
    Written written = site.run("in.ndjson", "out", JobSite.WHOLE, "--parallelism=2");
    List<String> folders = folders(written.aggregates());
    assertEquals(folders, folders(written.packages()));
    folders.forEach(
        name -> PackageReader.requireWhole(written, "aggregates/" + name + "/datapackage.json"));
    Map<String, JsonNode> fields = new HashMap<>();
    PackageReader.schema(written, FOLDER, PackageReader.requireWhole(written, CITIES).get(0))
        .path("fields")
        .forEach(field -> fields.put(field.path("name").textValue(), field));
    assertTrue(described(fields, "unique_people").contains("Does not add up"));
    assertTrue(described(fields, "city").contains("(other)"));
    assertTrue(
        PackageReader.json(written, CITIES)
            .path("description")
            .textValue()
            .contains("at least 5 people"));
  }

  @Test
  void daysThatCameOneAfterTheOtherAreDescribedAsIfTheyCameTogether() throws IOException {
    Written together = site.run("in.ndjson", "together", JobSite.WHOLE, "--parallelism=2");
    days("apart", "2026-06-02", "2026-06-03");
    SortedMap<String, String> second = days("apart", "2026-06-01", "2026-06-02").packages();
    // Weeks do not lie within a day, so these runs have none of them.
    assertTrue(second.containsKey(CITIES));
    second.forEach((place, text) -> assertEquals(together.packages().get(place), text, place));
    assertEquals(second, days("apart", "2026-06-01", "2026-06-02").packages());
  }

  @Test
  void filesOfAnOlderFormKeepTheirOwn() throws IOException {
    days("out", "2026-06-01", "2026-06-02");
    site.put(
        "out/aggregates/by_city/2026-05-01.csv",
        "window_start,window_end,city,visits\n2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,Rome,7\n"
            .getBytes(StandardCharsets.UTF_8));
    // The report loses a measure.
    site =
        new JobSite(
            folder,
            site.reports()
                .replaceFirst(
                    "(name: by_city[\\s\\S]*?measures: )\\[events, unique_people]", "$1[events]"),
            site.limits());
    Written written = days("out", "2026-06-02", "2026-06-03");
    List<String> described = new ArrayList<>();
    for (JsonNode resource : PackageReader.requireWhole(written, CITIES)) {
      List<String> types = new ArrayList<>();
      PackageReader.schema(written, FOLDER, resource)
          .path("fields")
          .forEach(field -> types.add(field.path("type").textValue()));
      described.add(resource.path("name").textValue() + types);
    }
    assertEquals(
        List.of(
            "by_city-2026-05-01[any, any, any, any]",
            "by_city-2026-06-01[datetime, datetime, string, string, string, integer, integer]",
            "by_city-2026-06-02[datetime, datetime, string, string, string, integer]"),
        described);
    // A package that somebody broke is made anew from the files.
    site.put("out/" + CITIES, "{".getBytes(StandardCharsets.UTF_8));
    assertEquals(written.packages(), days("out", "2026-06-02", "2026-06-03").packages());
  }

  @Test
  void whatIsDeletedIsForgotten() throws IOException {
    Written before = site.run("in.ndjson", "out", JobSite.WHOLE, "--parallelism=2");
    assertEquals(2, PackageReader.requireWhole(before, CITIES).size());
    Path cities = folder.resolve("out/" + FOLDER);
    Files.delete(cities.resolve("2026-06-01.csv"));
    DataPackages.forgetDeleted(cities.toString());
    assertEquals(1, PackageReader.requireWhole(site.written("out"), CITIES).size());
    assertEquals(
        site.written("out").packages(), days("out", "2026-06-02", "2026-06-03").packages());
    Files.delete(cities.resolve("2026-06-02.csv"));
    DataPackages.forgetDeleted(cities.toString());
    try (Stream<Path> left = Files.list(cities)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void otherFormatsHaveNone() throws IOException {
    site.job("in.ndjson", "out");
    Path file = folder.resolve("parquet.yaml");
    Files.writeString(
        file,
        site.text("in.ndjson", "out", "file:master.key").replace("format: csv", "format: parquet"));
    run(file, RunRange.EVERYTHING);
    assertFalse(site.written("out").aggregates().isEmpty());
    assertTrue(site.written("out").packages().isEmpty());
  }

  private static List<String> folders(SortedMap<String, String> files) {
    return files.keySet().stream().map(file -> file.split("/", -1)[1]).distinct().toList();
  }

  private static String described(Map<String, JsonNode> fields, String name) {
    return fields.get(name).path("description").textValue();
  }

  private Written days(String out, String from, String until) throws IOException {
    site.job("in.ndjson", out);
    run(
        folder.resolve(out + ".yaml"),
        RunRange.wholeDays(
            Instant.parse(from + "T00:00:00Z"), Instant.parse(until + "T00:00:00Z")));
    return site.written(out);
  }

  private static void run(Path job, RunRange range) throws IOException {
    new BatchRun(
            JobFile.read(job.toString(), Instant.parse("2026-06-10T00:00:00Z")),
            range,
            Engine.of("--parallelism=2"),
            RunListener.NONE)
        .run();
  }
}
