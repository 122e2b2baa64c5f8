package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static dev.throng.pipeline.cli.RightsSite.BERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Multiset;
import com.google.common.collect.TreeMultiset;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.rights.NamedId;
import dev.throng.pipeline.rights.PassEngine;
import dev.throng.pipeline.rights.PassFlow;
import dev.throng.pipeline.rights.Receipt;
import dev.throng.pipeline.rights.Retain;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.rights.Rights.Request;
import dev.throng.pipeline.run.Engine;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine goes through ends as what the launcher goes through itself. */
class PassByEngineTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"DirectRunner,jsonl", "FlinkRunner,parquet"})
  void bothSayAndDoTheSame(String runner, String format) throws IOException {
    assertEquals(story("threads", format), story("engine", format, "--runner=" + runner));
    // And a pass leaves nothing behind.
    try (var left = Files.list(folder.resolve("engine/store/passes"))) {
      assertEquals(List.of(), left.toList());
    }
    assertTrue(Files.notExists(folder.resolve("threads/store/passes")));
  }

  /** All that is said and left, command by command. */
  private List<String> story(String name, String format, String... runner) throws IOException {
    RightsSite site = new RightsSite(Files.createDirectories(folder.resolve(name)), format);
    many(site);
    site.run("job");
    List<String> story = new ArrayList<>();
    story.add(said(site, runner, "subject", "access", "--user", ANNA));
    story.add(said(site, runner, "subject", "restrict", "--user", BERT));
    story.add(said(site, runner, "subject", "object", "--user", ANNA, "--purpose", "marketing"));
    story.add(said(site, runner, "subject", "correct", "--user", ANNA, "--residence", "FR"));
    story.add(said(site, runner, "subject", "restrict", "--user", BERT, "--lift"));
    story.add(said(site, runner, "subject", "erase", "--user", ANNA));
    story.add(said(site, runner, "subject", "erase", "--user", ANNA));
    story.add(said(site, runner, "retain", "--now", "2027-07-03T12:00:00Z"));
    story.add(said(site, runner, "trail", "verify"));
    return story;
  }

  /** Enough people alike that something is left of them when they are taken out of it. */
  private static void many(RightsSite site) throws IOException {
    StringBuilder lines = new StringBuilder(Files.readString(site.folder.resolve("in.ndjson")));
    for (int i = 0; i < 25; i++) {
      lines.append(
          """
          {"event_type":"page_view","event_time":"2026-06-01T10:00:00Z","user":{"id":"many-%d","country":"DE"},"campaign":{"name":"many"},"consent":{"statistical":true}}
          """
              .formatted(i));
    }
    Files.writeString(site.folder.resolve("in.ndjson"), lines);
    site.policy(
        "\nlegal_holds:\n  - {name: tax, event_types: [order], keep: 3650d, basis: tax law}\n",
        "events: {keep: 395d, then: delete}",
        "events: {keep: 395d, then: anonymize}");
  }

  private static String said(RightsSite site, String[] runner, String... words) throws IOException {
    boolean trail = words[0].equals("trail");
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add(words[0].equals("retain") ? 1 : 2, site.job("job"));
    if (!trail) {
      arguments.addAll(List.of(runner));
    }
    assertEquals(0, site.shell.throng(arguments.toArray(String[]::new)), site.shell::err);
    Multiset<String> rows = TreeMultiset.create();
    for (JsonNode row : site.rows("out")) {
      rows.add(row.path("campaign_name").asText() + row.path("purposes") + row.path("residence"));
    }
    return String.join(" ", words) + "\n" + (trail ? "" : told(site)) + "\n" + rows;
  }

  /** Counts, or the words of rows that are given. */
  private static String told(RightsSite site) throws IOException {
    JsonNode receipt = JSON.readTree(site.shell.out());
    if (receipt.has("counts")) {
      ObjectNode counts = (ObjectNode) receipt.path("counts");
      // Other keys, other pseudonyms: they are not packed as tightly.
      counts.remove(List.of("bytes_read", "bytes_changed"));
      return counts + "\n" + receipt.path("legal_holds");
    }
    StringBuilder words = new StringBuilder();
    for (String line : site.shell.out().lines().toList()) {
      words.append(JSON.readTree(line).path("campaign_name").asText()).append(' ');
    }
    return words.toString();
  }

  /** A worker is lost when all is done and nothing is told: another finds nothing left to do. */
  @Test
  void whatWasDoneTwiceIsToldOnce() throws IOException {
    RightsSite site = new RightsSite(folder, "parquet");
    many(site);
    site.run("job");
    Job job = JobFile.read(site.job("job"), Instant.now());
    PassEngine twice = new Twice(Engine.of("--runner=DirectRunner"));
    NamedId anna =
        new NamedId(
            IdType.USER,
            Objects.requireNonNull(JoinPseudonyms.open(job.keys()).of(IdType.USER, ANNA)),
            ANNA);
    Receipt erased =
        new Rights(job, Instant.now(), twice).change(Request.ERASE, List.of(anna), Set.of());
    assertEquals(2, counted(erased, "rows_removed"));
    assertEquals(1, counted(erased, "rows_held"));
    assertEquals(3, counted(erased, "files_changed"));
    Receipt retained =
        new Retain(job, Instant.parse("2028-07-03T12:00:00Z"), false, Optional.empty(), twice)
            .run();
    assertEquals(25, counted(retained, "rows_narrowed"));
    assertEquals(4, counted(retained, "rows_removed"));
    assertEquals(25, site.rows("out").size());
  }

  private static long counted(Receipt receipt, String name) throws IOException {
    return JSON.readTree(receipt.bytes()).path("counts").path(name).asLong();
  }

  private record Twice(Engine engine) implements PassEngine {
    @Override
    public boolean isChosen() {
      return true;
    }

    @Override
    public void run(PassFlow flow) throws IOException {
      engine.run(flow);
      engine.run(flow);
    }
  }
}
