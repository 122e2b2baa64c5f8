package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String TABLE =
      """
      window_start,window_end,country,events
      2026-06-01T00:00:00Z,2026-06-02T00:00:00Z,DE,40
      """;

  @TempDir Path folder;
  private final Shell shell = new Shell();

  @Test
  void aPageBesideTheTables() throws IOException {
    Files.createDirectories(folder.resolve("visits"));
    Files.writeString(folder.resolve("visits/2026-06-01.csv"), TABLE);
    assertEquals(0, shell.throng("report", folder.toString()), shell::err);
    Path page = folder.resolve("report.html");
    assertEquals(page + " is written; open it in a browser\n", shell.out());
    byte[] first = Files.readAllBytes(page);
    Path other = folder.resolve("new/page.html");
    assertEquals(
        0, shell.throng("report", folder.toString(), "--out", other.toString()), shell::err);
    assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(other)));
  }

  @Test
  void withoutAFolderOrATableTheInputIsMissing() {
    Path missing = folder.resolve("missing");
    assertEquals(3, shell.throng("report", missing.toString()));
    assertTrue(shell.err().startsWith("throng: " + missing + " is no folder: "), shell::err);
    assertEquals(3, shell.throng("report", folder.toString()));
    assertTrue(shell.err().startsWith("throng: " + folder + " holds no table as CSV: "));
  }
}
