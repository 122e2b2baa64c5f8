package dev.throng.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCommandTest {
  private static final String SELLERS =
      """
      reports:
        - name: last_viewed
          purpose: share_with_sellers
          audience: third_party
          recipient: each seller
          window: 1d
          dimensions: [seller, product]
          measures: [unique_people]
          release: {epsilon: 1, delta: 1e-9, groups_per_person: 5}
        - name: kinds
          purpose: statistical
          audience: internal
          recipient: it's for tests
          window: 1h
          dimensions: [event_type]
          measures: [events]
          release: {at_least: 2}
      """;

  @TempDir Path folder;
  private final Shell shell = new Shell();

  private String job(String aggregates) throws IOException {
    Files.writeString(folder.resolve("reports.yaml"), SELLERS);
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: sql
        events: {format: throng-json, from: in.ndjson}
        keys: {keyring: keys, master: "file:master.key"}
        reports: reports.yaml
        budget: {third_party: {epsilon: 4, delta: 1e-6, period: 30d}}
        output: {aggregates: [%s], rejected: {to: r}, manifest: run.json}
        """
            .formatted(aggregates));
    return file.toString();
  }

  @Test
  void theTablesOfAJobsOwnReports() throws IOException {
    assertEquals(0, shell.throng("sql", job("{to: out}")), shell::err);
    assertTrue(shell.out().contains("create table if not exists \"kinds\" ("), shell::out);
    assertTrue(shell.out().contains("For: it''s for tests."), shell::out);
    assertTrue(shell.out().contains("view \"kinds_change\""), shell::out);
    assertFalse(shell.out().contains("last_viewed"), "sellers have no table");
    assertEquals(0, shell.throng("sql", job("{to: out}"), "--for", "duckdb"), shell::err);
    assertTrue(shell.out().contains("'" + folder.resolve("out") + "/kinds/*.csv'"), shell::out);
  }

  @Test
  void whatDuckDbCannotReadIsSaid() throws IOException {
    assertEquals(
        2, shell.throng("sql", job("{to: out, format: avro}"), "--for", "duckdb"), shell::out);
    assertTrue(shell.err().contains("no aggregates as csv or parquet"), shell::err);
  }

  @Test
  void sellersWouldReadEachOthersRowsInADatabase() throws IOException {
    assertEquals(2, shell.throng("run", job("{to: \"jdbc:postgresql://localhost:1/db\"}")));
    assertTrue(shell.err().contains("'last_viewed', which goes to each seller apart"), shell::err);
  }

  @Test
  void aDatabaseThatIsNotThereStopsTheRunAtItsStart() throws IOException {
    String job = job("{to: \"jdbc:postgresql://localhost:1/db\"}");
    Files.writeString(
        folder.resolve("reports.yaml"),
        "reports:\n" + SELLERS.substring(SELLERS.indexOf("  - name: kinds")));
    Files.writeString(folder.resolve("in.ndjson"), "{}\n");
    assertEquals(0, shell.throng("keys", "create", job), shell::err);
    assertEquals(1, shell.throng("run", job), shell::err);
    assertTrue(
        shell.err().contains("jdbc:postgresql://localhost:1/db cannot be reached"), shell::err);
    assertFalse(Files.exists(folder.resolve("r")), "something is written");
  }
}
