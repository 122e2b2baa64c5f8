package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a newcomer sees first. */
class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void theSamplesGoThroughTheWholeJourney() throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    assertEquals(0, command.execute("demo", "--out", folder.toString()), err::toString);
    for (String name :
        List.of("web-server/run.json", "marketplace/run.json", "public-internal/run.json")) {
      JsonNode manifest =
          JsonMapper.builder().build().readTree(folder.resolve("out").resolve(name).toFile());
      assertEquals("done", manifest.path("status").textValue());
      long sum = manifest.path("events_kept").longValue();
      for (String fate : List.of("dropped", "rejected")) {
        for (JsonNode count : manifest.path(fate)) {
          sum += count.longValue();
        }
      }
      assertTrue(sum > 1_000);
      assertEquals(manifest.path("records_read").longValue(), sum, name);
    }
    String page = Files.readString(folder.resolve("report.html"));
    for (String report :
        List.of("marketplace/traffic_by_city", "web-server/pages", "public/visits_by_country")) {
      assertTrue(page.contains("{\"name\":\"" + report + "\""), report);
    }
    assertTrue(out.toString().contains(folder.resolve("report.html").toString()), out::toString);
    // Nothing travels with what third parties get.
    try (Stream<Path> files = Files.walk(folder.resolve("out/public"))) {
      List<String> found = new ArrayList<>();
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.resolve("out/public").relativize(file).toString())
          .map(file -> file.replaceFirst("schema-[0-9a-f]{8}", "schema"))
          .sorted()
          .forEach(found::add);
      assertEquals(
          List.of(
              "aggregates/visits_by_country/2026-06-01.csv",
              "aggregates/visits_by_country/2026-06-08.csv",
              "aggregates/visits_by_country/2026-06-15.csv",
              "aggregates/visits_by_country/2026-06-22.csv",
              // What the columns mean, which whoever gets the tables is to know.
              "aggregates/visits_by_country/datapackage.json",
              "aggregates/visits_by_country/schema.json"),
          found);
    }
  }
}
