package dev.throng.transforms.release.noisy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.People;
import dev.throng.transforms.release.mechanisms.Draw;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.noisy.NoiseSettings.Selecting;
import dev.throng.transforms.release.noisy.NoiseSettings.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoisyTest {
  private static NoisyWindow release(NoisyReport report, List<BoundedGroup> groups) {
    return release(report, groups, People.KEY);
  }

  private static NoisyWindow release(NoisyReport report, List<BoundedGroup> groups, byte[] key) {
    return new Noisy(new NoisyPlan(report), new ReleaseKey(key)).release(0, groups);
  }

  private static Map<List<String>, List<String>> byGroup(NoisyWindow window) {
    Map<List<String>, List<String>> rows = new LinkedHashMap<>();
    window.rows().forEach(row -> rows.put(row.getGroup(), row.getMeasures()));
    return rows;
  }

  /** The draw, put together here: the exact number and the sample that the key gives for it. */
  @Test
  void aNumberIsTheExactOneAndTheNoiseOfItsDraw() {
    NoisyReport report = Reports.traffic(Reports.laplace("1"));
    BoundedGroup group = Reports.group(report, List.of("DE", "phone"), 5000, 31_234);
    List<String> row = byGroup(release(report, List.of(group))).get(List.of("DE", "phone"));
    NoisyPlan plan = new NoisyPlan(report);
    for (var each : Map.of("events", 31_234L, "people", 5000L).entrySet()) {
      Draw draw =
          new Draw(
              Draw.Use.NOISE,
              report.digest(),
              0,
              List.of("DE", "phone"),
              each.getKey(),
              BigInteger.valueOf(each.getValue()));
      BigInteger noise =
          plan.levels()
              .get(0)
              .quantity(each.getKey())
              .noise()
              .sample(new ReleaseKey(People.KEY).bits(draw));
      String expected = BigInteger.valueOf(each.getValue()).add(noise).toString();
      int at = each.getKey().equals("events") ? 0 : 5;
      assertEquals(expected, row.get(at));
      assertEquals(expected, row.get(at + 4));
    }
    // Scale 120 and 12: standard errors sqrt(2) times that, margins 359 and 36, the least
    // m with 2 q^(m + 1) / (1 + q) at most 0.05.
    assertEquals("169.7052", row.get(1));
    assertEquals("16.9657", row.get(6));
    assertEquals("718", difference(row.get(3), row.get(2)));
    assertEquals("72", difference(row.get(8), row.get(7)));
  }

  private static String difference(String high, String low) {
    return new BigDecimal(high).subtract(new BigDecimal(low)).toPlainString();
  }

  @Test
  void theSameDataGivesTheSameRowsInWhateverOrderAndPieces() {
    NoisyReport report = Reports.rolledUp(Reports.laplace("1"));
    List<BoundedGroup> groups = groups(report, 40, new Random(5));
    NoisyWindow window = release(report, groups);
    List<BoundedGroup> pieces = new ArrayList<>();
    for (BoundedGroup group : groups) {
      BigInteger part = group.totals().get(0).shiftRight(1);
      pieces.add(
          new BoundedGroup(group.report(), 0, group.group(), group.people() / 3, List.of(part)));
      pieces.add(
          new BoundedGroup(
              group.report(),
              0,
              group.group(),
              group.people() - group.people() / 3,
              List.of(group.totals().get(0).subtract(part))));
    }
    Collections.shuffle(pieces, new Random(6));
    assertEquals(window, release(report, pieces));
    assertTrue(window.rows().size() > 20);
  }

  /** Random countries and devices, with their rollups. */
  private static List<BoundedGroup> groups(NoisyReport report, int finest, Random random) {
    Map<List<String>, BoundedGroup> all = new LinkedHashMap<>();
    for (int i = 0; i < finest; i++) {
      List<String> values = List.of("c" + i % 7, "d" + i / 7);
      long people = random.nextInt(3) == 0 ? 1 + random.nextInt(300) : 2000;
      for (List<String> level :
          List.of(values, List.of(values.get(0), "(all)"), List.of("(all)", "(all)"))) {
        BoundedGroup group = Reports.group(report, level, people, 3 * people);
        all.merge(level, group, BoundedGroup::plus);
      }
    }
    return List.copyOf(all.values());
  }

  /** One event more, another key, another epsilon: nothing of the noise is the same. */
  @Test
  void otherDataOrDefinitionsHaveUnrelatedNoise() {
    NoisyReport report = Reports.traffic(Reports.laplace("1"));
    List<String> values = List.of("DE", "phone");
    Set<Long> noises = new HashSet<>();
    for (long events = 50_000; events < 50_040; events++) {
      noises.add(noise(report, values, events, People.KEY));
    }
    assertTrue(noises.size() > 30, noises::toString);
    long one = noise(report, values, 50_000, People.KEY);
    assertEquals(one, noise(report, values, 50_000, People.KEY));
    assertNotEquals(one, noise(report, values, 50_000, People.key(2)));
    assertNotEquals(one, noise(report, List.of("DE", "tablet"), 50_000, People.KEY));
    assertNotEquals(
        one, noise(Reports.traffic(Reports.laplace("1.000001")), values, 50_000, People.KEY));
  }

  private static long noise(NoisyReport report, List<String> values, long events, byte[] key) {
    BoundedGroup group = Reports.group(report, values, 10_000, events);
    return Long.parseLong(byGroup(release(report, List.of(group), key)).get(values).get(4))
        - events;
  }

  @Test
  void listedGroupsAlwaysAppearAndNoOthersDo() {
    NoisyReport report = Reports.listed(Reports.laplace("1"), List.of("a", "b", "c"));
    Set<List<String>> expected = Set.of(List.of("(all)"), List.of("a"), List.of("b"), List.of("c"));
    assertEquals(expected, byGroup(release(report, List.of())).keySet());
    List<BoundedGroup> groups =
        List.of(
            Reports.group(report, List.of("b"), 9, 18, 3, 9_000_000, 90_000),
            Reports.group(report, List.of("z"), 9000, 9000, 9000, 9_000_000, 90_000),
            Reports.group(report, List.of("(all)"), 9, 18, 3, 9_000_000, 90_000));
    NoisyWindow window = release(report, groups);
    assertEquals(expected, byGroup(window).keySet());
    assertEquals(0, window.hidden());
  }

  /** Large groups are shown, single people are not, and the manifest can say how many. */
  @Test
  void smallGroupsAreHiddenAndTheTotalIsNot() {
    for (NoiseSettings noise :
        List.of(
            Reports.laplace("1"),
            Reports.with("1", Shape.LAPLACE, Selecting.THRESHOLD),
            Reports.with("1", Shape.GAUSSIAN, Selecting.TRUNCATED_GEOMETRIC),
            Reports.with("1", Shape.GAUSSIAN, Selecting.THRESHOLD))) {
      NoisyReport report = Reports.rolledUp(noise);
      List<BoundedGroup> groups = new ArrayList<>();
      groups.add(Reports.group(report, List.of("DE", "phone"), 20_000, 50_000));
      groups.add(Reports.group(report, List.of("DE", "tv"), 1, 2));
      groups.add(Reports.group(report, List.of("FR", "tv"), 1, 10));
      groups.add(Reports.group(report, List.of("DE", "(all)"), 20_001, 50_002));
      groups.add(Reports.group(report, List.of("FR", "(all)"), 1, 10));
      groups.add(Reports.group(report, List.of("(all)", "(all)"), 20_002, 50_012));
      NoisyWindow window = release(report, groups);
      assertEquals(
          Set.of(List.of("DE", "phone"), List.of("DE", "(all)"), List.of("(all)", "(all)")),
          byGroup(window).keySet(),
          noise::toString);
      assertEquals(2, window.hidden());
      assertEquals(Set.of(List.of("(all)", "(all)")), byGroup(release(report, List.of())).keySet());
    }
  }

  /** What is above a shown group is shown too, however its own decision would go. */
  @Test
  void aRollupOfAShownGroupIsShown() {
    NoisyReport report = Reports.rolledUp(Reports.laplace("1"));
    List<BoundedGroup> groups = new ArrayList<>();
    groups.add(Reports.group(report, List.of("DE", "phone"), 20_000, 50_000));
    // A rollup that is smaller than its part cannot be; here it stands for one that is not chosen.
    groups.add(Reports.group(report, List.of("DE", "(all)"), 1, 1));
    assertTrue(byGroup(release(report, groups)).containsKey(List.of("DE", "(all)")));
    assertEquals(
        Set.of(List.of("(all)", "(all)")), byGroup(release(report, groups.subList(1, 2))).keySet());
  }

  /** Over the second dimension as over the first; and a shown group is in each of them. */
  @Test
  void rollupsOverAnyDimensionsAreShown() {
    NoisyReport report = Reports.inEachWay(Reports.laplace("1"));
    List<BoundedGroup> groups = new ArrayList<>();
    groups.add(Reports.group(report, List.of("DE", "phone"), 20_000, 50_000));
    groups.add(Reports.group(report, List.of("DE", "(all)"), 1, 1));
    groups.add(Reports.group(report, List.of("(all)", "phone"), 1, 1));
    groups.add(Reports.group(report, List.of("(all)", "tv"), 30_000, 70_000));
    groups.add(Reports.group(report, List.of("(all)", "watch"), 1, 1));
    assertEquals(
        Set.of(
            List.of("DE", "phone"),
            List.of("DE", "(all)"),
            List.of("(all)", "phone"),
            List.of("(all)", "tv"),
            List.of("(all)", "(all)")),
        byGroup(release(report, groups)).keySet());
  }

  @Test
  void rowsAreSortedAndSayTheirWindow() {
    NoisyReport report = Reports.listed(Reports.laplace("1"), List.of("b", "é", "a", "Z"));
    List<ReleasedAggregate> rows = release(report, List.of()).rows();
    assertEquals(
        List.of("(all)", "Z", "a", "b", "é"),
        rows.stream().map(row -> row.getGroup().get(0)).toList());
    for (ReleasedAggregate row : rows) {
      assertEquals("listed", row.getReport());
      assertEquals(0, row.getWindowStart());
      assertEquals(86_400_000, row.getWindowEnd());
      assertEquals(new NoisyPlan(report).columns().size(), row.getMeasures().size());
    }
  }

  /** 0 <= low <= value <= high, and what is cut at 0 leaves the sum over the rows as drawn. */
  @Test
  void valuesAreNonNegativeWithinTheirIntervalsAndAddUpToTheDraws() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add("g" + i);
    }
    NoisyReport report = Reports.listed(Reports.laplace("0.5"), names);
    List<BoundedGroup> groups =
        List.of(
            Reports.group(report, List.of("g7"), 400, 800, 30, 90_000_000, -40_000),
            Reports.group(report, List.of("g9"), 200, 300, 3, 40_000_000, 40_000));
    NoisyWindow window = release(report, groups);
    List<NoisyColumn> columns = new NoisyPlan(report).columns();
    int cut = 0;
    for (int at : List.of(0, 5, 10)) {
      assertTrue(columns.get(at + 4).name().endsWith("_draw"));
      BigDecimal values = BigDecimal.ZERO;
      BigDecimal draws = BigDecimal.ZERO;
      for (ReleasedAggregate row : window.rows()) {
        List<String> texts = row.getMeasures();
        BigDecimal value = new BigDecimal(texts.get(at));
        BigDecimal low = new BigDecimal(texts.get(at + 2));
        assertTrue(low.signum() >= 0 && low.compareTo(value) <= 0);
        assertTrue(value.compareTo(new BigDecimal(texts.get(at + 3))) <= 0);
        if (!row.getGroup().equals(List.of("(all)"))) {
          values = values.add(value);
          draws = draws.add(new BigDecimal(texts.get(at + 4)));
          cut += texts.get(at).equals(texts.get(at + 4)) ? 0 : 1;
        }
      }
      assertEquals(0, values.compareTo(draws.max(BigDecimal.ZERO)));
    }
    assertTrue(cut > 30, "the test should see some that are cut");
  }

  @Test
  void groupsOfAnotherReportWindowOrShapeAreRefused() {
    NoisyReport report = Reports.traffic(Reports.laplace("1"));
    List<BoundedGroup> wrong =
        List.of(
            new BoundedGroup("other", 0, List.of("a", "b"), 1, List.of(BigInteger.ONE)),
            new BoundedGroup(report.name(), 1, List.of("a", "b"), 1, List.of(BigInteger.ONE)),
            new BoundedGroup(report.name(), 0, List.of("a"), 1, List.of(BigInteger.ONE)),
            new BoundedGroup(report.name(), 0, List.of("a", "b"), 1, List.of()));
    for (BoundedGroup group : wrong) {
      assertThrows(IllegalArgumentException.class, () -> release(report, List.of(group)));
    }
  }
}
