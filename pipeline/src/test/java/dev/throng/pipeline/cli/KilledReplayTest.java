package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay is killed for real, each time further on, then two are started at once. */
class KilledReplayTest {
  @TempDir Path folder;

  @Test
  void replayedOnceWhatever() throws Exception {
    RightsSite site = new RightsSite(folder, "jsonl");
    String event =
        """
        {"event_type":"page_view","event_time":"2026-07-02T10:00:00Z","user":{"id":"late"},"campaign":{"name":"hotel"},"consent":{"statistical":true}}
        """;
    Path input = folder.resolve("in.ndjson");
    Files.writeString(input, Files.readString(input) + event);
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        Files.readString(job)
            .replace("{to: out/rejected}", "{to: out/rejected, seal: public.key}")
            .replace("limits: {", "limits: {rejected: 100%, "));
    String opens = folder.resolve("safe/private.key").toString();
    assertEquals(
        0, site.shell.throng("keys", "seal", job.toString(), "--private", opens), site.shell::err);
    site.run("job");
    Files.writeString(job, Files.readString(job).replace("2026-07-01", "2026-08-01"));
    String[] replay = {
      "replay", job.toString(), "--private", "file:" + opens, "--runner=DirectRunner"
    };
    assertTrue(
        Killing.kill(() -> has(site, "store/replays", ".planned.json"), replay),
        "it was never killed");
    Killing.kill(() -> has(site, "out/events", "2026-07-02"), replay);
    Killing.kill(() -> has(site, "store/replays", ".done.json"), replay);
    Process one = Killing.start(replay);
    Process other = Killing.start(replay);
    assertEquals(List.of(0, 0), List.of(one.waitFor(), other.waitFor()));
    List<String> expected =
        Stream.concat(RightsSite.ALL.stream(), Stream.of("hotel")).sorted().toList();
    assertEquals(expected, site.words("out"));
    assertTrue(
        site.tree("store/replays").keySet().stream()
            .noneMatch(name -> name.endsWith("planned.json")),
        "a plan was left behind");
    assertEquals(0, site.shell.throng("trail", "verify", job.toString()), site.shell::err);
  }

  private static boolean has(RightsSite site, String below, String part) {
    return site.tree(below).keySet().stream().anyMatch(name -> name.contains(part));
  }
}
