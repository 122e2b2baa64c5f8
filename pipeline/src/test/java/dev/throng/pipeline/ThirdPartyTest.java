package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import dev.throng.transforms.settings.PrivacyException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What third parties get of a real job: noised, bounded, by the calendar, and once (P13). */
class ThirdPartyTest {
  private static final long SEED = 11;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BUDGET =
      "\nbudget: {third_party: {epsilon: 100000, delta: 1e-3, period: 30d}}";

  @TempDir static Path folder;
  private static final List<RawEvent> EVENTS = new ArrayList<>();
  private static final Set<String> UNSUBSCRIBED = new TreeSet<>();
  private static List<byte[]> lines;
  private static JobSite site;
  private static Written first;

  @BeforeAll
  static void theFirstRelease() throws IOException {
    lines = new ArrayList<>();
    for (byte[] line : Inputs.lines(SEED, 8_000, 400, Integer.MAX_VALUE)) {
      ObjectNode event = (ObjectNode) JSON.readTree(line);
      // So that nobody is a robot: telling them apart is another test's.
      event.remove(List.of("user_agent", "client_hints"));
      RawEvent raw = new RawEvent(event);
      EVENTS.add(raw);
      if (raw.type().equals("unsubscribe")) {
        UNSUBSCRIBED.addAll(raw.objectors());
      }
      lines.add(JSON.writeValueAsBytes(event));
    }
    site = site("1", Inputs.LIMITS + BUDGET);
    site.put("in.ndjson", Inputs.file(lines));
    first = site.run("in.ndjson", "first", JobSite.WHOLE, "--parallelism=2");
  }

  private static JobSite site(String epsilon, String limits) throws IOException {
    String reports = Inputs.resource("third-party-reports.yaml").replace("EPSILON", epsilon);
    return new JobSite(folder, reports, limits);
  }

  private static SortedMap<String, String> outside(Written written) {
    SortedMap<String, String> tables = new TreeMap<>(written.aggregates());
    tables.keySet().removeIf(path -> path.startsWith("aggregates/inside/"));
    return tables;
  }

  /** A window without a file would tell that nobody did anything in it. */
  @Test
  void everyWindowOfTheCalendarGoesOut() {
    Map<String, Integer> windows = new TreeMap<>();
    outside(first)
        .keySet()
        .forEach(path -> windows.merge(Path.of(path).getName(1).toString(), 1, Integer::sum));
    // Four days, of which two have events; and no whole week.
    assertEquals(Map.of("totals", 4, "orders", 4, "visits", 4, "kinds", 8, "places", 4), windows);
    assertEquals("0", row(first, "totals", "2026-06-04").split(",", -1)[2]);
  }

  @Test
  void whatAPersonAddsIsBoundedAndElseAllIsThere() {
    Map<String, Map<String, Integer>> events = new TreeMap<>();
    Map<String, Map<String, BigDecimal>> prices = new TreeMap<>();
    Map<String, Map<String, Set<String>>> kinds = new TreeMap<>();
    for (RawEvent event : EVENTS) {
      if (!event.purposes(UNSUBSCRIBED).contains("statistical")
          || event.person().isEmpty()
          // P8: with explicit consent it is counted, but for no third party.
          || event.flag("dispute", "health_data")) {
        continue;
      }
      events
          .computeIfAbsent(event.day(), day -> new HashMap<>())
          .merge(event.person(), 1, Integer::sum);
      String half = event.day() + (event.time() % 86_400_000 < 43_200_000 ? "T0000" : "T1200");
      kinds
          .computeIfAbsent(half, window -> new HashMap<>())
          .computeIfAbsent(event.type(), type -> new HashSet<>())
          .add(event.person());
      if (Set.of("order", "add_to_cart").contains(event.type())
          && event.text("commerce", "currency").equals("EUR")) {
        prices
            .computeIfAbsent(event.day(), day -> new HashMap<>())
            .merge(event.person(), event.price(), BigDecimal::add);
      }
    }
    assertEquals(2, events.size());
    events.forEach(
        (day, people) -> {
          String[] row = row(first, "totals", day).split(",", -1);
          assertTrue(people.values().stream().anyMatch(count -> count > 3));
          int bounded = people.values().stream().mapToInt(count -> Math.min(3, count)).sum();
          assertEquals(String.valueOf(bounded), row[2], "events of " + day);
          assertEquals(String.valueOf(people.size()), row[7], "people of " + day);
        });
    prices.forEach(
        (day, people) -> {
          BigDecimal most = new BigDecimal("0.0003");
          BigDecimal bounded =
              people.values().stream().map(most::min).reduce(BigDecimal.ZERO, BigDecimal::add);
          assertTrue(bounded.signum() > 0);
          assertEquals(bounded.toPlainString(), row(first, "orders", day).split(",", -1)[2]);
        });
    kinds.forEach(
        (half, types) -> {
          List<String> rows =
              first.aggregates().get("aggregates/kinds/" + half + ".csv").lines().skip(1).toList();
          assertEquals(4, rows.size(), "groups that are listed");
          for (String row : rows) {
            String[] values = row.split(",", -1);
            long people = types.getOrDefault(values[2], Set.of()).size();
            // Noise of scale 23 / 100: 8 or more away is one in 10^15.
            assertTrue(Math.abs(people - Long.parseLong(values[3])) < 8, row + " for " + people);
          }
        });
  }

