package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are listed, rotated and destroyed, and never while somebody needs them. */
class KeysCommandTest {
  @TempDir Path folder;

  @Test
  void noKeyGoesWhileRowsNeedIt() throws IOException {
    RightsSite site = new RightsSite(folder, "parquet");
    site.run("job");
    String job = site.job("job");
    assertEquals(5, site.shell.throng("keys", "destroy", job, "--epoch", "2026-06"));
    assertTrue(site.shell.err().contains("date=2026-06-01"), site.shell::err);
    assertTrue(Files.exists(folder.resolve("keys/epoch/2026-06.key")));
    // Rows that are set apart need it, too.
    assertEquals(0, site.shell.throng("subject", "restrict", job, "--user", ANNA));
    for (String file : site.tree("out/events").keySet()) {
      Files.delete(folder.resolve("out/events").resolve(file));
    }
    assertEquals(5, site.shell.throng("keys", "destroy", job, "--epoch", "2026-06"));
    assertEquals(0, site.shell.throng("subject", "erase", job, "--user", ANNA), site.shell::err);
    assertEquals(
        0,
        site.shell.throng("keys", "destroy", job, "--epoch", "2026-06", "--reason", "expired"),
        site.shell::err);
    // The epoch's, and those of its thirty days.
    assertEquals(31, site.shell.out().lines().count(), site.shell::out);
    assertTrue(
        site.shell
            .out()
            .lines()
            .allMatch(line -> line.matches("destroyed \\S+, id [0-9a-f]{16}, at \\S+: expired")),
        site.shell::out);
    assertEquals(2, site.shell.throng("keys", "destroy", job, "--epoch", "2031-01"));
    assertEquals(2, site.shell.throng("keys", "destroy", job, "--epoch", "../x"));
    assertEquals(0, site.shell.throng("trail", "show", job), site.shell::err);
    assertTrue(
        site.shell
            .out()
            .lines()
            .anyMatch(
                line -> line.endsWith("keys destroy done epoch=2026-06 keys=31 reason=expired")),
        site.shell::out);
    assertEquals(0, site.shell.throng("trail", "verify", job), site.shell::err);
  }

  @Test
  void theListTellsWhatDependsOnEach() throws IOException {
    RightsSite site = new RightsSite(folder, "parquet");
    site.run("job");
    assertEquals(0, site.shell.throng("keys", "list", site.job("job")), site.shell::err);
    List<String> lines = site.shell.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertEquals("key kind state id made days files", lines.get(0));
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.matches("epoch/2026-06 epoch live [0-9a-f]{16} \\S+ 0 3")),
        site.shell::out);
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.matches("day/2026-06-09 day live [0-9a-f]{16} \\S+ 0 0")),
        site.shell::out);
  }

  @Test
  void aRotatedMasterKeyFindsWhatIsStored() throws IOException {
    RightsSite site = new RightsSite(folder, "parquet");
    site.run("job");
    String old = Files.readString(folder.resolve("master.key"));
    assertEquals(0, site.shell.throng("keys", "rotate", site.job("job")), site.shell::err);
    assertTrue(site.shell.out().startsWith("put 33 keys under a new master key"), site.shell::out);
    assertTrue(!old.equals(Files.readString(folder.resolve("master.key"))));
    assertEquals(0, site.shell.throng("subject", "access", site.job("job"), "--user", ANNA));
    assertEquals(3, site.shell.out().lines().count());
    assertEquals(2, site.shell.throng("keys", "rotate", site.job("job"), "--from", "elsewhere"));
  }
}
