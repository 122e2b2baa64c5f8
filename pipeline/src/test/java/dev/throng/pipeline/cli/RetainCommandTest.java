package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ALL;
import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static dev.throng.pipeline.cli.RightsSite.BERT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has outlived its term ends, and what was said since is heard. */
class RetainCommandTest {
  /** 395 days after June 1st and 2nd of 2026, and not yet after the 3rd. */
  private static final String TWO_DAYS_EXPIRED = "2027-07-03T12:00:00Z";

  private static final String NOTHING_EXPIRED = "2026-12-01";
  private static final String ALL_EXPIRED = "2027-08-01";

  @TempDir Path folder;

  private RightsSite site(String format) throws IOException {
    RightsSite site = new RightsSite(folder, format);
    site.run("job");
    return site;
  }

  private static int retain(RightsSite site, String... more) {
    List<String> arguments = new ArrayList<>(List.of("retain", site.job("job")));
    arguments.addAll(List.of(more));
    return site.shell.throng(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whatIsOldGoes(String format) throws IOException {
    RightsSite site = site(format);
    SortedMap<String, Integer> before = site.tree(".");
    assertEquals(0, retain(site, "--now", TWO_DAYS_EXPIRED, "--dry-run"), site.shell::err);
    assertEquals(5, site.count("rows_removed"));
    assertEquals(before, site.tree("."));
    assertEquals(0, retain(site, "--now", TWO_DAYS_EXPIRED), site.shell::err);
    assertEquals(5, site.count("rows_removed"));
    assertEquals(List.of("foxtrot", "golf"), site.words("out"));
    assertEquals(
        "day/2026-06-01 day/2026-06-02", site.receipt().path("keys_destroyed_now").asText());
    // Twice is once.
    SortedMap<String, Integer> after = site.tree("out");
    assertEquals(0, retain(site, "--now", TWO_DAYS_EXPIRED), site.shell::err);
    assertEquals(0, site.count("rows_removed"));
    assertEquals(after, site.tree("out"));
  }

  /** The tables of the days are old, too, and the rejections of today are. */
  @Test
  void everyOutputHasATerm() throws IOException {
    RightsSite site = site("parquet");
    int tables = site.tree("out/tables").size();
    assertTrue(tables > 0);
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(0, site.tree("out/events").size());
    assertEquals(tables, site.tree("out/tables").size());
    assertEquals(0, retain(site, "--now", "2031-08-01"), site.shell::err);
    assertEquals(0, site.tree("out/tables").size());
  }

  /** By Throng's own facts, which name nobody by an id. */
  @Test
  void whatWasSaidSinceIsHeard() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(
        0,
        site.shell.throng(
            "ledger",
            "add",
            site.job("job"),
            "--user",
            ANNA,
            "--state",
            "withdrawn",
            "--purpose",
            "marketing"),
        site.shell::err);
    assertEquals(
        0,
        site.shell.throng("ledger", "add", site.job("job"), "--user", BERT, "--state", "minor"),
        site.shell::err);
    assertEquals(ALL, site.words("out"));
    assertEquals(0, retain(site, "--now", NOTHING_EXPIRED), site.shell::err);
    assertEquals(2, site.receipt().path("ids_decided").intValue());
    assertEquals(
        site.tree("store/facts").lastKey(), site.receipt().path("decided_up_to_fact").asText());
    assertEquals(2, site.count("rows_removed"));
    assertEquals(3, site.count("rows_narrowed"));
    assertEquals(List.of("alpha", "charlie", "delta", "echo", "foxtrot"), site.words("out"));
    for (JsonNode row : site.rows("out")) {
      boolean hers =
          List.of("alpha", "charlie", "foxtrot").contains(row.path("campaign_name").asText());
      assertEquals(hers ? 1 : 2, row.path("purposes").size(), row::toString);
    }
  }

  /** And by the ledger of others, which does. */
  @Test
  void aLedgerThatCameLaterIsHeard() throws IOException {
    RightsSite site = site("parquet");
    Files.writeString(
        folder.resolve("ledger.ndjson"),
        """
        {"subject":{"type":"user","id":"anna-zq4711"},"state":"erased","effective_at":"2026-06-02T10:00:00Z"}
        {"subject":{"type":"cookie","id":"session-zq0817"},"state":"restricted","effective_at":"2026-06-09T00:00:00Z"}
        """);
    site.job("job", "out", "ledger: ledger.ndjson");
    assertEquals(0, retain(site, "--now", NOTHING_EXPIRED), site.shell::err);
    // Erased until the 2nd; what came on the 3rd is new.
    assertEquals(List.of("bravo", "delta", "foxtrot", "golf"), site.words("out"));
    assertEquals(1, site.tree("store/isolated/restricted").size());
    Files.writeString(folder.resolve("ledger.ndjson"), "");
    site.job("job", "out", "");
    assertEquals(0, retain(site, "--now", NOTHING_EXPIRED), site.shell::err);
    // Nobody says anything any more: what was set apart stays until it is lifted.
    assertEquals(List.of("bravo", "delta", "foxtrot", "golf"), site.words("out"));
  }

  /** An erasure that was interrupted behind its fact is completed by who knows no id. */
  @Test
  void anInterruptedErasureIsCompleted() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(
        0,
        site.shell.throng("ledger", "add", site.job("job"), "--user", ANNA, "--state", "erased"),
        site.shell::err);
    assertEquals(ALL, site.words("out"));
    assertEquals(0, retain(site, "--now", NOTHING_EXPIRED), site.shell::err);
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
  }

