package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.read.MissingInputException;
import dev.throng.transforms.pseudonymize.key.KeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fails leaves nothing that looks finished, and what stood before stands. */
class FailedRunTest {
  @TempDir Path folder;
  private JobSite site;

  @BeforeEach
  void input() throws IOException {
    site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", Inputs.file(Inputs.lines(11, 500, 30, 100)));
  }

  @Test
  void anOutputThatCannotBeWritten() throws IOException {
    site.put("out/aggregates", "a file where a folder should be".getBytes(StandardCharsets.UTF_8));
    assertThrows(Exception.class, this::run);
    assertEquals(Set.of("aggregates"), site.written("out").files().keySet());
  }

  @Test
  void aMissingInput() throws IOException {
    assertThrows(MissingInputException.class, () -> site.run("other.ndjson", "out", JobSite.WHOLE));
    assertTrue(site.written("out").files().isEmpty());
  }

  @Test
  void whatStoodBeforeStands() throws IOException {
    Written before = run();
    Path master = folder.resolve("master.key");
    byte[] right = Files.readAllBytes(master);
    Files.delete(master);
    assertThrows(KeyException.class, this::run, "no master key");
    new JobSite(Files.createDirectory(folder.resolve("other")), site.reports(), site.limits())
        .job("in.ndjson", "out");
    Files.copy(folder.resolve("other/master.key"), master);
    assertThrows(KeyException.class, this::run, "another master key");
    Files.delete(master);
    Files.write(master, right);
    byte[] key = Files.readAllBytes(folder.resolve("keys/day/2026-06-01.key"));
    site.put("keys/day/2026-06-01.key", new byte[key.length]);
    assertThrows(KeyException.class, this::run, "a damaged key");
    Written after = site.written("out");
    assertEquals(before.files().keySet(), after.files().keySet());
    before.files().forEach((path, bytes) -> assertArrayEquals(bytes, after.files().get(path)));
  }

  @Test
  void tooMuchIsRejected() throws IOException {
    Written before = run();
    site.put("in.ndjson", Inputs.file(Inputs.lines(11, 500, 30, 4)));
    Written refused = run();
    assertEquals("refused", refused.manifest().path("status").textValue());
    assertEquals(0, refused.manifest().path("outputs").path("aggregates").size());
    // The earlier run's statistics stand; only the rejections are the new run's.
    assertEquals(before.aggregates(), refused.aggregates());
    assertEquals(before.events(), refused.events());
    assertFalse(before.rejections().equals(refused.rejections()));
    assertEquals(List.of(), refused.staged());
  }

  private Written run() throws IOException {
    return site.run("in.ndjson", "out", 100_000, "--parallelism=2");
  }
}
