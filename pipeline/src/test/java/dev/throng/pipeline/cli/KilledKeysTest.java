package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends or changes keys is killed for real, each time further on; then it is run again. */
class KilledKeysTest {
  @TempDir Path folder;
  private RightsSite site;

  /** Making the keys was the first entry of the trail. */
  private Path begun;

  @BeforeEach
  void site() throws IOException {
    site = new RightsSite(folder, "parquet");
    site.run("job");
    begun = folder.resolve("store/trail/0000000002.json");
  }

  private void opens() throws IOException {
    assertEquals(0, site.shell.throng("subject", "access", site.job("job"), "--user", ANNA));
    assertEquals(3, site.shell.out().lines().count(), site.shell::err);
  }

  private void trailHolds() {
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
  }

  @Test
  void rotate() throws Exception {
    String[] rotate = {"keys", "rotate", site.job("job")};
    SortedMap<String, Integer> keys = new TreeMap<>(site.tree("keys"));
    String master = Files.readString(folder.resolve("master.key"));
    assertTrue(Killing.kill(() -> Files.exists(begun), rotate), "it was never killed");
    opens();
    SortedMap<String, Integer> before = site.tree(".");
    Killing.kill(() -> !before.get("master.key").equals(site.tree(".").get("master.key")), rotate);
    opens();
    Killing.kill(() -> !site.tree("keys").equals(keys), rotate);
    opens();
    assertEquals(0, Killing.start(rotate).waitFor());
    opens();
    SortedMap<String, Integer> after = site.tree("keys");
    assertEquals(keys.keySet(), after.keySet());
    keys.forEach((name, hash) -> assertFalse(hash.equals(after.get(name)), name));
    // The old master key opens nothing any more.
    Files.writeString(folder.resolve("master.key"), master);
    assertEquals(3, site.shell.throng("subject", "access", site.job("job"), "--user", ANNA));
  }

  @Test
  void destroy() throws Exception {
    String[] destroy = {"keys", "destroy", site.job("job"), "--epoch", "2026-06-28"};
    Path key = folder.resolve("keys/day/2026-06-28.key");
    Path tombstone = folder.resolve("keys/day/2026-06-28.destroyed");
    assertTrue(Killing.kill(() -> Files.exists(begun), destroy), "it was never killed");
    assertTrue(Files.exists(key) || Files.exists(tombstone));
    Killing.kill(() -> Files.exists(tombstone), destroy);
    Killing.kill(() -> !Files.exists(key), destroy);
    assertEquals(0, Killing.start(destroy).waitFor());
    assertFalse(Files.exists(key));
    assertTrue(Files.exists(tombstone));
    opens();
    trailHolds();
  }

  /** Two of three days have expired. */
  @Test
  void retain() throws Exception {
    String[] retain = {"retain", site.job("job"), "--now", "2027-07-03T12:00:00Z"};
    int files = site.tree("out/events").size();
    assertTrue(Killing.kill(() -> Files.exists(begun), retain), "it was never killed");
    assertTrue(site.words("out").containsAll(List.of("foxtrot", "golf")));
    Killing.kill(() -> site.tree("out/events").size() < files, retain);
    assertTrue(site.words("out").containsAll(List.of("foxtrot", "golf")));
    Killing.kill(() -> Files.exists(folder.resolve("keys/day/2026-06-01.destroyed")), retain);
    assertEquals(0, Killing.start(retain).waitFor());
    assertEquals(List.of("foxtrot", "golf"), site.words("out"));
    for (String day : List.of("01", "02")) {
      assertFalse(Files.exists(folder.resolve("keys/day/2026-06-" + day + ".key")), day);
      assertTrue(Files.exists(folder.resolve("keys/day/2026-06-" + day + ".destroyed")), day);
    }
    assertTrue(Files.exists(folder.resolve("keys/day/2026-06-03.key")));
    trailHolds();
  }
}
