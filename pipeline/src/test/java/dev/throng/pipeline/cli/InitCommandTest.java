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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From an empty folder to statistics of one's own, by the commands that {@code init} names. */
class InitCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int throng(String... arguments) {
    CommandLine command = Throng.command();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void leadsToStatistics() throws IOException {
    Path mine = folder.resolve("mine");
    String job = mine.resolve("job.yaml").toString();
    assertEquals(0, throng("init", mine.toString()), err::toString);
    String recently = LocalDate.now(ZoneOffset.UTC).minusDays(10).toString();
    String sample = mine.resolve("events/sample.ndjson").toString();
    List<List<String>> commands =
        List.of(
            List.of("generate", "--events", "2000", "--from", recently, "--out", sample),
            List.of("keys", "create", job),
            List.of("check", job),
            List.of("run", job));
    for (List<String> command : commands) {
      assertEquals(0, throng(command.toArray(String[]::new)), err::toString);
      assertTrue(
          command.get(0).equals("generate") || out.toString().contains("throng " + command.get(0)));
    }
    JsonNode manifest =
        JsonMapper.builder().build().readTree(mine.resolve("out/run.json").toFile());
    assertEquals("done", manifest.path("status").textValue());
    assertEquals(2000, manifest.path("records_read").intValue());
    assertTrue(Files.exists(mine.resolve("out/report.html")), "no page");
  }

  @Test
  void replacesNothing() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), "mine");
    assertEquals(2, throng("init", folder.toString()));
    assertTrue(err.toString().contains("policy.yaml is there already"), err.toString());
    assertEquals("mine", Files.readString(folder.resolve("policy.yaml")));
    assertTrue(Files.notExists(folder.resolve("job.yaml")));
  }
}
