package dev.throng.pipeline.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.release.Promise;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.pseudonymize.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficerPageTest {
  private static final Instant NOW = Instant.parse("2026-06-10T08:00:00.123Z");
  private static final String JOB =
      """
      name: shop
      events:
        format: access-log
        log_format: '$remote_addr [$time_local] "$request" $status "$cookie_cart"'
        from: /in/a.log
      consent: {ledger: /in/facts.ndjson, default: {"*": {"*": denied}, US: {statistical: granted}}}
      policy: policy.yaml
      reports: reports.yaml
      keys: {keyring: keys, master: "file:master.key", epoch: week}
      budget: {third_party: {epsilon: 4, delta: 1e-6, period: 30d}}
      output:
        events: {to: out/events}
        aggregates: [{to: out/aggregates}]
        research:
          {to: out/research, recipient: the university, k: 25, quasi_identifiers: [[country], [hour]]}
        rejected: {to: out/rejected}
        manifest: out/run.json
      """;
  private static final String REPORTS =
      """
      reports:
        - name: visits
          purpose: statistical
          audience: internal
          recipient: <b>web</b> & "team"
          window: 1d
          where: {robot: false, event_type: [page_view, product_view]}
          dimensions: [country, city]
          measures: [events, unique_people]
          release: {at_least: 30, diversity: {of: category, least: 2}}
        - name: public
          purpose: marketing
          audience: third_party
          recipient: everybody
          window: 1h
          dimensions: [country]
          measures: [events]
          release: {epsilon: 0.05, delta: 1e-12, groups_per_person: 1, events_per_group: 10}
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("reports.yaml"), REPORTS);
    Files.writeString(
        folder.resolve("policy.yaml"),
        Resources.toString(
                Resources.getResource(Policy.class, "policy.yaml"), StandardCharsets.UTF_8)
            + "\nlegal_holds: [{name: tax, event_types: [payment, order], keep: 3650d, basis: AO}]\n");
  }

  private Job job() throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(file, JOB);
    return JobFile.read(file.toString(), NOW);
  }

  private String page(Instant now) throws IOException {
    Job job = job();
    return new OfficerPage(job, Lineage.of(job), Promise.of(job).orElseThrow().sentences())
        .html("job.yaml", "1.0", now);
  }

  /** The cells of a table, by the heading above it. */
  private static List<List<String>> rows(String page, String heading) {
    String behind = page.substring(page.indexOf("<h2 id=\"" + heading + "\">"));
    String table = behind.substring(behind.indexOf("<tbody>"), behind.indexOf("</tbody>"));
    List<List<String>> rows = new ArrayList<>();
    for (String line : table.lines().filter(each -> each.startsWith("<tr>")).toList()) {
      List<String> cells = new ArrayList<>();
      Matcher cell = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>").matcher(line);
      while (cell.find()) {
        cells.add(cell.group(1));
      }
      rows.add(cells);
    }
    return rows;
  }

  @Test
  void everythingAnOfficerAsksFor() throws IOException {
    String page = page(NOW);
    assertTrue(page.contains("<h1>What becomes of personal data: shop</h1>\n"));
    assertEquals(
        List.of(
            List.of(
                "events",
                "Lines of an access log: &#96;$remote_addr [$time_local] &quot;$request&quot; $status"
                    + " &quot;$cookie_cart&quot;&#96;."),
            List.of("read from", "/in/a.log"),
            List.of("pseudonyms", "keyed hashes; their keys are of one week each"),
            List.of("places", "never finer than a city of 15,000 people"),
            List.of("addresses", "truncated in memory, and then dropped"),
            List.of(
                "consent",
                "an event&#39;s own word, and a ledger; a refusal counts for earlier events, too"),
            List.of(
                "where nobody said anything",
                "US: statistical allowed; elsewhere: nothing is allowed"),
            List.of("policy versions", "every one counts")),
        rows(page, "source").stream()
            .map(row -> row.stream().map(cell -> cell.replace("`", "&#96;")).toList())
            .toList());
    assertEquals(
        List.of(
            List.of("statistical", "consent", "visits"),
            List.of("personalisation", "consent", "\u2013"),
            List.of("marketing", "consent", "public"),
            List.of("share_with_sellers", "consent", "\u2013"),
            List.of("research", "consent", "research")),
        rows(page, "purposes"));
    String team = "&lt;b&gt;web&lt;/b&gt; &amp; &quot;team&quot;";
    assertEquals(
        List.of(
            List.of(team, "internal", "visits"),
            List.of("everybody", "third_party", "public"),
            List.of("the university", "internal", "research")),
        rows(page, "recipients"));
    assertEquals(
        List.of(
            List.of(
                "visits",
                "statistical",
                team,
                "events, unique_people",
                "country, city",
                "event_type is page_view or product_view, robot is false",
                "1 day",
                "Every row is about at least 30 people, or companies where these are fewer; smaller"
                    + " groups are merged or left out, and its people have at least 2 values of"
                    + " category."),
            List.of(
                "public",
                "marketing",
                "everybody",
                "events",
                "country",
                "\u2013",
                "60 minutes",
                "Every number is noised, so that one person changes next to nothing: differential"
                    + " privacy with epsilon 0.05 and delta 1E-12 a window.")),
        rows(page, "reports"));
    assertEquals(
        List.of(
            List.of("events", "395d, then delete"),
            List.of("aggregates", "1825d, then delete"),
            List.of("rejected", "30d, then delete"),
            List.of("research", "730d, then delete")),
        rows(page, "kept"));
    assertTrue(
        page.contains(
            "<tr><th scope=\"row\">tax</th><td>order, payment</td><td>3650 days</td><td>AO</td></tr>"));
    for (String sentence : Promise.of(job()).orElseThrow().sentences()) {
      assertTrue(page.contains("<li>" + Html.escaped(sentence.strip()) + "</li>"), sentence);
    }
    for (String sentence :
        ExtractPromise.sentences(java.util.Objects.requireNonNull(job().outputs().research()))) {
      assertTrue(page.contains("<li>" + Html.escaped(sentence.strip()) + "</li>"), sentence);
    }
  }

  @Test
  void everyFieldIsInIt() throws IOException {
    List<List<String>> fields = rows(page(NOW), "fields");
    // One more for the cookie that the log's pattern has, and drops.
    assertEquals(IdentifiedEvent.getClassSchema().getFields().size() + 1, fields.size());
    assertEquals(
        List.of(
            "$cookie_cart", "\u2013", "cookie_id", "drop", "\u2013", "\u2013", "\u2013", "\u2013"),
        fields.get(fields.size() - 1));
    List<String> ip =
        fields.stream().filter(row -> row.get(0).equals("network.ip")).findFirst().orElseThrow();
    assertEquals(List.of("network.ip", "$remote_addr", "ip_address", "truncate"), ip.subList(0, 4));
  }

  /** Nothing in it reaches out, and nothing that a file says is markup. */
  @Test
  void itNeedsNothingElse() throws IOException {
    String page = page(NOW);
    for (String other : List.of("<script", "src=", "href=", "url(", "http:", "https:", "<b>")) {
      assertFalse(page.contains(other), other);
    }
    assertTrue(page.contains("@media print"));
    assertTrue(page.contains("<dt>Signature</dt>"));
  }

  /** Whoever signs, signs what stands there: the digest is that of the content, not of the time. */
  @Test
  void theDigestIsOfTheContent() throws IOException {
    String page = page(NOW);
    String content =
        page.substring(page.indexOf("<h1>"), page.indexOf("<section id=\"signature\">"));
    String digest = Hashing.sha256().hashString(content, StandardCharsets.UTF_8).toString();
    assertTrue(page.contains("Checked at 2026-06-10T08:00:00Z. SHA-256"), "to the second");
    assertTrue(page.contains(digest));
    assertTrue(page(NOW.plusSeconds(5_000)).contains(digest));
    Files.writeString(
        folder.resolve("reports.yaml"), REPORTS.replace("at_least: 30", "at_least: 20"));
    assertFalse(page(NOW).contains(digest));
    assertNotEquals(page, page(NOW));
  }
}
