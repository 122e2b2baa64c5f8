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
        List.of(
            "web-server/run.json",
            "marketplace/run.json",
            "public-internal/run.json",
            "sellers-internal/run.json")) {
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
    assertEquals(
        List.of(
            "aggregates/visits_by_country/2026-06-01.csv",
            "aggregates/visits_by_country/2026-06-08.csv",
            "aggregates/visits_by_country/2026-06-15.csv",
            "aggregates/visits_by_country/2026-06-22.csv",
            // What the columns mean, which whoever gets the tables is to know.
            "aggregates/visits_by_country/datapackage.json",
            "aggregates/visits_by_country/schema.json"),
        files("out/public"));
    List<String> ofSellers =
        files("out/sellers").stream().filter(file -> file.endsWith(".csv")).toList();
    assertTrue(ofSellers.size() >= 1, "what all looked at last is nobody's secret");
    for (String file : ofSellers) {
      assertTrue(
          file.matches("aggregates/last_viewed/2026-06\\.[-\\w]{22}/2026-06-01\\.csv"), file);
    }
    researchIsAlike();
    assertEquals(0, command.execute("audit", folder.resolve("out").toString()), out::toString);
  }

  /** Rows of the extract stand for at least 20 events, and there are some for each day. */
  private void researchIsAlike() throws IOException {
    List<String> days =
        files("out/research").stream().filter(file -> file.endsWith(".csv")).toList();
    assertEquals(7, days.size());
    for (String day : days) {
      List<String> lines = Files.readAllLines(folder.resolve("out/research").resolve(day));
      assertTrue(lines.get(0).endsWith(",device_class,event_type,rows"), lines.get(0));
      assertTrue(lines.size() > 10, day);
      for (String row : lines.subList(1, lines.size())) {
        assertTrue(Integer.parseInt(row.substring(row.lastIndexOf(',') + 1)) >= 20, row);
      }
    }
  }

  private List<String> files(String place) throws IOException {
    Path root = folder.resolve(place);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .map(file -> file.replaceFirst("schema-[0-9a-f]{8}", "schema"))
          .sorted()
          .toList();
    }
  }
}