  /** A session is of one person on one device; two of a person count in a day, the first. */
  @Test
  void sessionsOfAPersonAreBounded() {
    Map<String, List<RawEvent>> owners = new TreeMap<>();
    for (RawEvent event : EVENTS) {
      if (event.purposes(UNSUBSCRIBED).contains("statistical")
          && !event.person().isEmpty()
          && !event.flag("dispute", "health_data")) {
        String owner =
            event.person() + " " + event.company() + " " + event.owner("device", "cookie", "user");
        owners.computeIfAbsent(owner, first -> new ArrayList<>()).add(event);
      }
    }
    Map<String, Map<String, TreeMap<Long, Integer>>> starts = new TreeMap<>();
    for (List<RawEvent> own : owners.values()) {
      own.sort(Comparator.comparingLong(RawEvent::time));
      RawEvent start = own.get(0);
      long last = start.time();
      for (RawEvent event : own) {
        start = event.time() - last >= 30 * 60_000 ? event : start;
        last = event.time();
        int pages = Set.of("page_view", "product_view").contains(event.type()) ? 1 : 0;
        starts
            .computeIfAbsent(start.day(), day -> new TreeMap<>())
            .computeIfAbsent(start.person(), person -> new TreeMap<>())
            .merge(start.time(), pages, Math::max);
      }
    }
    assertEquals(2, starts.size());
    starts.forEach(
        (day, people) -> {
          long bounded = 0;
          long withPage = 0;
          for (TreeMap<Long, Integer> each : people.values()) {
            bounded += Math.min(2, each.size());
            withPage += each.values().stream().limit(2).mapToInt(pages -> pages).sum();
          }
          String[] row = row(first, "visits", day).split(",", -1);
          assertEquals(String.valueOf(bounded), row[2], "sessions of " + day);
          assertEquals(
              new BigDecimal(withPage)
                  .divide(new BigDecimal(bounded), 6, RoundingMode.HALF_EVEN)
                  .toPlainString(),
              row[7],
              "pages of " + day);
          assertTrue(people.values().stream().anyMatch(each -> each.size() > 2));
        });
  }

  @Test
  void theSameDataGivesTheSameBytes() throws IOException {
    List<byte[]> shuffled = Inputs.shuffled(lines, SEED);
    site.put("parts/a.ndjson", Inputs.file(shuffled.subList(0, 3_000)));
    site.put("parts/b.ndjson", Inputs.file(shuffled.subList(3_000, lines.size())));
    assertEquals(
        outside(first), outside(site.run("parts/*", "parts-out", 200_000, "--parallelism=3")));
    assertEquals(
        outside(first),
        outside(site.run("in.ndjson", "direct", 1_000_000, "--runner=DirectRunner")));
  }

  @Test
  void oneEventMoreChangesNothingThatIsReleased() throws IOException {
    SortedMap<String, String> before = registry();
    List<byte[]> more = new ArrayList<>(lines);
    more.add(
        ("{\"event_type\":\"search\",\"event_time\":\"2026-06-02T10:00:00Z\","
                + "\"device\":{\"id\":\"somebody-else\"},\"consent\":{\"statistical\":true}}")
            .getBytes(StandardCharsets.UTF_8));
    site.put("more.ndjson", Inputs.file(more));
    site.run("in.ndjson", "again", JobSite.WHOLE, "--parallelism=2");
    Written again = site.run("more.ndjson", "again", JobSite.WHOLE, "--parallelism=2");
    assertEquals(outside(first), outside(again));
    assertEquals(1, again.manifest().at("/reports/totals/already_released").intValue());
    assertEquals(0, first.manifest().at("/reports/totals/already_released").intValue());
    assertEquals(before, registry());
    // In a folder without it, it is not made up for either.
    Written elsewhere = site.run("more.ndjson", "elsewhere", JobSite.WHOLE, "--parallelism=2");
    assertTrue(outside(elsewhere).containsKey("aggregates/totals/2026-06-01.csv"));
    assertTrue(!outside(elsewhere).containsKey("aggregates/totals/2026-06-02.csv"));
    // Whoever waits for it is told: here are none of the windows that are told otherwise by now.
    int changed = 0;
    for (JsonNode report : elsewhere.manifest().path("reports")) {
      changed += report.path("already_released").intValue();
    }
    assertEquals(changed, missing("elsewhere"));
    assertEquals(0, missing("again"));
  }

