package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.audit.Audit;
import dev.throng.pipeline.audit.AuditSettings;
import dev.throng.pipeline.audit.Severity;
import dev.throng.transforms.pseudonymize.key.Domain;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P11: each seller gets what the last viewed products of buyers are who allow it, of theirs alone.
 */
class SellersTest {
  /** So little noise that it is nearly never seen, and 2 people are shown. */
  private static final String REPORT =
      """
      reports:
        - name: last_viewed
          purpose: share_with_sellers
          audience: third_party
          recipient: each seller
          window: 1d
          where: {event_type: product_view}
          dimensions: [seller, product]
          measures: [unique_people]
          release: {epsilon: 100, delta: 1e-6, groups_per_person: 2, contributions: most_recent}
      """;

  private static final String LIMITS =
      "{from: 2026-06-01, until: 2026-06-03}\n"
          + "budget: {third_party: {epsilon: 4000, delta: 1e-3, period: 30d}}";

  private static final int LAST = 2;
  private static final List<String> SELLERS = List.of("S1", "S2", "S3");

  /** Somebody looks at a product; the seller is "" where the event does not say. */
  private record View(int buyer, String seller, String product, long millis) {
    boolean isAllowed() {
      return buyer % 4 != 0;
    }

    String line() {
      return "{\"event_type\":\"product_view\",\"event_time\":"
          + millis
          + ",\"user\":{\"id\":\"buyer-"
          + buyer
          + "\"},\"consent\":{\"statistical\":true,\"share_with_sellers\":"
          + isAllowed()
          + ",\"policy_version\":\"2020-09-14\"},\"commerce\":{\"product_id\":\""
          + product
          + "\""
          + (seller.isEmpty() ? "" : ",\"seller_id\":\"" + seller + "\"")
          + "}}";
    }
  }

  @TempDir Path folder;

  @Test
  void eachGetsTheLastViewedOfTheirOwn() throws IOException {
    long seed = 20260601;
    List<View> views = views(new Random(seed));
    JobSite site = new JobSite(folder, REPORT, LIMITS);
    site.put("in.ndjson", Inputs.file(views.stream().map(each -> bytes(each.line())).toList()));
    Written flink = site.run("in.ndjson", "out", 20_000, "--parallelism=2");
    Written direct =
        site.run("in.ndjson", "direct", 15_000, "--runner=DirectRunner", "--targetParallelism=2");
    assertEquals(flink.aggregates(), direct.aggregates());
    assertEquals(flink.packages(), direct.packages());
    for (String file : flink.aggregates().keySet()) {
      String described = file.replace("2026-06-01.csv", "datapackage.json");
      assertEquals(1, PackageReader.requireWhole(flink, described).size());
      assertFalse(flink.packages().get(described).contains(file.split("/", -1)[2]));
    }

    Pseudonyms pseudonyms = Pseudonyms.open(site.job("in.ndjson", "out").keys());
    long day = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    Map<String, String> expected = new TreeMap<>();
    for (String seller : SELLERS) {
      String name = pseudonyms.epochPseudonym(Domain.SELLER, seller, day);
      expected.put("aggregates/last_viewed/" + name + "/2026-06-01.csv", seller);
    }
    assertEquals(expected.keySet(), flink.aggregates().keySet(), "seed " + seed);
    expected.forEach(
        (file, seller) ->
            assertEquals(
                rowsOf(seller, views), rows(flink.aggregates().get(file)), "seed " + seed));
    assertEquals(
        List.of(),
        Audit.of(List.of(folder.resolve("out")), new AuditSettings(20, null)).findings().stream()
            .filter(finding -> finding.severity() == Severity.SEVERE)
            .toList());
  }

  /** Product to people: for each buyer who allows it the two products that they looked at last. */
  private static Map<String, Integer> rowsOf(String seller, List<View> views) {
    Map<Integer, List<View>> latest = new TreeMap<>();
    views.stream()
        .filter(View::isAllowed)
        .filter(view -> !view.seller().isEmpty())
        .sorted((one, other) -> Long.compare(other.millis(), one.millis()))
        .forEach(
            view -> {
              List<View> theirs = latest.computeIfAbsent(view.buyer(), b -> new ArrayList<>());
              boolean known =
                  theirs.stream()
                      .anyMatch(
                          each ->
                              each.seller().equals(view.seller())
                                  && each.product().equals(view.product()));
              if (!known && theirs.size() < LAST) {
                theirs.add(view);
              }
            });
    Map<String, Integer> people = new TreeMap<>();
    latest
        .values()
        .forEach(
            theirs ->
                theirs.stream()
                    .filter(view -> view.seller().equals(seller))
                    .forEach(view -> people.merge(view.product(), 1, Integer::sum)));
    assertTrue(people.values().stream().allMatch(count -> count > 3), people::toString);
    return people;
  }

  private static Map<String, Integer> rows(String table) {
    List<String> lines = table.lines().toList();
    assertTrue(
        lines.get(0).startsWith("window_start,window_end,product,unique_people,"), lines.get(0));
    Map<String, Integer> rows = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rows.put(cells[2], Integer.parseInt(cells[3]));
    }
    return rows;
  }

  /** 120 buyers look at ten products a day at most, no two at the same instant. */
  private static List<View> views(Random random) {
    List<View> views = new ArrayList<>();
    Set<Long> times = new HashSet<>();
    for (int i = 0; i < 900; i++) {
      int product = random.nextInt(10);
      String seller = random.nextInt(15) == 0 ? "" : SELLERS.get(product % SELLERS.size());
      long millis = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
      long time = millis + random.nextInt(86_400_000);
      if (times.add(time)) {
        views.add(new View(random.nextInt(120), seller, "P" + product, time));
      }
    }
    return views;
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
