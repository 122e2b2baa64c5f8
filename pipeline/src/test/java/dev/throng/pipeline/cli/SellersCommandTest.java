package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P11: whoever delivers reports finds whose folder is whose, and reads no id. */
class SellersCommandTest {
  private static final String JOB =
      """
      name: small
      events: {format: throng-json, from: in.ndjson}
      keys: {keyring: keys, master: "file:master.key", epoch: month}
      output:
        aggregates: [{to: out/aggregates}]
        rejected: {to: out/rejected}
        manifest: out/run.json
      limits: {from: 2026-06-01, until: 2026-08-01}
      """;

  @TempDir Path folder;
  private final Shell shell = new Shell("seller-one", "seller-two");

  private String job() throws IOException {
    Path job = folder.resolve("job.yaml");
    Files.writeString(job, JOB);
    assertEquals(0, shell.throng("keys", "create", job.toString()), shell.err());
    return job.toString();
  }

  @Test
  void namesAFolderForEachInTheirOrder() throws IOException {
    String job = job();
    String[] june = {"sellers", job, "--ids=-", "--on=2026-06-30"};
    assertEquals(0, shell.throngOn("seller-one\r\nseller-two\nseller-one", june), shell.err());
    List<String> folders = shell.out().lines().toList();
    assertEquals(3, folders.size());
    assertEquals(folders.get(0), folders.get(2));
    assertNotEquals(folders.get(0), folders.get(1));
    assertTrue(
        folders.stream().allMatch(each -> each.matches("2026-06\\.[A-Za-z0-9_-]{22}")),
        folders::toString);
    assertEquals(0, shell.throngOn("seller-one\n", "sellers", job, "--ids=-", "--on=2026-07-01"));
    assertTrue(shell.out().startsWith("2026-07."), shell.out());
    assertNotEquals(folders.get(0).substring(8), shell.out().strip().substring(8));
  }

  @Test
  void whatIsNoIdIsNamedByItsLine() throws IOException {
    String job = job();
    assertEquals(
        2, shell.throngOn("seller-one\n \n", "sellers", job, "--ids=-", "--on=2026-06-01"));
    assertTrue(shell.err().contains("line 2 of - has no folder"), shell.err());
    assertEquals(
        3, shell.throng("sellers", job, "--ids=" + folder.resolve("none"), "--on=2026-06-01"));
    assertEquals(2, shell.throng("sellers", job, "--ids=-", "--on=yesterday"));
    assertEquals(2, shell.throng("sellers", job, "--ids=-"));
    assertEquals(3, shell.throngOn("seller-one\n", "sellers", job, "--ids=-", "--on=2027-06-01"));
  }
}
