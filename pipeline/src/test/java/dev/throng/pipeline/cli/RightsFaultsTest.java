package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.publish.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command on rights, keys and retention dies at each operation of the store in turn, and is
 * then run again: it ends where it would have ended undisturbed, and at no moment is anything lost
 * that should stay.
 */
class RightsFaultsTest {
  private static final String STORE = "mem://bucket/site/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private final SortedMap<String, byte[]> start = new TreeMap<>();
  private byte[] master = new byte[0];
  private Shell shell = new Shell();

  /** The job of three days, run in a folder, then put into a store that can die. */
  @BeforeEach
  void site() throws IOException {
    RightsSite site = new RightsSite(folder, "jsonl");
    shell = site.shell;
    site.policy(
        "\nlegal_holds:\n  - {name: tax, event_types: [order], keep: 3650d, basis: tax law}\n");
    String text =
        Files.readString(folder.resolve("job.yaml"))
            .replace("file:master.key", "file:" + folder.resolve("master.key"));
    put("job.yaml", text.getBytes(StandardCharsets.UTF_8));
    for (String name : List.of("in.ndjson", "policy.yaml", "keys")) {
      try (Stream<Path> files = Files.walk(folder.resolve(name))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.endsWith(".lock")) {
            put(folder.relativize(file).toString(), Files.readAllBytes(file));
          }
        }
      }
    }
    MemoryStore.register();
    MemoryStore.objects().putAll(start);
    assertEquals(0, run("run", "--runner=DirectRunner"), shell::err);
    start.clear();
    start.putAll(MemoryStore.objects());
    master = Files.readAllBytes(folder.resolve("master.key"));
  }

  private void put(String name, byte[] content) {
    start.put(STORE + name, content);
  }

  private int run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add(STORE + "job.yaml");
    arguments.addAll(List.of(more));
    return shell.throng(arguments.toArray(String[]::new));
  }

  private void reset(SortedMap<String, byte[]> to) throws IOException {
    MemoryStore.register();
    MemoryStore.objects().putAll(to);
    Files.write(folder.resolve("master.key"), master);
  }

  /** The words of all stored events that lie where they were written, with what they may serve. */
  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (var object : MemoryStore.objects().entrySet()) {
      if (object.getKey().startsWith(STORE + "out/events/")) {
        for (String line : new String(object.getValue(), StandardCharsets.UTF_8).lines().toList()) {
          JsonNode row = JSON.readTree(line);
          rows.add(row.path("campaign_name").asText() + row.path("purposes"));
        }
      }
    }
    return rows.stream().sorted().toList();
  }

  private static long sealed() {
    return MemoryStore.objects().keySet().stream().filter(key -> key.endsWith(".sealed")).count();
  }

  /**
   * Lets it die at each operation in turn, and then lets it find no space from each on.
   *
   * @param others what must be there at every moment
   */
  private void everywhere(
      SortedMap<String, byte[]> from, List<String> others, String command, String... more)
      throws IOException {
    everywhere(false, 1, from, others, command, more);
    everywhere(true, 1, from, others, command, more);
  }

  private void everywhere(
      boolean full,
      int step,
      SortedMap<String, byte[]> from,
      List<String> others,
      String command,
      String... more)
      throws IOException {
    reset(from);
    assertEquals(0, run(command, more), shell::err);
    List<String> expected = rows();
    long apart = sealed();
    Set<String> keys = keys();
    for (int operation = 0; ; operation += step) {
      reset(from);
      if (full) {
        MemoryStore.fullAt(operation);
      } else {
        MemoryStore.dieAt(operation);
      }
      int code = run(command, more);
      boolean died = MemoryStore.hasFailed();
      MemoryStore.revive();
      String at = command + (full ? " without space from " : " at ") + "operation " + operation;
      assertTrue(rows().containsAll(others), at);
      if (!died) {
        assertEquals(0, code, shell::err);
        assertTrue(operation > 10, "it was never disturbed");
        return;
      }
      if (full && code == 0) {
        // Whoever had written all when there was no space left has done all.
        assertEquals(expected, rows(), at);
        continue;
      }
      assertNotEquals(0, code, at);
      assertEquals(0, run(command, more), () -> at + "\n" + shell.err());
      assertEquals(expected, rows(), at);
      assertEquals(apart, sealed(), at);
      assertEquals(keys, keys(), at);
      assertEquals(0, run("trail verify"), () -> at + "\n" + shell.err());
    }
  }

  private static Set<String> keys() {
    TreeSet<String> keys = new TreeSet<>(MemoryStore.objects().keySet());
    keys.removeIf(key -> !key.startsWith(STORE + "keys/"));
    return keys;
  }

  private static List<String> both(String... words) {
    return Stream.of(words).map(word -> word + "[\"statistical\",\"marketing\"]").toList();
  }

  @Test
  void erase() throws IOException {
    everywhere(start, both("bravo", "delta", "echo", "golf"), "subject erase", "--user", ANNA);
  }

  /** The same where workers go through the files; there are many operations more. */
  @Test
  void eraseByAnEngine() throws IOException {
    everywhere(
        false,
        7,
        start,
        both("bravo", "delta", "echo", "golf"),
        "subject erase",
        "--user",
        ANNA,
        "--runner=DirectRunner");
  }

  @Test
  void restrictAndLift() throws IOException {
    everywhere(start, both("bravo", "delta", "echo", "golf"), "subject restrict", "--user", ANNA);
    reset(start);
    assertEquals(0, run("subject restrict", "--user", ANNA));
    SortedMap<String, byte[]> restricted = new TreeMap<>(MemoryStore.objects());
    everywhere(
        restricted,
        both("bravo", "delta", "echo", "golf"),
        "subject restrict",
        "--lift",
        "--user",
        ANNA);
  }

  /** Somebody is said to be a minor; the first two days expire, and with them their keys. */
  @Test
  void retain() throws IOException {
    reset(start);
    assertEquals(0, run("ledger add", "--user", RightsSite.BERT, "--state", "minor"), shell::err);
    SortedMap<String, byte[]> told = new TreeMap<>(MemoryStore.objects());
    everywhere(told, both("foxtrot"), "retain", "--now", "2027-07-03T12:00:00Z");
    reset(told);
    assertEquals(0, run("retain", "--now", "2027-07-03T12:00:00Z"), shell::err);
    assertEquals(both("foxtrot"), rows());
    // The order is held, and only of its day is a key needed.
    assertEquals(1, sealed());
    assertTrue(keys().contains(STORE + "keys/day/2026-06-01.destroyed"));
    assertTrue(keys().contains(STORE + "keys/day/2026-06-02.key"));
  }

  @Test
  void destroy() throws IOException {
    everywhere(start, List.of(), "keys destroy", "--epoch", "2026-06-28");
  }

  @Test
  void rotate() throws IOException {
    everywhere(start, List.of(), "keys rotate");
    // And what the keys make is what they made.
    assertEquals(0, run("subject access", "--user", ANNA), shell::err);
    assertEquals(3, shell.out().lines().count());
  }
}
