package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private int run(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Whatever the join, it is the same people who are kept: the bench measures the same work. */
  @Test
  void aLedgerIsLoadedAndJoinedBothWays() throws Exception {
    assertEquals(
        0,
        run(
            "--events",
            "400",
            "--rounds",
            "1",
            "--ledger",
            "100",
            "--format",
            "jsonl",
            "--json",
            "--dir",
            folder.toString()),
        err::toString);
    JsonNode figures = JsonMapper.builder().build().readTree(out.toString());
    JsonNode ledger = figures.path("ledger");
    for (String positive : List.of("facts_per_second", "cpu_seconds_per_million")) {
      assertTrue(ledger.path("load").path(positive).doubleValue() > 0, positive);
    }
    Set<String> ratios = new HashSet<>();
    ledger.path("ratios").fieldNames().forEachRemaining(ratios::add);
    Set<String> names = Set.of("memory", "shuffle", "loop_memory", "loop_shuffle");
    for (String name : names) {
      assertTrue(ledger.path(name).path("events_per_second").doubleValue() > 0, name);
      assertTrue(ratios.contains(name) && ratios.contains(name + "_cpu"), name);
    }
    JsonNode kept = ledger.path("kept");
    assertEquals(kept.path("loop"), kept.path("pipeline"));
    for (String name : names) {
      assertEquals(kept.path("memory"), kept.path(name), name);
    }
    assertTrue(kept.path("memory").longValue() > 0);
  }

  /** What third parties and researchers get is measured like the rest. */
  @Test
  void sellersAndResearchersAreServed() throws Exception {
    for (String what : List.of("sellers", "research")) {
      out.getBuffer().setLength(0);
      Path place = folder.resolve(what);
      String[] arguments = {
        "--events", "400", "--rounds", "1", "--json", "--" + what, "--dir", place.toString()
      };
      assertEquals(0, run(arguments), err::toString);
      JsonNode figures = JsonMapper.builder().build().readTree(out.toString());
      assertTrue(figures.path("pipeline").path("events_per_second").doubleValue() > 0, what);
      JsonNode manifest =
          JsonMapper.builder().build().readTree(place.resolve("out/run.json").toFile());
      assertTrue(manifest.path("reports").has(what.equals("sellers") ? "last_viewed" : "research"));
    }
  }

  /** Avro has the consent of the JSON, but not its default. */
  @Test
  void aFormatIsComparedWithThrongJson() throws Exception {
    assertEquals(
        0,
        run(
            "--events",
            "300",
            "--rounds",
            "1",
            "--format",
            "throng-avro",
            "--format",
            "jsonl",
            "--json",
            "--dir",
            folder.toString()),
        err::toString);
    JsonNode format = JsonMapper.builder().build().readTree(out.toString()).path("format");
    assertEquals("throng-avro", format.path("format").textValue());
    for (String positive :
        List.of(
            "bytes_per_event",
            "json_bytes_per_event",
            "read_ratio",
            "loop_ratio",
            "loop_ratio_wall")) {
      assertTrue(format.path(positive).doubleValue() > 0, positive);
    }
    assertEquals(
        Files.size(folder.resolve("events.txt")) / 300.0,
        format.path("bytes_per_event").doubleValue());
    assertEquals(
        Files.size(folder.resolve("events.ndjson")) / 300.0,
        format.path("json_bytes_per_event").doubleValue());
  }

  @Test
  void nonsenseIsUsage() {
    assertEquals(2, run("--sellers", "--research"));
    assertEquals(2, run("--ledger", "-1"));
    assertEquals(2, run("--ledger", "10", "--join", "hash"));
    assertEquals(2, run("--events", "0"));
    assertEquals(2, run("--format", "xml"));
    assertEquals(2, run("--format", "throng-avro", "--format", "access-log"));
    assertEquals(2, run("--format", "jsonl", "--format", "parquet"));
  }
}
