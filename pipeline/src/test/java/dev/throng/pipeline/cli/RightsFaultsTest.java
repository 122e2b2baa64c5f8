package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ALL;
import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.publish.MemoryStore;
import dev.throng.pipeline.store.Trail;
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
import org.junit.jupiter.api.BeforeAll;
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

  @TempDir private static Path folder;
  private static final SortedMap<String, byte[]> START = new TreeMap<>();
  private static final Shell SHELL = new Shell(ANNA, RightsSite.BERT);
  private static byte[] master = new byte[0];

  /** The job of three days, with keys for a day more, in a store that can die. */
  @BeforeAll
  static void site() throws IOException {
    RightsSite site = new RightsSite(folder, "jsonl");
    site.policy(
        "\nlegal_holds:\n  - {name: tax, event_types: [order], keep: 3650d, basis: tax law}\n");
    String job =
        Files.readString(folder.resolve("job.yaml"))
            .replace("file:master.key", "file:" + folder.resolve("master.key"))
            .replace("until: 2026-07-01", "until: 2026-06-05");
    MemoryStore.register();
    put("job.yaml", job.getBytes(StandardCharsets.UTF_8));
    for (String name : List.of("in.ndjson", "policy.yaml")) {
      put(name, Files.readAllBytes(folder.resolve(name)));
    }
    assertEquals(0, run("keys create"), SHELL::err);
    assertEquals(0, run("run", "--runner=DirectRunner"), SHELL::err);
    START.putAll(MemoryStore.objects());
    master = Files.readAllBytes(folder.resolve("master.key"));
  }

  private static void put(String name, byte[] content) {
    MemoryStore.objects().put(STORE + name, content);
  }

  private static int run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add(STORE + "job.yaml");
    arguments.addAll(List.of(more));
    return SHELL.again(arguments.toArray(String[]::new));
  }

  private static void reset(SortedMap<String, byte[]> to) throws IOException {
    MemoryStore.register();
    MemoryStore.objects().putAll(to);
    Files.write(folder.resolve("master.key"), master);
  }

  /** All stored events that lie where they were written. */
  private static List<String> rows() {
    return MemoryStore.objects().entrySet().stream()
        .filter(object -> object.getKey().startsWith(STORE + "out/events/"))
        .flatMap(object -> new String(object.getValue(), StandardCharsets.UTF_8).lines())
        .sorted()
        .toList();
  }

  /** Their words, with what they may serve. */
  private static List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : rows()) {
      JsonNode row = JSON.readTree(line);
      words.add(row.path("campaign_name").asText() + row.path("purposes"));
    }
    return words.stream().sorted().toList();
  }

  private static long sealed() {
    return MemoryStore.objects().keySet().stream().filter(key -> key.endsWith(".sealed")).count();
  }

  /**
   * Lets it die at each operation in turn, and then lets it find no space from each on that writes.
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
    assertEquals(0, run(command, more), SHELL::err);
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
      String at = command + (full ? " without space from write " : " at operation ") + operation;
      assertTrue(words().containsAll(others), at);
      if (!died) {
        assertEquals(0, code, SHELL::err);
        assertTrue(operation > (full ? 3 : 10), "it was never disturbed");
        return;
      }
      if (full && code == 0) {
        // Whoever had written all when there was no space left has done all.
        assertEquals(expected, rows(), at);
        continue;
      }
      assertNotEquals(0, code, at);
      assertEquals(0, run(command, more), () -> at + "\n" + SHELL.err());
      assertEquals(expected, rows(), at);
      assertEquals(apart, sealed(), at);
      assertEquals(keys, keys(), at);
      assertEquals(List.of(), Trail.of(STORE + "store").verify().faults(), at);
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
    everywhere(START, both("bravo", "delta", "echo", "golf"), "subject erase", "--user", ANNA);
  }

  /** The same where workers go through the files; there are many operations more. */
  @Test
  void eraseByAnEngine() throws IOException {
    everywhere(
        false,
        7,
        START,
        both("bravo", "delta", "echo", "golf"),
        "subject erase",
        "--user",
        ANNA,
        "--runner=DirectRunner");
  }

  @Test
  void restrictAndLift() throws IOException {
    everywhere(START, both("bravo", "delta", "echo", "golf"), "subject restrict", "--user", ANNA);
    reset(START);
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

  @Test
  void object() throws IOException {
    everywhere(
        START,
        both("bravo", "delta", "echo", "golf"),
        "subject object",
        "--user",
        ANNA,
        "--purpose",
        "marketing");
    assertEquals(
        List.of("alpha", "charlie", "foxtrot"),
        words().stream()
            .filter(row -> row.endsWith("[\"statistical\"]"))
            .map(row -> row.substring(0, row.indexOf('[')))
            .toList());
  }

  @Test
  void correct() throws IOException {
    everywhere(
        START,
        both(ALL.toArray(String[]::new)),
        "subject correct",
        "--user",
        ANNA,
        "--residence",
        "FR");
    assertEquals(3, rows().stream().filter(row -> row.contains("\"residence\":\"FR\"")).count());
  }

  /** Somebody is said to be a minor; the first two days expire, and with them their keys. */
  @Test
  void retain() throws IOException {
    reset(START);
    assertEquals(0, run("ledger add", "--user", RightsSite.BERT, "--state", "minor"), SHELL::err);
    SortedMap<String, byte[]> told = new TreeMap<>(MemoryStore.objects());
    everywhere(told, both("foxtrot"), "retain", "--now", "2027-07-03T12:00:00Z");
    reset(told);
    assertEquals(0, run("retain", "--now", "2027-07-03T12:00:00Z"), SHELL::err);
    assertEquals(both("foxtrot"), words());
    // The order is held, and only of its day is a key needed.
    assertEquals(1, sealed());
    assertTrue(keys().contains(STORE + "keys/day/2026-06-01.destroyed"));
    assertTrue(keys().contains(STORE + "keys/day/2026-06-02.key"));
  }

  /** A crowd of two files, of which neither has enough people of its own, loses its people. */
  @Test
  void anonymize() throws IOException {
    reset(START);
    put(
        "policy.yaml",
        new String(START.get(STORE + "policy.yaml"), StandardCharsets.UTF_8)
            .replace("events: {keep: 395d, then: delete}", "events: {keep: 395d, then: anonymize}")
            .getBytes(StandardCharsets.UTF_8));
    String bravo =
        rows().stream().filter(row -> row.contains("\"bravo\"")).findFirst().orElseThrow();
    JsonNode row = JSON.readTree(bravo);
    for (int file = 0; file < 2; file++) {
      StringBuilder crowd = new StringBuilder();
      for (int person = 0; person < 12; person++) {
        String user = row.path("user").asText();
        crowd.append(bravo.replace(user, user + file + "-" + person)).append('\n');
      }
      put(
          "out/events/date=2026-06-01/crowd-" + file + ".jsonl",
          crowd.toString().getBytes(StandardCharsets.UTF_8));
    }
    SortedMap<String, byte[]> crowded = new TreeMap<>(MemoryStore.objects());
    everywhere(crowded, both("foxtrot", "golf"), "retain", "--now", "2027-07-03T12:00:00Z");
    // Bert, Anna and 24 others of the first day, and the two of the third.
    assertEquals(28, rows().size());
    assertEquals(26, rows().stream().filter(each -> !each.contains("\"epoch\"")).count());
    assertTrue(
        MemoryStore.objects().keySet().stream().noneMatch(key -> key.contains("/crowds/")),
        "something was left behind");
  }

  @Test
  void destroy() throws IOException {
    everywhere(START, List.of(), "keys destroy", "--epoch", "2026-06-04");
  }

  @Test
  void rotate() throws IOException {
    everywhere(START, List.of(), "keys rotate");
    // And what the keys make is what they made.
    assertEquals(0, run("subject access", "--user", ANNA), SHELL::err);
    assertEquals(3, SHELL.out().lines().count());
  }
}