  private static long missing(String out) throws IOException {
    return SplitRuns.run(site.job("more.ndjson", out), Engine.of("--parallelism=2"), JobSite.WHOLE)
        .missing();
  }

  @Test
  void anotherEpsilonHasOtherNoiseAndIsSpentBesides() throws IOException {
    int before = registry().size();
    Written other =
        site("1.0000001", Inputs.LIMITS + BUDGET)
            .run("in.ndjson", "other", JobSite.WHOLE, "--parallelism=2");
    assertEquals(before + 4, registry().size());
    assertNotEquals(table(first, "places", "2026-06-01"), table(other, "places", "2026-06-01"));
    assertEquals(row(first, "totals", "2026-06-01"), row(other, "totals", "2026-06-01"));
  }

  private static final String ONE =
      """
      reports:
        - name: totals
          purpose: statistical
          audience: third_party
          recipient: WHO
          window: 1d
          measures: [events]
          release: {epsilon: 1, events_per_group: 3}
      """;

  /**
   * Each job keeps within the budget by itself, but it is one budget for all that share a store.
   */
  @Test
  void nothingIsPublishedBeyondTheBudget(@TempDir Path other) throws IOException {
    String budget = "\nbudget: {third_party: {epsilon: 1.5, delta: 1e-6, period: 1d}}";
    JobSite one = new JobSite(other, ONE.replace("WHO", "us"), Inputs.LIMITS + budget);
    one.put("in.ndjson", Inputs.file(lines.subList(0, 100)));
    assertEquals(4, one.run("in.ndjson", "one", JobSite.WHOLE).aggregates().size());
    Path records = Path.of(one.job("in.ndjson", "one").store()).resolve("releases");
    assertEquals(4, records.toFile().list((folder, name) -> name.endsWith(".json")).length);
    JobSite two = new JobSite(other, ONE.replace("WHO", "them"), Inputs.LIMITS + budget);
    PrivacyException refused =
        assertThrows(PrivacyException.class, () -> two.run("in.ndjson", "two", JobSite.WHOLE));
    assertEquals(
        "the windows to be released would, with those that were, tell more of a person than"
            + " 'budget' allows: epsilon 2 and delta 0, the sums over 2 releases (basic"
            + " composition), and no more than epsilon 1.5 may be told in a period; nothing was"
            + " published",
        refused.getMessage());
    assertEquals(4, records.toFile().list((folder, name) -> name.endsWith(".json")).length);
    assertEquals(Map.of(), two.written("two").aggregates());
    assertEquals(List.of(), two.written("two").staged());
  }

  /** What a job would spend by itself is refused before anything is read. */
  @Test
  void aJobBeyondItsBudgetDoesNotStart(@TempDir Path other) throws IOException {
    String budget = "\nbudget: {third_party: {epsilon: 6.9, delta: 1e-6, period: 7d}}";
    JobSite job = new JobSite(other, ONE.replace("WHO", "us"), Inputs.LIMITS + budget);
    job.put("in.ndjson", Inputs.file(lines.subList(0, 10)));
    PrivacyException refused =
        assertThrows(PrivacyException.class, () -> job.run("in.ndjson", "out", JobSite.WHOLE));
    assertTrue(refused.getMessage().contains("epsilon 7"), refused.getMessage());
    assertTrue(!Files.exists(other.resolve("out")));
  }

  private static String table(Written written, String report, String window) {
    return written.aggregates().get("aggregates/" + report + "/" + window + ".csv");
  }

  /** The only row of a table. */
  private static String row(Written written, String report, String window) {
    List<String> rows = table(written, report, window).lines().skip(1).toList();
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  private static SortedMap<String, String> registry() throws IOException {
    Job job = site.job("in.ndjson", "first");
    SortedMap<String, String> records = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(job.store()).resolve("releases"))) {
      for (Path file : files.toList()) {
        records.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    records.remove(".lock");
    return records;
  }
}
