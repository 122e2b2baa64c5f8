package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure is killed for real, three times, each time further on; then it is run again. */
class KilledRightsTest {
  private static final int DAYS = 28;
  private static final int PEOPLE = 40;

  @TempDir Path folder;

  @Test
  void killedAndRunAgain() throws Exception {
    RightsSite site = new RightsSite(folder, "parquet");
    StringBuilder lines = new StringBuilder();
    List<String> others = new ArrayList<>();
    for (int day = 1; day <= DAYS; day++) {
      for (int person = 0; person < PEOPLE; person++) {
        String word = "w" + (char) ('a' + person % 26) + (char) ('a' + person / 26);
        lines.append(
            """
            {"event_type":"page_view","event_time":"2026-06-%02dT10:00:00Z","user":{"id":"%s"},"campaign":{"name":"%s"},"consent":{"statistical":true}}
            """
                .formatted(day, person == 0 ? ANNA : "person-" + person, word));
        if (person > 0) {
          others.add(word);
        }
      }
    }
    Collections.sort(others);
    Files.writeString(folder.resolve("in.ndjson"), lines);
    site.run("job");
    assertEquals(DAYS * PEOPLE, site.words("out").size());

    int files = site.tree("out/events").size();
    Path trail = folder.resolve("store/trail/0000000001.json");
    assertTrue(killed(site, () -> Files.exists(trail)), "it was never killed");
    assertTrue(site.words("out").containsAll(others));
    killed(site, () -> facts(site) > 0);
    assertTrue(site.words("out").containsAll(others));
    killed(site, () -> site.tree("out/events").size() > files);

    // In a process that has run nothing else, as people do it.
    assertEquals(0, Killing.start("subject", "erase", site.job("job"), "--user", ANNA).waitFor());
    assertEquals(others, site.words("out"));
    assertEquals(files, site.tree("out/events").size(), "something was left behind");
    assertEquals(1, facts(site));
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
  }

  private static boolean killed(RightsSite site, BooleanSupplier when) throws Exception {
    return Killing.kill(when, "subject", "erase", site.job("job"), "--user", ANNA);
  }

  /** Files of facts that a run would hear. */
  private static long facts(RightsSite site) {
    return site.tree("store/facts").keySet().stream().filter(name -> !name.startsWith(".")).count();
  }
}
