package dev.throng.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole job whose every file lies with a server of Amazon's protocol, run as people run it. */
class S3ServerTest {
  private static final String BUCKET = "throng";

  private static final String JOB =
      """
      name: stores
      events: {format: throng-json, from: "s3://throng/in/*.ndjson"}
      keys: {keyring: keys, master: "file:%s", epoch: day}
      reports: reports.yaml
      output:
        events: {to: out/events, format: jsonl}
        aggregates: [{to: out/aggregates, format: csv}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {rejected: 5%%, from: 2026-06-01, until: 2026-06-03}
      """;

  private static final String REPORTS =
      """
      reports:
        - name: activities
          purpose: statistical
          audience: internal
          recipient: test
          window: 1d
          dimensions: [event_type]
          measures: [events, unique_people]
          release: {at_least: 20}
      """;

  @TempDir static Path folder;

  @Test
  void aJobReadsAndWritesThere() throws Exception {
    try (S3Server server = S3Server.start(folder, BUCKET)) {
      server.put("job.yaml", JOB.formatted(folder.resolve("master.key")));
      server.put("reports.yaml", REPORTS);
      server.put("in/a.ndjson", events("page_view", 30, 0) + events("search", 22, 0));
      server.put("in/b.ndjson", events("page_view", 45, 15) + "{\n" + events("search", 22, 0));
      master();
      assertEquals(0, run(server), () -> text("run.log"));

      // 30 and 45 people, of whom 15 are in both files; everybody who searched did so twice.
      assertEquals(
          """
          window_start,window_end,event_type,events,unique_people
          2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,page_view,75,60
          2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,search,44,22
          """,
          server.get("out/aggregates/activities/2026-06-01.csv"));
      List<String> keys = server.keys();
      assertEquals(119, lines(server, keys, "out/events/date=2026-06-01/"));
      assertEquals(1, lines(server, keys, "out/rejected/"));
      String manifest = server.get("out/run.json");
      assertTrue(manifest.contains("\"records_read\" : 120"), manifest);
      assertTrue(manifest.contains("\"events_kept\" : 119"), manifest);
      assertEquals(List.of(), keys.stream().filter(key -> key.contains("staging")).toList());
    }
  }

  private static String events(String type, int count, int first) {
    StringBuilder lines = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      lines.append(
          """
          {"event_type":"%s","event_time":"2026-06-01T10:00:00Z","user":{"id":"u%d"},"consent":{"statistical":true}}
          """
              .formatted(type, i));
    }
    return lines.toString();
  }

  private static int lines(S3Server server, List<String> keys, String prefix) throws Exception {
    int lines = 0;
    for (String key : keys) {
      if (key.startsWith(prefix)) {
        lines += (int) server.get(key).lines().count();
      }
    }
    return lines;
  }

  /** The master key does not lie in the store. */
  private static void master() throws Exception {
    Path job = Files.writeString(folder.resolve("keys.yaml"), JOB.formatted("master.key"));
    Files.writeString(folder.resolve("reports.yaml"), REPORTS);
    assertEquals(0, throng("keys.log", "keys", "create", job.toString()), () -> text("keys.log"));
  }

  private static int run(S3Server server) throws Exception {
    return throng(
        "run.log",
        "run",
        "s3://" + BUCKET + "/job.yaml",
        "--awsRegion=eu-central-1",
        "--endpoint=" + server.address());
  }

  private static int throng(String log, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(Java.command("-Xmx1g"));
    for (String opened : List.of("java.lang", "java.util", "java.nio", "java.lang.invoke")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.throng.pipeline.cli.Throng");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(log).toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", "any");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "any");
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly().onExit().join();
      Files.writeString(folder.resolve(log), "it does not end", StandardOpenOption.APPEND);
    }
    return process.exitValue();
  }

  private static String text(String log) {
    try {
      return Files.readString(folder.resolve(log));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
