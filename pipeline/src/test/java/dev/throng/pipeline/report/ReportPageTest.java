package dev.throng.pipeline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.pipeline.publish.Column;
import dev.throng.pipeline.publish.Table;
import dev.throng.schemas.ReleasedAggregate;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final String HEAD = "window_start,window_end,";
  private static final String DAY = "2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,";
  private static final String ISLAND = "<script type=\"application/json\" id=\"data\">";

  @TempDir Path folder;

  private void file(String place, String... lines) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private String page() throws IOException {
    return new String(ReportPage.of(folder), StandardCharsets.UTF_8);
  }

  /** As a browser finds it: everything up to the first end of a script. */
  private JsonNode island() throws IOException {
    String page = page();
    int start = page.indexOf(ISLAND) + ISLAND.length();
    String text = page.substring(start, page.indexOf("</script", start));
    return JsonMapper.builder().build().readTree(text);
  }

  @Test
  void theIslandHasWhatTheFilesHave() throws IOException {
    file(
        "job/aggregates/visits/2026-06-01.csv",
        HEAD + "country,city,events,unique_people",
        DAY + "(all),(all),90,40",
        DAY + "DE,(all),70,30",
        DAY + "DE,(other),30,25",
        DAY + "DE,\"Halle, \"\"Saale\"\"\",40,22",
        DAY + "'=DE,(all),20,");
    file("job/aggregates/visits/2026-06-02.csv", HEAD + "country,city,events,unique_people");
    file(
        "job/aggregates/_counts/2026-06-01T00.csv",
        HEAD + "outcome,reason,records",
        DAY + "dropped,denied,3",
        DAY + "kept,(all),5");
    JsonNode expected =
        JsonMapper.builder()
            .build()
            .readTree(
                """
                {"title": "%s", "kept_groups": 50, "others": 0, "reports": [{
                  "name": "job/visits",
                  "dimensions": ["country", "city"], "measures": ["events", "unique_people"],
                  "windows": [
                    {"start": "2026-06-01T00:00:00Z", "end": "2026-06-02T00:00:00Z",
                     "rows": [
                       ["DE", "Halle, \\"Saale\\"", "40", "22"], ["DE", "(other)", "30", "25"],
                       ["DE", "(all)", "70", "30"], ["=DE", "(all)", "20", ""],
                       ["(all)", "(all)", "90", "40"]],
                     "left_out": 0, "sums": ["70", null]},
                    {"start": "2026-06-02T00:00:00Z", "end": "2026-06-03T00:00:00Z",
                     "rows": [], "left_out": 0, "sums": [null, null]}],
                  "other_columns": 0}],
                 "runs": [{"file": "_counts", "job": "", "status": "streaming",
                   "records_read": 8, "events_kept": 5, "dropped": {"denied": 3}, "rejected": {},
                   "warnings": {}, "reports": {}}]}
                """
                    .formatted(folder.getFileName()));
    ObjectNode island = (ObjectNode) island();
    assertTrue(island.remove("world").path("countries").has("DE"), "no map");
    // Compared as text again, for numbers of other classes differ.
    assertEquals(expected.toString(), island.toString());
  }

  @Test
  void whatLooksLikeMarkupStaysText() throws IOException {
    String planted = "/</script><img src=x onerror=alert(1)>&lt;{{script}}\u2028<!--<script>";
    file("pages/2026-06-01.csv", HEAD + "path,events", DAY + planted + ",21");
    file("<b>&/2026-06-01.csv", HEAD + "path,events", DAY + "a,21");
    assertEquals(
        planted, island().at("/reports/1/windows/0/rows/0/0").textValue(), () -> "not whole");
    String page = page();
    assertFalse(page.contains("<img"));
    assertFalse(page.contains("<b>"));
    // The template's own: style and two scripts.
    assertEquals(3, page.split("<script", -1).length, "beginnings of scripts, and one");
    assertEquals(3, page.split("</script", -1).length, "ends of scripts, and one");
  }

  /** Through the writer of tables: quoting and apostrophes come and go, and nothing else does. */
  @Test
  void anyGroupIsShownAsItWasReleased() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> letters =
        List.of("'", "=", "+", ",", "\"", "\r", "\n", "\t", "<", ">", "&", "\\", "</script>");
    Set<List<String>> groups = new HashSet<>();
    while (groups.size() < PageData.GROUPS) {
      StringBuilder value = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        value.append(
            random.nextBoolean()
                ? letters.get(random.nextInt(letters.size()))
                : Character.toString("aé\u2028\0\uFEFF😀{".codePointAt(random.nextInt(6))));
      }
      groups.add(List.of(value.toString(), "x"));
    }
    long start = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    Table table =
        new Table(
            "pages",
            start,
            start + 86_400_000,
            List.of("path", "host"),
            List.of(new Column("events", Column.Kind.COUNT)),
            groups.stream()
                .map(
                    group ->
                        new ReleasedAggregate(
                            "pages", start, start + 86_400_000, group, List.of("20")))
                .toList());
    Files.createDirectories(folder.resolve("pages"));
    AggregateFormat.CSV.write(
        table,
        Files.newByteChannel(
            folder.resolve("pages/2026-06-01.csv"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE));
    Set<List<String>> shown = new HashSet<>();
    for (JsonNode row : island().at("/reports/0/windows/0/rows")) {
      shown.add(List.of(row.get(0).textValue(), row.get(1).textValue()));
    }
    assertEquals(groups, shown, () -> "seed " + seed);
  }

  @Test
  void fiftyGroupsOfALevelAndWhatStandsApart() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD + "path,events"));
    lines.add(DAY + "(other),1");
    for (int i = 0; i < 100; i++) {
      lines.add(DAY + "/" + i + "," + (1_000 + i));
    }
    file("pages/2026-06-01.csv", lines.toArray(String[]::new));
    JsonNode window = island().at("/reports/0/windows/0");
    List<String> shown = new ArrayList<>();
    window.path("rows").forEach(row -> shown.add(row.get(0).textValue()));
    List<String> expected = new ArrayList<>();
    for (int i = 99; i >= 50; i--) {
      expected.add("/" + i);
    }
    expected.add("(other)");
    assertEquals(expected, shown);
    assertEquals(50, window.path("left_out").intValue());
    // All hundred and (other), whatever is shown.
    assertEquals("104951", window.at("/sums/0").textValue());
  }

  @Test
  void noSumWhereThereIsNoise() throws IOException {
    file(
        "pages/2026-06-01.csv",
        HEAD + "path,events,events_error,events_low,events_high",
        DAY + "/a,100,3.5,93,107");
    assertTrue(island().at("/reports/0/windows/0/sums/0").isNull());
  }

  @Test
  void aManifestTellsOfTheFilesThatItsRunWrote() throws IOException {
    file("out/aggregates/pages/2026-06-01.csv", HEAD + "path,events", DAY + "/a,21");
    file("out/aggregates/other/2026-06-01.csv", HEAD + "path,events", DAY + "/b,21");
    String hash =
        Hashing.sha256()
            .hashString(HEAD + "path,events\n" + DAY + "/a,21\n", StandardCharsets.UTF_8)
            .toString();
    file(
        "elsewhere/run.json",
        """
        {"job": "web", "status": "done", "records_read": 9, "events_kept": 6, "dropped": {"denied": 2},
         "rejected": {"bad_json": 1}, "warnings": {},
         "outputs": {"aggregates": [{"file": "pages/2026-06-01.csv", "sha256": "%s"}]},
         "reports": {"pages": {"groups_suppressed": 4}, "other": {"groups_suppressed": 5}}}
        """
            .formatted(hash));
    JsonNode run = island().at("/runs/0");
    assertEquals(9, run.path("records_read").intValue());
    assertEquals("{\"bad_json\":1}", run.path("rejected").toString());
    assertEquals("{\"out/pages\":{\"groups_suppressed\":4}}", run.path("reports").toString());
  }

  /** Files without rows are alike, whoever wrote them: then the manifest's place decides. */
  @Test
  void emptyWindowsBelongToTheManifestBesideThem() throws IOException {
    String head = HEAD + "path,events";
    String hash = Hashing.sha256().hashString(head + "\n", StandardCharsets.UTF_8).toString();
    for (String job : List.of("one", "two")) {
      file(job + "/aggregates/pages/2026-06-01.csv", head);
      file(
          job + "/run.json",
          """
          {"records_read": 1, "outputs": {"aggregates": [
           {"file": "pages/2026-06-01.csv", "sha256": "%s"}]}, "reports": {"pages": {"windows": 1}}}
          """
              .formatted(hash));
    }
    assertEquals("{\"one/pages\":{\"windows\":1}}", island().at("/runs/0/reports").toString());
    assertEquals("{\"two/pages\":{\"windows\":1}}", island().at("/runs/1/reports").toString());
  }

  @Test
  void whatIsNoTableIsCounted() throws IOException {
    file("pages/2026-06-01.csv", HEAD + "path,events", DAY + "/a,21");
    file("pages/cut.csv", HEAD + "path,events", DAY + "\"/a,21");
    file("research/2026-06-01.csv", HEAD + "country,rows", DAY + "DE,21");
    file("list.csv", "name", "x");
    file("pages/2026-06-02.jsonl", "{}");
    JsonNode data = island();
    assertEquals(1, data.path("reports").size());
    assertEquals(4, data.path("others").intValue());
  }

  @Test
  void nothingToShow() {
    assertThrows(FileNotFoundException.class, () -> ReportPage.of(folder.resolve("missing")));
    assertThrows(FileNotFoundException.class, () -> ReportPage.of(folder));
  }
}