  @Test
  void whatALawWantsKeptOutlivesTheRest() throws IOException {
    RightsSite site = site("parquet");
    site.policy(
        "\nlegal_holds:\n  - {name: tax, event_types: [order], keep: 3650d, basis: tax law}\n");
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(0, site.tree("out/events").size());
    assertEquals(1, site.tree("store/isolated/held").size());
    assertFalse(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(1, site.tree("store/isolated/held").size());
    // Ten years later the law is content, and so is everybody.
    assertEquals(0, retain(site, "--now", "2036-06-10"), site.shell::err);
    assertEquals(0, site.tree("store/isolated/held").size());
    assertTrue(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));
  }

  /** A hold on a person outlives an erasure and every term, until it is lifted or over. */
  @Test
  void whomALawWantsKeptIsHeldApart() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(0, hold(site, "--basis", "a dispute before a court", "--until", "2028-01-01"));
    assertEquals(0, site.shell.throng("subject", "erase", site.job("job"), "--user", ANNA));
    assertEquals(3, site.count("rows_held"), site.shell::out);
    assertEquals(
        3,
        site.receipt().path("legal_holds").path("court: a dispute before a court").intValue(),
        site.shell::out);
    assertEquals(0, site.count("rows_removed"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
    assertEquals(3, site.tree("store/isolated/held").size());
    // Nobody names her by an id here: what is held is found by links.
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(0, site.tree("out/events").size());
    assertEquals(3, site.tree("store/isolated/held").size());
    assertEquals(
        3, site.receipt().path("legal_holds").path("court: a dispute before a court").intValue());
    assertFalse(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));
    assertEquals(0, retain(site, "--now", "2028-01-02"), site.shell::err);
    assertEquals(0, site.tree("store/isolated/held").size());
    assertTrue(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));
  }

  /** Without an erasure, what has expired of her is held, and of others goes. */
  @Test
  void aHoldIsLifted() throws IOException {
    RightsSite site = site("jsonl");
    assertEquals(0, hold(site, "--basis", "tax law", "--until", "2036-01-01"), site.shell::err);
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(3, site.tree("store/isolated/held").size());
    assertEquals(4, site.count("rows_removed"));
    assertEquals(0, hold(site, "--lift"), site.shell::err);
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(0, site.tree("store/isolated/held").size());
    assertEquals(2, hold(site, "--basis", "anna@example.com asks", "--until", "2036-01-01"));
    assertEquals(2, hold(site, "--basis", "tax law"));
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
  }

  private static int hold(RightsSite site, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("subject", "hold", site.job("job"), "--user", ANNA, "--name", "court"));
    arguments.addAll(List.of(more));
    return site.shell.throng(arguments.toArray(String[]::new));
  }

  /** Extracts end as the policy says, those of other jobs, and what lies there besides does not. */
  @Test
  void anExtractEndsWithItsTerm() throws IOException {
    RightsSite site = new RightsSite(folder, "jsonl");
    String job = Files.readString(folder.resolve("job.yaml"));
    Files.writeString(
        folder.resolve("research.yaml"),
        job.replace(
            "  rejected:",
            "  research: {to: out/research, format: csv, recipient: a university, k: 2,"
                + " quasi_identifiers: [[country]]}\n  rejected:"));
    Path input = folder.resolve("in.ndjson");
    Files.writeString(
        input,
        Files.readString(input).replace("{\"statistical", "{\"research\":true,\"statistical"));
    site.run("research");
    assertEquals(3, extracts(site).size());
    Files.writeString(folder.resolve("out/research/notes.txt"), "ours");
    // The policy keeps them for 730 days.
    assertEquals(0, retain(site, "--now", "2028-05-30"), site.shell::err);
    assertEquals(3, extracts(site).size());
    assertEquals(0, retain(site, "--now", "2028-05-31", "--dry-run"), site.shell::err);
    assertEquals(1, site.receipt().path("other_files_deleted").intValue());
    assertEquals(3, extracts(site).size());
    assertEquals(0, retain(site, "--now", "2028-06-04"), site.shell::err);
    assertEquals(List.of(), extracts(site));
    assertTrue(site.tree("out/research").containsKey("notes.txt"));
  }

  /** The extracts, without what tells what their columns mean. */
  private static List<String> extracts(RightsSite site) throws IOException {
    return site.tree("out/research").keySet().stream()
        .filter(file -> file.endsWith(".csv"))
        .toList();
  }

  /** Rows about fewer than 20 people of a kind go; of the others nobody's name stays. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whatIsAnonymizedNamesNobody(String format) throws IOException {
    RightsSite site = new RightsSite(folder, format);
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < 45; i++) {
      // 25 from Germany, 20 from France with a role; 2 events each.
      for (int j = 0; j < 2; j++) {
        more.append(
            """
            {"event_type":"page_view","event_time":"2026-06-01T%02d:00:00Z","user":{"id":"many-%d","country":"%s"},"campaign":{"name":"some"},"consent":{"statistical":true}}
            """
                .formatted(j, i, i < 25 ? "DE" : "FR"));
      }
    }
    Files.writeString(folder.resolve("in.ndjson"), more);
    site.policy("", "events: {keep: 395d, then: delete}", "events: {keep: 395d, then: anonymize}");
    site.run("job");
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(90, site.count("rows_narrowed"));
    int germans = 0;
    for (JsonNode row : site.rows("out")) {
      for (String name :
          List.of(
              "epoch",
              "event",
              "device",
              "cookie",
              "user",
              "company",
              "seller",
              "order",
              "campaign_name")) {
        assertTrue(row.path(name).isMissingNode() || row.path(name).isNull(), name);
      }
      germans += row.path("residence").asText().equals("DE") ? 1 : 0;
    }
    assertEquals(50, germans);
    assertTrue(Files.exists(folder.resolve("keys/epoch/2026-06.destroyed")));
    SortedMap<String, Integer> after = site.tree("out");
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(after, site.tree("out"));
  }

  @Test
  void thoseWhoStandAloneGo() throws IOException {
    RightsSite site = site("parquet");
    site.policy("", "events: {keep: 395d, then: delete}", "events: {keep: 395d, then: anonymize}");
    assertEquals(0, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertEquals(0, site.tree("out/events").size());
  }

  /** It begins well; only who reads on finds out. */
  @Test
  void aDamagedFileIsNamedAndLeftWhereRowsLoseTheirPeople() throws IOException {
    RightsSite site = site("jsonl");
    site.policy("", "events: {keep: 395d, then: delete}", "events: {keep: 395d, then: anonymize}");
    String damaged = "";
    for (String name : site.tree("out/events").keySet()) {
      damaged = name.startsWith("date=2026-06-02") ? name : damaged;
    }
    Path file = folder.resolve("out/events").resolve(damaged);
    Files.writeString(file, "{\"event_type\":", StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(file);
    assertEquals(1, retain(site, "--now", ALL_EXPIRED), site.shell::err);
    assertTrue(site.shell.err().contains(damaged), site.shell::err);
    assertEquals(Set.of(damaged), site.tree("out/events").keySet());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void whatIsNoTimeIsRefused() throws IOException {
    RightsSite site = new RightsSite(folder, "jsonl");
    assertEquals(2, retain(site, "--now", "yesterday"));
    assertEquals(1, site.shell.err().lines().count(), site.shell::err);
  }
}
