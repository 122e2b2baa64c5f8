package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.audit.PlantedOutputs;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String MAIL = "anna.zq4711@example.org";
  private static final String ADDRESS = "198.51.100.217";

  @TempDir Path folder;
  private final Shell shell = new Shell(MAIL, ADDRESS, "zq4711", "51.100");
  private PlantedOutputs outputs;
  private String out = "";

  @BeforeEach
  void folder() {
    outputs = new PlantedOutputs(folder.resolve("out"));
    out = outputs.folder().toString();
  }

  private void plant() throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setTitle("mail to " + MAIL);
    event.setUser(ADDRESS);
    outputs.events(EventFormat.PARQUET, event, PlantedOutputs.event(2));
    outputs.text("rejected/of " + MAIL + ".jsonl", "{\"" + ADDRESS + "\":\"" + MAIL + "\"}\n");
    outputs.day("pages", List.of("path"), "/" + MAIL + " 30 25");
  }

  @Test
  void nothingSevere() throws IOException {
    outputs.day("by_country", List.of("country"), "DE 30 25");
    assertEquals(0, shell.throng("audit", out), shell::err);
    assertEquals("1 file read (row of a table: 1): 0 severe, 0 warnings, 0 notes\n", shell.out());
  }

  @Test
  void severeFindingsEndWithFiveAndQuoteNothing() throws IOException {
    plant();
    assertEquals(5, shell.throng("audit", out), shell::err);
    assertTrue(
        shell
            .out()
            .startsWith(
                """
                severe   identifiers: aggregates/pages/2026-06-01.csv, column path, 1 row
                         e-mail addresses, as in xxxx.xx9999@xxxxxxx.xxx: delete what was written, \
                mend the policy
                         or the treatment, and run again
                severe   identifiers: events/date=2026-06-01/00000000000000aa-3e8.parquet, column \
                title, 1 row
                """),
        shell::out);
    assertTrue(shell.out().contains("rejected/of (masked), column (unnamed), 1 row"), shell::out);
    assertTrue(shell.out().endsWith("): 5 severe, 4 warnings, 0 notes\n"), shell::out);
  }

  @Test
  void asJson() throws IOException {
    plant();
    assertEquals(5, shell.throng("audit", out, "--json"), shell::err);
    JsonNode report = JsonMapper.builder().build().readTree(shell.out());
    assertEquals(3, report.path("files").intValue());
    assertEquals(2, report.path("rows").path("stored event").intValue());
    JsonNode first = report.path("findings").path(0);
    assertEquals("severe", first.path("severity").textValue());
    assertEquals("identifiers", first.path("check").textValue());
    assertEquals("aggregates/pages/2026-06-01.csv", first.path("file").textValue());
    assertEquals(1, first.path("files").intValue());
    assertEquals("path", first.path("column").textValue());
    assertEquals(1, first.path("rows").intValue());
    assertTrue(first.path("sentence").textValue().startsWith("e-mail addresses, as in "));
    assertEquals(9, report.path("findings").size());
  }

  @Test
  void kIsWhatWasAsked() throws IOException {
    outputs.day("by_country", List.of("country"), "DE 30 25");
    assertEquals(5, shell.throng("audit", out, "--k", "26"), shell::err);
    assertEquals(0, shell.throng("audit", "--k=25", out), shell::err);
    assertEquals(2, shell.throng("audit", "--k=1", out));
    assertEquals(2, shell.throng("audit", "--k=many", out));
    assertEquals(2, shell.throng("audit"));
  }

  @Test
  void whatIsMissing() throws IOException {
    assertEquals(3, shell.throng("audit", out));
    assertEquals(
        "throng: " + out + " is no folder: name the folder that a job writes its outputs to\n",
        shell.err());
    outputs.day("by_country", List.of("country"), "DE 30 25");
    assertEquals(3, shell.throng("audit", out, "--guesses", folder + "/none"));
    assertEquals(
        "throng: " + folder + "/none is missing: --guesses names a file of ids\n", shell.err());
    Files.writeString(folder.resolve("ids"), MAIL + "\n");
    assertEquals(0, shell.throng("audit", out, "--guesses", folder + "/ids"), shell::err);
  }
}
