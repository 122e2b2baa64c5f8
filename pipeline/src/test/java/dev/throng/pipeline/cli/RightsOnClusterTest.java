package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import dev.throng.pipeline.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers of a real cluster, with Flink's own jars only, go through what is stored. Some are killed
 * (SIGKILL) while they do, and all ends, and is told, as if none had been.
 */
class RightsOnClusterTest {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int DAYS = 28;
  private static final int PEOPLE = 60;
  private static final int FILES = 2 * DAYS;
  private static final List<String> CHANGED = List.of("out", "store");

  @TempDir static Path folder;
  private static LocalCluster cluster;
  private static RightsSite site;
  private static final Set<String> KILLED = new HashSet<>();

  @TempDir Path place;

  @BeforeAll
  static void start() throws Exception {
    site = manyDays(Files.createDirectories(folder.resolve("site")));
    cluster = LocalCluster.start(folder.resolve("flink"), 2, 1);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void both() throws Exception {
    cluster.awaitTaskManagers(2);
  }

  @Test
  void whoIsErasedIsGone() throws Exception {
    RightsSite small = new RightsSite(place, "parquet");
    small.run("job");
    assertEquals(0, subject(small, "access", onCluster(2)), small.shell::err);
    assertEquals(3, small.shell.out().lines().count());
    assertEquals(0, subject(small, "erase", onCluster(2)), small.shell::err);
    assertEquals(3, small.count("rows_removed"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), small.words("out"));
    assertEquals(0, subject(small, "erase", onCluster(2)), small.shell::err);
    assertEquals(0, small.count("files_changed"));
  }

  /** Two workers in turn: each is killed in its middle, and there is a third. */
  @Test
  void theNextWorkerCompletesAnErasure() throws Exception {
    End undisturbed = undisturbed("erase");
    assertEquals(FILES, undisturbed.said.path("counts").path("rows_removed").asInt());

    CompletableFuture<Integer> erasure = start("erase", 1);
    awaitIntents(erasure, 1);
    killWhoWorks();
    assertInTheMiddle(1);
    awaitIntents(erasure, DAYS);
    killWhoWorks();
    assertInTheMiddle(DAYS);
    cluster.startTaskManager();
    cluster.startTaskManager();
    assertEquals(0, erasure.get(LONGEST.toSeconds(), TimeUnit.SECONDS), site.shell::err);
    assertEquals(undisturbed, End.now());
    assertEquals(FILES * (PEOPLE - 1), site.words("out").size());
    assertTrue(site.words("out").stream().noneMatch(word(0)::equals));
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
  }

  /** Two workers at once, of whom one is killed, and another comes in its place. */
  @Test
  void aRestrictionOutlivesAWorker() throws Exception {
    End undisturbed = undisturbed("restrict");
    assertEquals(FILES, undisturbed.said.path("counts").path("rows_set_apart").asInt());
    assertEquals(FILES, undisturbed.apart.size());

    CompletableFuture<Integer> restriction = start("restrict", 2);
    awaitIntents(restriction, DAYS / 2);
    killWhoWorks();
    assertInTheMiddle(DAYS / 2);
    cluster.startTaskManager();
    assertEquals(0, restriction.get(LONGEST.toSeconds(), TimeUnit.SECONDS), site.shell::err);
    assertEquals(undisturbed, End.now());
    assertEquals(0, subject(site, "restrict", "--lift"), site.shell::err);
    assertEquals(FILES * PEOPLE, site.words("out").size());
  }

  /**
   * What a request came to.
   *
   * @param said its receipt, but for its number and its times
   * @param stored every file of events, also a half one, by name its hash
   * @param apart the names of what is set apart
   * @param left what the pass left in its own folder
   */
  private record End(
      JsonNode said, SortedMap<String, Integer> stored, List<String> apart, List<String> left) {

    static End now() throws IOException {
      ObjectNode said = (ObjectNode) site.receipt();
      said.remove(List.of("request", "at", "due"));
      return new End(
          said,
          site.tree("out/events"),
          List.copyOf(site.tree("store/isolated").keySet()),
          List.copyOf(site.tree("store/passes").keySet()));
    }
  }

  /** Four weeks, of each day two files, and Anna in each of them. */
  private static RightsSite manyDays(Path place) throws IOException {
    RightsSite site = new RightsSite(place, "parquet");
    StringBuilder lines = new StringBuilder();
    for (int day = 1; day <= DAYS; day++) {
      for (int person = 0; person < PEOPLE; person++) {
        lines.append(
            """
            {"event_type":"page_view","event_time":"2026-06-%02dT10:00:00Z","user":{"id":"%s"},"campaign":{"name":"%s"},"consent":{"statistical":true}}
            """
                .formatted(day, person == 0 ? ANNA : "person-" + person, word(person)));
      }
    }
    Files.writeString(place.resolve("in.ndjson"), lines);
    site.run("job");
    try (Stream<Path> files = Files.walk(place.resolve("out/events"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, file.resolveSibling("copy-of-" + file.getFileName()));
      }
    }
    for (String name : CHANGED) {
      copy(place.resolve(name), Files.createDirectories(place.resolve("before")).resolve(name));
    }
    return site;
  }

  private static String word(int person) {
    return "w" + (char) ('a' + person % 26) + (char) ('a' + person / 26);
  }

  /** What it comes to in this process; then everything is as it was before. */
  private static End undisturbed(String what) throws IOException {
    asBefore();
    assertEquals(0, subject(site, what), site.shell::err);
    End end = End.now();
    asBefore();
    return end;
  }

  private static void asBefore() throws IOException {
    for (String name : CHANGED) {
      MoreFiles.deleteRecursively(site.folder.resolve(name));
      copy(site.folder.resolve("before").resolve(name), site.folder.resolve(name));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static CompletableFuture<Integer> start(String what, int parallelism) {
    return CompletableFuture.supplyAsync(() -> subject(site, what, onCluster(parallelism)));
  }

  /** Waits until workers have said of so many files that they are about to change them. */
  private static void awaitIntents(CompletableFuture<Integer> pass, int count) throws IOException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (intents() < count) {
      assertTrue(System.nanoTime() < end, "the pass does not go on");
      assertTrue(!pass.isDone(), "the pass was over before");
      Thread.onSpinWait();
    }
  }

  private static long intents() throws IOException {
    Path passes = site.folder.resolve("store/passes");
    if (!Files.exists(passes)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(passes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && name.contains("-intent-"))
          .count();
    }
  }

  private static void assertInTheMiddle(int least) throws IOException {
    long intents = intents();
    assertTrue(intents >= least && intents < FILES, () -> "at " + intents);
  }

  /** Kills a worker that has something to do. */
  private static void killWhoWorks() throws Exception {
    for (JsonNode worker : cluster.rest("/taskmanagers").path("taskmanagers")) {
      String name = worker.path("id").asText();
      // One that is lost may be counted on for a while.
      if (worker.path("freeSlots").asInt() == 0 && KILLED.add(name)) {
        cluster.killTaskManager(Integer.parseInt(name.substring(name.indexOf('-') + 1)));
        return;
      }
    }
    throw new AssertionError("nobody works");
  }

  private static String[] onCluster(int parallelism) {
    return new String[] {
      "--runner=FlinkRunner",
      "--flinkMaster=" + cluster.master(),
      "--parallelism=" + parallelism,
      "--filesToStage=" + String.join(",", LocalCluster.filesToStage())
    };
  }

  private static int subject(RightsSite site, String what, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("subject", what, site.job("job"), "--user", ANNA));
    arguments.addAll(List.of(more));
    return site.shell.throng(arguments.toArray(String[]::new));
  }
}
