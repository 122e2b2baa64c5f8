package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static dev.throng.pipeline.cli.RightsSite.BERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two records of July are rejected by a job that ends in June, with one that is no JSON. They are
 * sealed, and replayed when the job is put right.
 */
class ReplayCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What must be readable nowhere: ids, and what stands beside them. */
  private static final List<String> SECRETS = List.of(ANNA, BERT, "hotel-raw", "india-raw", "brok");

  @TempDir Path folder;
  private RightsSite site;

  @BeforeEach
  void site() throws IOException {
    site = new RightsSite(folder, "jsonl");
    Files.writeString(
        folder.resolve("in.ndjson"),
        Files.readString(folder.resolve("in.ndjson"))
            + event("2026-07-02T10:00:00Z", ANNA, "hotel")
            + "{\"event_type\":\"page_view\",\"user\":{\"id\":\""
            + ANNA
            + "\"},\"brok\n"
            + event("2026-07-03T10:00:00Z", BERT, "india"));
    change("rejected: {to: out/rejected}", "rejected: {to: out/rejected, seal: public.key}");
    change("limits: {", "limits: {rejected: 100%, ");
    assertEquals(0, seal(), site.shell::err);
  }

  private static String event(String time, String user, String word) {
    return "{\"event_type\":\"page_view\",\"event_time\":\"%s\",\"user\":{\"id\":\"%s\",\"country\":\"DE\"},\"campaign\":{\"name\":\"%s\"},\"contact\":\"%s-raw\",\"consent\":{\"statistical\":true,\"marketing\":true}}\n"
        .formatted(time, user, word, word);
  }

  private void change(String from, String to) throws IOException {
    Path job = folder.resolve("job.yaml");
    String text = Files.readString(job);
    assertTrue(text.contains(from), text);
    Files.writeString(job, text.replace(from, to));
  }

  private int seal(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("keys", "seal", site.job("job"), "--private", privateFile().toString()));
    arguments.addAll(List.of(more));
    return site.shell.throng(arguments.toArray(String[]::new));
  }

  private Path privateFile() {
    return folder.resolve("safe").resolve("private.key");
  }

  private int replay() {
    return site.shell.throng(
        "replay", site.job("job"), "--private", "file:" + privateFile(), "--runner=DirectRunner");
  }

  /** The job takes July, too. */
  private void putRight() throws IOException {
    change("until: 2026-07-01", "until: 2026-08-01");
  }

  private List<JsonNode> rejections() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out/rejected"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          all.add(JSON.readTree(line));
        }
      }
    }
    return all;
  }

  private long sealed() throws IOException {
    return rejections().stream().filter(each -> each.has("sealed")).count();
  }

  private static List<String> and(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all.stream().sorted().toList();
  }

  @Test
  void replayedOnce() throws IOException {
    site.run("job");
    assertEquals(3, sealed());
    assertEquals(RightsSite.ALL, site.words("out"));
    SortedMap<String, Integer> tables = site.tree("out/tables");
    putRight();
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
    for (JsonNode row : site.rows("out")) {
      boolean late = List.of("hotel", "india").contains(row.path("campaign_name").asText());
      assertEquals(late, row.path("replayed").asBoolean(), row::toString);
    }
    assertEquals(tables, site.tree("out/tables"), "what is out stays");
    // What is no JSON today either stays sealed; the others' records are gone, and they stay.
    assertEquals(1, sealed());
    assertEquals(3, rejections().size());
    assertTrue(site.shell.out().contains("rejected again: "), site.shell::out);

    SortedMap<String, Integer> after = site.tree("out");
    assertEquals(0, replay(), site.shell::err);
    assertEquals(after, site.tree("out"));
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
  }

  /** A run over the old input has it all; what was replayed of it goes, and never comes again. */
  @Test
  void aRunOverTheOldInputReplacesIt() throws IOException {
    site.run("job");
    putRight();
    assertEquals(0, replay(), site.shell::err);
    site.run("job");
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
    assertTrue(site.rows("out").stream().noneMatch(row -> row.path("replayed").asBoolean()));
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
  }

  /** And a run over some of its days leaves what it is not about, and rejects no record anew. */
  @Test
  void aRunOverSomeDaysDoesNotBringItAgain() throws IOException {
    site.run("job");
    Path fixed = folder.resolve("fixed.yaml");
    Files.copy(folder.resolve("job.yaml"), fixed);
    putRight();
    assertEquals(0, replay(), site.shell::err);
    // Rejects and seals the same records once more.
    assertEquals(
        0,
        site.shell.throng(
            "run",
            fixed.toString(),
            "--from",
            "2026-06-02",
            "--until",
            "2026-06-04",
            "--runner=DirectRunner"),
        site.shell::err);
    assertEquals(3, sealed());
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
  }

  /** Consent and erasure are asked again. */
  @Test
  void whatPeopleSaidSinceIsHeard() throws IOException {
    site.run("job");
    assertEquals(
        0, site.shell.throng("subject", "erase", site.job("job"), "--user", ANNA), site.shell::err);
    assertEquals(
        0,
        site.shell.throng(
            "ledger",
            "add",
            site.job("job"),
            "--user",
            BERT,
            "--state",
            "withdrawn",
            "--purpose",
            "marketing"),
        site.shell::err);
    List<String> before = site.words("out");
    putRight();
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(before, "india"), site.words("out"));
    JsonNode bert =
        site.rows("out").stream()
            .filter(row -> row.path("campaign_name").asText().equals("india"))
            .findFirst()
            .orElseThrow();
    assertEquals("[\"statistical\"]", bert.path("purposes").toString());
    assertEquals(1, sealed());
  }

  /** No byte of a record, nor of its base64, is in anything that was written. */
  @Test
  void nothingIsReadableWithoutThePrivateKey() throws IOException {
    site.run("job");
    nothingIsReadable();
    putRight();
    assertEquals(0, replay(), site.shell::err);
    nothingIsReadable();
  }

  private void nothingIsReadable() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.endsWith("in.ndjson")) {
          continue;
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String secret : SECRETS) {
          assertFalse(bytes.contains(secret), () -> secret + " stands in " + file);
          for (int shift = 0; shift < 3; shift++) {
            // Base64 of a text depends on where it begins; its inner characters do not.
            byte[] shifted = (" ".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String inner = text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
            assertFalse(bytes.contains(inner), () -> "base64 of " + secret + " in " + file);
          }
        }
      }
    }
  }

  @Test
  void whatIsRejectedAgainMayComeAgain() throws IOException {
    site.run("job");
    assertEquals(0, replay(), site.shell::err);
    assertEquals(RightsSite.ALL, site.words("out"));
    assertEquals(3, sealed());
    putRight();
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
  }

  /** An erasure looks into what it can open, and says of the rest when it ends. */
  @Test
  void erasedFromWhatIsSealed() throws IOException {
    site.run("job");
    assertEquals(
        0, site.shell.throng("subject", "erase", site.job("job"), "--user", ANNA), site.shell::err);
    assertEquals(0, site.receipt().path("sealed_records_removed").intValue());
    assertTrue(
        site.receipt().path("not_reached").toString().contains("3 sealed records"),
        site.shell::out);
    assertEquals(3, sealed());
    assertEquals(
        0,
        site.shell.throng(
            "subject",
            "erase",
            site.job("job"),
            "--user",
            ANNA,
            "--private",
            "file:" + privateFile()),
        site.shell::err);
    // Also of what is no JSON.
    assertEquals(2, site.receipt().path("sealed_records_removed").intValue());
    assertEquals(1, sealed());
    assertEquals(3, rejections().size());
  }

  /** What was sealed ends with its key, and the key ends. */
  @Test
  void retainEndsWhatHasExpired() throws IOException {
    site.run("job");
    Instant end = Instant.now().plus(Duration.ofDays(450));
    assertEquals(
        0,
        site.shell.throng(
            "retain",
            site.job("job"),
            "--now",
            Instant.now().plus(Duration.ofDays(20)).toString(),
            "--private",
            privateFile().toString()),
        site.shell::err);
    assertEquals(0, site.receipt().path("sealed_records_expired").intValue());
    assertEquals(3, sealed());
    // The rejections themselves are kept for longer than the keys were made for.
    site.policy("", "rejected: {keep: 30d, then: delete}", "rejected: {keep: 3000d, then: delete}");
    assertEquals(
        0,
        site.shell.throng(
            "retain",
            site.job("job"),
            "--now",
            end.toString(),
            "--private",
            privateFile().toString()),
        site.shell::err);
    assertEquals(3, site.receipt().path("sealed_records_expired").intValue());
    assertEquals(0, sealed());
    assertEquals(3, rejections().size());
    assertTrue(Files.readString(privateFile()).lines().count() <= 2);
    assertEquals(
        Files.readString(privateFile()).lines().count(),
        Files.readString(folder.resolve("public.key")).lines().count());
  }

  @Test
  void theWrongKeyOpensNothing() throws IOException {
    site.run("job");
    putRight();
    Path right = folder.resolve("right.key");
    Files.move(privateFile(), right);
    Files.move(folder.resolve("public.key"), folder.resolve("right.public"));
    assertEquals(0, seal(), site.shell::err);
    SortedMap<String, Integer> before = site.tree("out");
    assertEquals(0, replay(), site.shell::err);
    assertTrue(site.shell.out().contains("sealed with other keys"), site.shell::out);
    assertEquals(before, site.tree("out"));
    Files.delete(privateFile());
    Files.move(right, privateFile());
    assertEquals(0, replay(), site.shell::err);
    assertEquals(and(RightsSite.ALL, "hotel", "india"), site.words("out"));
  }

  @Test
  void thePrivateKeyLiesElsewhere() throws IOException {
    for (String inside : List.of("keys/private.key", "store/private.key", "out/events/private")) {
      assertEquals(
          5,
          site.shell.throng(
              "keys", "seal", site.job("job"), "--private", folder.resolve(inside).toString()),
          inside);
    }
    site.run("job");
    assertEquals(
        3,
        site.shell.throng("replay", site.job("job"), "--private", "file:/nowhere/private.key"),
        site.shell::err);
    Files.setPosixFilePermissions(
        privateFile(), java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(3, replay(), site.shell::err);
    assertTrue(site.shell.err().contains("0600"), site.shell::err);
    assertEquals(
        2, site.shell.throng("replay", site.job("job"), "--private", "secret"), site.shell::err);
  }

  /** Who asks for seals and has no key gets no run, rather than one that seals nothing. */
  @Test
  void withoutAKeyThereIsNoRun() throws IOException {
    Files.delete(folder.resolve("public.key"));
    assertEquals(3, site.shell.throng("run", site.job("job"), "--runner=DirectRunner"));
    assertEquals(1, site.shell.err().lines().count(), site.shell::err);
    assertFalse(Files.exists(folder.resolve("out/run.json")));
  }
}
