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

/** The story of the README: from somebody's first event to the end of the month's key. */
class RightsStoryTest {
  @TempDir Path folder;

  @Test
  void annasMonth() throws IOException {
    RightsSite site = new RightsSite(folder, "parquet");
    Shell shell = site.shell;
    String job = site.job("job");
    site.run("job");

    // She asks what is stored of her.
    assertEquals(0, shell.throng("subject", "access", job, "--user", ANNA), shell::err);
    assertEquals(3, shell.out().lines().count());

    // She objects to marketing, and what is stored of her does not serve it any more.
    assertEquals(
        0,
        shell.throng("subject", "object", job, "--user", ANNA, "--purpose", "marketing"),
        shell::err);
    assertEquals(3, site.count("rows_narrowed"));

    // Somebody has made a backup, as somebody always has.
    Path original = folder.resolve("out/events");
    String first = site.tree("out/events").firstKey();
    byte[] backup = Files.readAllBytes(original.resolve(first));

    // She is erased, and the old input again, into another folder, does not bring her back.
    assertEquals(0, shell.throng("subject", "erase", job, "--user", ANNA), shell::err);
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
    site.job("again", "again", "");
    site.run("again");
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("again"));

    // A backup that is put back is gone through, by whoever knows no id.
    Files.write(original.resolve(first), backup);
    assertEquals(List.of("alpha", "bravo", "delta", "echo", "golf"), site.words("out"));
    assertEquals(0, shell.throng("retain", job, "--now", "2026-12-01"), shell::err);
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));

    // The month expires, and its keys with it.
    assertEquals(0, shell.throng("retain", job, "--now", "2027-08-01"), shell::err);
    assertEquals(0, site.tree("out/events").size() + site.tree("again/events").size());
    assertTrue(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));

    // In the backup nobody can be found any more, with all keys that there are.
    Files.createDirectories(original.resolve(first).getParent());
    Files.write(original.resolve(first), backup);
    assertEquals(List.of("alpha", "bravo"), site.words("out"));
    assertEquals(0, shell.throng("keys", "create", job), shell::err);
    assertEquals(0, shell.throng("subject", "access", job, "--user", ANNA), shell::err);
    assertEquals("", shell.out());

    // All of it is on record, and nobody's name.
    assertEquals(0, shell.throng("trail", "verify", job), shell::err);
    assertTrue(shell.out().startsWith("13 entries, each follows the one before it"), shell::out);
  }
}
