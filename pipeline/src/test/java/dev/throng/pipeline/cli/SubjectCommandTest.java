package dev.throng.pipeline.cli;

import static dev.throng.pipeline.cli.RightsSite.ALL;
import static dev.throng.pipeline.cli.RightsSite.ANNA;
import static dev.throng.pipeline.cli.RightsSite.BERT;
import static dev.throng.pipeline.cli.RightsSite.LAPTOP;
import static dev.throng.pipeline.cli.RightsSite.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody asks, and what is stored of them follows; what is of others does not move. */
class SubjectCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private RightsSite site(String format) throws IOException {
    RightsSite site = new RightsSite(folder, format);
    site.run("job");
    assertEquals(ALL, site.words("out"));
    return site;
  }

  private static int subject(RightsSite site, String what, String... more) {
    List<String> arguments = new ArrayList<>(List.of("subject", what, site.job("job")));
    arguments.addAll(List.of(more));
    return site.shell.throng(arguments.toArray(String[]::new));
  }

  private static List<String> words(String lines) throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      words.add(JSON.readTree(line).path("campaign_name").asText());
    }
    return words.stream().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whoIsErasedIsGoneAndStaysGone(String format) throws IOException {
    RightsSite site = site(format);
    List<JsonNode> others = new ArrayList<>(site.rows("out"));
    others.removeIf(
        row -> List.of("alpha", "charlie", "foxtrot").contains(row.path("campaign_name").asText()));
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(3, site.count("rows_removed"));
    assertEquals(3, site.count("files_changed"));
    assertTrue(site.receipt().path("complete").booleanValue());
    // The others are as they were, in everything.
    assertEquals(others, site.rows("out"));
    SortedMap<String, Integer> stored = site.tree("out");
    SortedMap<String, Integer> facts = site.tree("store/facts");
    assertEquals(1, facts.size());

    // Twice changes nothing.
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(0, site.count("rows_removed"));
    assertEquals(stored, site.tree("out"));
    assertEquals(facts, site.tree("store/facts"));

    // The old input again, into another folder: nothing of anna's.
    site.job("again", "again", "");
    site.run("again");
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("again"));
    assertEquals(0, subject(site, "access", "--user", ANNA), site.shell::err);
    assertEquals("", site.shell.out());
    assertEquals(0, site.shell.throng("trail", "verify", site.job("job")), site.shell::err);
    assertTrue(site.shell.out().startsWith("7 entries"), site.shell::out);
  }

  /** All folders that were ever written to, by whichever job with this store. */
  @Test
  void everyFolderIsGoneThrough() throws IOException {
    RightsSite site = site("parquet");
    site.job("other", "elsewhere", "");
    site.run("other");
    site.job("third", "third", "");
    assertEquals(
        0,
        site.shell.throng("subject", "erase", site.job("third"), "--user", ANNA),
        site.shell::err);
    assertEquals(6, site.count("rows_removed"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("elsewhere"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void accessShowsOnesOwnRowsOnly(String format) throws IOException {
    RightsSite site = site(format);
    assertEquals(0, subject(site, "access", "--user", ANNA), site.shell::err);
    assertEquals(List.of("alpha", "charlie", "foxtrot"), words(site.shell.out()));
    // Whom she bought from is another person.
    assertFalse(site.shell.out().contains("seller"), site.shell::out);
    // On the laptop bert was, too: his row is his.
    assertEquals(0, subject(site, "access", "--user", ANNA, "--device", LAPTOP), site.shell::err);
    assertEquals(List.of("alpha", "charlie", "delta", "foxtrot"), words(site.shell.out()));
    assertEquals(0, subject(site, "access", "--device", LAPTOP), site.shell::err);
    assertEquals(List.of("delta"), words(site.shell.out()));
    // A session's cookie has a key of the day.
    assertEquals(0, subject(site, "access", "--cookie", SESSION), site.shell::err);
    assertEquals(List.of("echo"), words(site.shell.out()));
    // An id is of its type.
    assertEquals(0, subject(site, "access", "--device", ANNA), site.shell::err);
    assertEquals("", site.shell.out());
  }

  @Test
  void rowsMayBeTakenElsewhere() throws IOException {
    RightsSite site = site("parquet");
    Path out = folder.resolve("anna.csv");
    assertEquals(
        0,
        subject(site, "access", "--user", ANNA, "--format", "csv", "--out", out.toString()),
        site.shell::err);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    List<String> lines = Files.readString(out).lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(0).startsWith("event_time,event_type,epoch,robot,purposes,"));
    assertTrue(
        lines
            .get(1)
            .startsWith("2026-06-01T10:00:00Z,page_view,2026-06,false,statistical marketing,"),
        lines.get(1));
    assertEquals(3, site.receipt().path("rows_given").intValue());
    // Never over what is there.
    assertEquals(
        2, subject(site, "access", "--user", ANNA, "--out", out.toString()), site.shell::out);
    assertEquals(lines, Files.readString(out).lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whatIsRestrictedIsSetApartAndComesBack(String format) throws IOException {
    RightsSite site = site(format);
    List<JsonNode> before = site.rows("out");
    assertEquals(0, subject(site, "restrict", "--user", ANNA), site.shell::err);
    assertEquals(3, site.count("rows_set_apart"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
    // Sealed: nothing of it can be read.
    SortedMap<String, Integer> apart = site.tree("store/isolated/restricted");
    assertEquals(3, apart.size());
    for (String file : apart.keySet()) {
      byte[] sealed = Files.readAllBytes(folder.resolve("store/isolated/restricted/" + file));
      assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("alpha"));
    }
    // She still sees it.
    assertEquals(0, subject(site, "access", "--user", ANNA), site.shell::err);
    assertEquals(List.of("alpha", "charlie", "foxtrot"), words(site.shell.out()));
    assertEquals(0, subject(site, "restrict", "--user", ANNA), site.shell::err);
    assertEquals(apart, site.tree("store/isolated/restricted"));

    assertEquals(0, subject(site, "restrict", "--user", ANNA, "--lift"), site.shell::err);
    assertEquals(3, site.count("rows_restored"));
    assertEquals(0, site.tree("store/isolated/restricted").size());
    assertEquals(ALL, site.words("out"));
    assertEquals(
        before.stream().map(JsonNode::toString).sorted().toList(),
        site.rows("out").stream().map(JsonNode::toString).sorted().toList());
    // A later run over the same input replaces what was put back.
    site.run("job");
    assertEquals(ALL, site.words("out"));
  }

  /** A row may be of two: it stays apart until neither is restricted. */
  @Test
  void whatAnotherRestrictsStaysApart() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(0, subject(site, "restrict", "--user", ANNA, "--device", LAPTOP), site.shell::err);
    assertEquals(List.of("echo", "golf"), site.words("out"));
    assertEquals(0, subject(site, "restrict", "--user", ANNA, "--lift"), site.shell::err);
    assertEquals(List.of("charlie", "echo", "foxtrot", "golf"), site.words("out"));
    assertEquals(0, subject(site, "object", "--user", BERT, "--purpose", "research"));
    assertEquals(List.of("charlie", "echo", "foxtrot", "golf"), site.words("out"));
    assertEquals(0, subject(site, "restrict", "--device", LAPTOP, "--lift"), site.shell::err);
    assertEquals(ALL, site.words("out"));
  }

  @Test
  void whoIsErasedIsNotSetApartEither() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(0, subject(site, "restrict", "--user", ANNA), site.shell::err);
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(3, site.count("rows_removed"));
    assertEquals(0, site.tree("store/isolated").size());
    assertEquals(0, subject(site, "restrict", "--user", ANNA, "--lift"), site.shell::err);
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
  }

  @Test
  void anObjectionEndsItsPurposeInWhatIsStored() throws IOException {
    RightsSite site = site("jsonl");
    assertEquals(
        0, subject(site, "object", "--user", ANNA, "--purpose", "marketing"), site.shell::err);
    assertEquals(3, site.count("rows_narrowed"));
    for (JsonNode row : site.rows("out")) {
      boolean hers =
          List.of("alpha", "charlie", "foxtrot").contains(row.path("campaign_name").asText());
      assertEquals(
          hers ? "[\"statistical\"]" : "[\"statistical\",\"marketing\"]",
          row.path("purposes").toString());
    }
    SortedMap<String, Integer> stored = site.tree("out");
    assertEquals(0, subject(site, "object", "--user", ANNA, "--purpose", "marketing"));
    assertEquals(stored, site.tree("out"));
    // What may serve nothing any more goes.
    assertEquals(0, subject(site, "object", "--user", ANNA, "--purpose", "*"), site.shell::err);
    assertEquals(3, site.count("rows_removed"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whatIsWrongIsPutRight(String format) throws IOException {
    RightsSite site = site(format);
    assertEquals(
        0,
        subject(site, "correct", "--user", ANNA, "--residence", "US", "--role", "buyer"),
        site.shell::err);
    assertEquals(3, site.count("rows_corrected"));
    for (JsonNode row : site.rows("out")) {
      boolean hers =
          List.of("alpha", "charlie", "foxtrot").contains(row.path("campaign_name").asText());
      boolean his = List.of("bravo", "golf").contains(row.path("campaign_name").asText());
      assertEquals(
          hers ? "US US buyer" : his ? "DE EEA " : "  ",
          row.path("residence").asText("")
              + " "
              + row.path("residence_region").asText("")
              + " "
              + row.path("role").asText(""));
    }
    SortedMap<String, Integer> stored = site.tree("out");
    assertEquals(0, subject(site, "correct", "--user", ANNA, "--residence", "US"));
    assertEquals(0, site.count("rows_corrected"));
    assertEquals(stored, site.tree("out"));
    assertEquals(2, subject(site, "correct", "--user", ANNA));
    assertEquals(2, subject(site, "correct", "--user", ANNA, "--residence", ANNA));
    assertEquals(2, subject(site, "correct", "--user", ANNA, "--role", ANNA));
  }

  /** P28: an order is kept where the law wants it, and nobody else sees it. */
  @Test
  void whatALawWantsKeptIsHeldApart() throws IOException {
    RightsSite site = site("parquet");
    site.policy(
        "\nlegal_holds:\n  - {name: tax, event_types: [order], keep: 3650d, basis: tax law}\n");
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(2, site.count("rows_removed"));
    assertEquals(1, site.count("rows_held"));
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
    SortedMap<String, Integer> held = site.tree("store/isolated/held");
    assertEquals(1, held.size());
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(1, site.count("rows_held"));
    assertEquals(held, site.tree("store/isolated/held"));
  }

  @Test
  void ofSomebodyUnknownThereIsNothing() throws IOException {
    RightsSite site = site("parquet");
    SortedMap<String, Integer> stored = site.tree("out");
    for (String id : List.of("nobody", "Anna-zq4711", "аnna-zq4711", "anna-zq4711\u200b")) {
      assertEquals(0, subject(site, "access", "--user", id), site.shell::err);
      assertEquals("", site.shell.out());
      assertEquals(0, subject(site, "erase", "--user", id), site.shell::err);
      assertEquals(0, site.count("rows_removed"));
      assertEquals("nothing is stored of them", site.receipt().path("found").asText());
    }
    assertEquals(stored, site.tree("out"));
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertTrue(site.receipt().path("found").isMissingNode());
  }

  /** Who only looks leaves alone what another may be writing; who works alone clears up. */
  @Test
  void whatIsHalfWrittenGoesWithTheNextPass() throws IOException {
    RightsSite site = site("parquet");
    Path half = folder.resolve("out/events/date=2026-06-01/.half.tmp");
    Files.writeString(half, "half");
    assertEquals(0, site.shell.throng("keys", "list", site.job("job")), site.shell::err);
    assertTrue(Files.exists(half));
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertFalse(Files.exists(half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0007b", "a\nb", "\ud800"})
  void whatIsNoIdIsRefusedAndNotPrinted(String id) throws IOException {
    RightsSite site = new RightsSite(folder, "jsonl");
    for (String what : List.of("access", "erase", "restrict")) {
      assertEquals(2, subject(site, what, "--user", id), site.shell::out);
      assertEquals(1, site.shell.err().lines().count(), site.shell::err);
    }
    assertEquals(2, subject(site, "erase", "--user", "x".repeat(10_000)), site.shell::out);
    assertEquals(2, subject(site, "erase", "--company", "c"), site.shell::out);
    assertEquals(2, subject(site, "erase"), site.shell::out);
    assertEquals(2, subject(site, "erase", "--usr", ANNA), site.shell::out);
    assertEquals(2, subject(site, "object", "--user", ANNA, "--purpose", ANNA), site.shell::out);
    assertFalse(Files.exists(folder.resolve("store/facts")));
  }

  /** It is named and left alone, the rest is done, and the command does not end with 0. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void aDamagedFileIsNamedAndTheRestIsDone(String format) throws IOException {
    RightsSite site = site(format);
    String first = site.tree("out/events").firstKey();
    Path file = folder.resolve("out/events").resolve(first);
    byte[] whole = Files.readAllBytes(file);
    byte[] cut = Arrays.copyOf(whole, whole.length / 3);
    Files.write(file, cut);
    assertEquals(1, subject(site, "erase", "--user", ANNA), site.shell::out);
    assertTrue(site.shell.err().contains(file + " is damaged"), site.shell::err);
    assertEquals(2, site.count("rows_removed"));
    assertFalse(site.receipt().path("complete").booleanValue());
    assertEquals(1, subject(site, "access", "--user", ANNA), site.shell::out);
    // Restored, it is done with the next call.
    Files.write(file, whole);
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    assertEquals(List.of("bravo", "delta", "echo", "golf"), site.words("out"));
  }

  /** Of what is found beside stored events somebody is told, and nobody touches it. */
  @Test
  void whatThrongDidNotWriteIsNamed() throws IOException {
    RightsSite site = site("parquet");
    Path copy = folder.resolve("out/events/date=2026-06-01/copy.csv");
    Files.writeString(copy, "a copy");
    assertEquals(0, subject(site, "erase", "--user", ANNA), site.shell::err);
    List<String> named = new ArrayList<>();
    site.receipt().path("not_reached").forEach(each -> named.add(each.path("what").asText()));
    assertEquals(
        List.of(
            folder.resolve("out/tables").toString(),
            folder.resolve("out/rejected").toString(),
            copy.toString()),
        named);
    assertEquals("a copy", Files.readString(copy));
  }

  /** Foxtrot is anna's, who bought from bert: it stays, and says no more from whom. */
  @ParameterizedTest
  @ValueSource(strings = {"parquet", "avro", "jsonl"})
  void whoIsErasedIsNobodysSeller(String format) throws IOException {
    RightsSite site = site(format);
    assertTrue(foxtrot(site).path("seller").asText().startsWith("2026-06."), "he was");
    assertEquals(0, subject(site, "erase", "--user", BERT), site.shell::err);
    assertEquals(2, site.count("rows_removed"));
    assertEquals(1, site.count("rows_narrowed"));
    JsonNode left = foxtrot(site);
    assertTrue(left.path("seller").isMissingNode() || left.path("seller").isNull(), left::toString);
    assertEquals(2, left.path("purposes").size());
    SortedMap<String, Integer> after = site.tree("out/events");
    assertEquals(0, subject(site, "erase", "--user", BERT), site.shell::err);
    assertEquals(after, site.tree("out/events"));
    // The old input again: the row names him once more, until the store is decided anew.
    site.run("job");
    assertEquals(0, site.shell.throng("retain", site.job("job"), "--now", "2026-12-01"));
    left = foxtrot(site);
    assertTrue(left.path("seller").isMissingNode() || left.path("seller").isNull(), left::toString);
  }

  private static JsonNode foxtrot(RightsSite site) throws IOException {
    return site.rows("out").stream()
        .filter(row -> row.path("campaign_name").asText().equals("foxtrot"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void manyAreOnePass() throws IOException {
    RightsSite site = site("parquet");
    Path ids = folder.resolve("ids.tsv");
    StringBuilder lines = new StringBuilder("user\t" + ANNA + "\nuser\t" + BERT + "\n");
    for (int i = 0; i < 500; i++) {
      lines.append("user\tsomebody-").append(i).append('\n');
    }
    Files.writeString(ids, lines);
    assertEquals(0, subject(site, "erase", "--ids", ids.toString()), site.shell::err);
    assertEquals(502, site.receipt().path("ids").path("user").intValue());
    assertEquals(3, site.count("files"));
    assertEquals(5, site.count("rows_removed"));
    assertEquals(List.of("delta", "echo"), site.words("out"));
    // The first and the third day held nobody else.
    assertEquals(1, site.tree("out/events").size());
  }

  /** Bloom filters tell, without a row being read. */
  @Test
  void aFileWithoutThePersonIsNotRead() throws IOException {
    RightsSite site = site("parquet");
    assertEquals(0, subject(site, "erase", "--device", RightsSite.PHONE), site.shell::err);
    assertEquals(3, site.count("files"));
    assertEquals(1, site.count("files_read"));
    assertEquals(1, site.count("files_changed"));
  }
}
