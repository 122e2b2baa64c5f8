package dev.throng.transforms.release.noisy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.budget.Cost;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.DiscreteGaussian;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import dev.throng.transforms.release.mechanisms.Noise;
import dev.throng.transforms.release.mechanisms.Threshold;
import dev.throng.transforms.release.mechanisms.Zcdp;
import dev.throng.transforms.release.noisy.NoiseSettings.Selecting;
import dev.throng.transforms.release.noisy.NoiseSettings.Shape;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoisyPlanTest {
  private static Noise noise(NoisyPlan plan, int level, String name) {
    return plan.levels().get(level).quantity(name).noise();
  }

  /** Epsilon 1 in three: scale of 4 groups of 10 events is 120, of 4 groups of 1 person 12. */
  @Test
  void epsilonIsSplitEqually() {
    NoisyPlan plan = new NoisyPlan(Reports.traffic(Reports.laplace("1")));
    assertEquals(new DiscreteLaplace(Rational.of(120)), noise(plan, 0, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(12)), noise(plan, 0, Quantity.PEOPLE));
    assertEquals(Rational.ONE, plan.cost().epsilon());
    assertEquals(Reports.DELTA, plan.cost().delta());
    assertEquals(Reports.DELTA, plan.cost().rhoDelta());
    // Three parts of (1/3)^2 / 2, each over 4 groups.
    assertEquals(Rational.of(1, 24), plan.cost().rho());
  }

  /** Three levels of two quantities, and selection at two of them: eight parts. */
  @Test
  void rollupsTakeTheirParts() {
    NoisyPlan plan = new NoisyPlan(Reports.rolledUp(Reports.laplace("1")));
    assertEquals(
        List.of(Level.finest(2), Level.first(2, 1), Level.first(2, 0)),
        plan.levels().stream().map(NoisyLevel::level).toList());
    assertEquals(new DiscreteLaplace(Rational.of(320)), noise(plan, 0, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(320)), noise(plan, 1, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(320)), noise(plan, 2, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(32)), noise(plan, 1, Quantity.PEOPLE));
    assertEquals(new DiscreteLaplace(Rational.of(8)), noise(plan, 2, Quantity.PEOPLE));
    assertInstanceOf(NoisyLevel.Geometric.class, plan.levels().get(0).selection());
    assertInstanceOf(NoisyLevel.Geometric.class, plan.levels().get(1).selection());
    assertInstanceOf(NoisyLevel.Listed.class, plan.levels().get(2).selection());
    assertEquals(Rational.ONE, plan.cost().epsilon());
    assertEquals(Reports.DELTA, plan.cost().delta());
  }

  @Test
  void sharesWeighTheParts() {
    NoiseSettings noise =
        new NoiseSettings(
            Rational.ONE,
            Reports.DELTA,
            Shape.LAPLACE,
            Selecting.TRUNCATED_GEOMETRIC,
            Map.of("events", Rational.of(7), "selection", Rational.of(2)));
    NoisyPlan plan = new NoisyPlan(Reports.traffic(noise));
    assertEquals(
        new DiscreteLaplace(Rational.of(40).over(Rational.of(7, 10))), noise(plan, 0, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(40)), noise(plan, 0, Quantity.PEOPLE));
    assertEquals(Rational.ONE, plan.cost().epsilon());
  }

  /** The noisy number of people selects: two parts instead of three, and delta is all a failure. */
  @Test
  void aThresholdCostsNoEpsilonOfItsOwn() {
    NoisyPlan plan =
        new NoisyPlan(Reports.traffic(Reports.with("1", Shape.LAPLACE, Selecting.THRESHOLD)));
    DiscreteLaplace people = new DiscreteLaplace(Rational.of(8));
    assertEquals(people, noise(plan, 0, Quantity.PEOPLE));
    assertEquals(
        new NoisyLevel.Above(Threshold.of(people, Reports.DELTA, 4)),
        plan.levels().get(0).selection());
    assertEquals(
        new Cost(Rational.ONE, Reports.DELTA, Rational.of(1, 16), Reports.DELTA), plan.cost());
  }

  /** rho in three; events of one group have L2^2 = 4 * 100, gathered in a rollup 40^2. */
  @Test
  void gaussianNoiseSharesRho() {
    NoiseSettings noise = Reports.with("1", Shape.GAUSSIAN, Selecting.TRUNCATED_GEOMETRIC);
    Rational rho = Zcdp.rho(Rational.ONE, Reports.DELTA.over(2));
    NoisyPlan plan = new NoisyPlan(Reports.traffic(noise));
    assertEquals(
        new DiscreteGaussian(Rational.of(400).over(rho.over(3).times(2))),
        noise(plan, 0, "events"));
    assertEquals(Rational.ONE, plan.cost().epsilon());
    assertEquals(Reports.DELTA, plan.cost().delta());
    assertEquals(Reports.DELTA.over(2), plan.cost().rhoDelta());
    // The selection's root is rounded down, so a little is left.
    assertTrue(plan.cost().rho().compareTo(rho) <= 0);
    assertTrue(plan.cost().rho().compareTo(rho.times(Rational.parse("0.999999"))) > 0);
    assertTrue(Zcdp.epsilon(plan.cost().rho(), Reports.DELTA.over(2)).compareTo(Rational.ONE) <= 0);
    NoisyPlan rolledUp = new NoisyPlan(Reports.rolledUp(noise));
    assertEquals(
        new DiscreteGaussian(Rational.of(1600).over(rho.over(8).times(2))),
        noise(rolledUp, 1, "events"));
  }

  /** Nothing is selected, so nothing is spent on it, and no delta. */
  @Test
  void listedGroupsCostNoSelection() {
    NoisyPlan plan = new NoisyPlan(Reports.listed(Reports.laplace("2"), List.of("a", "b", "c")));
    // Two levels of four quantities and people: a fifth each.
    assertEquals(new DiscreteLaplace(Rational.of(10)), noise(plan, 0, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(10)), noise(plan, 1, "events"));
    assertEquals(new DiscreteLaplace(Rational.of(100_000)), noise(plan, 0, "sum(change)"));
    assertEquals(Rational.of(2), plan.cost().epsilon());
    assertEquals(Rational.ZERO, plan.cost().delta());
  }

  @Test
  void columnsAreValueErrorIntervalAndDraw() {
    NoisyPlan plan = new NoisyPlan(Reports.listed(Reports.laplace("2"), List.of("a")));
    assertEquals(
        List.of(
            "events COUNT",
            "events_error SUM",
            "events_low COUNT",
            "events_high COUNT",
            "events_draw COUNT",
            "unique_people COUNT",
            "unique_people_error SUM",
            "unique_people_low COUNT",
            "unique_people_high COUNT",
            "unique_people_draw COUNT",
            "sum_price SUM",
            "sum_price_error SUM",
            "sum_price_low SUM",
            "sum_price_high SUM",
            "sum_price_draw SUM",
            "sum_change SUM",
            "sum_change_error SUM",
            "sum_change_low SUM",
            "sum_change_high SUM",
            "sum_change_draw SUM",
            "mean_price RATIO",
            "mean_price_error RATIO",
            "mean_price_low RATIO",
            "mean_price_high RATIO",
            "order_rate RATIO",
            "order_rate_error RATIO",
            "order_rate_low RATIO",
            "order_rate_high RATIO"),
        plan.columns().stream().map(column -> column.name() + " " + column.kind()).toList());
  }

  /** Whatever is said differently, all draws are unrelated: the digest differs. */
  @Test
  void everythingThatIsSaidIsInTheDigest() {
    NoisyReport report = Reports.traffic(Reports.laplace("1"));
    Set<String> digests = new HashSet<>(Set.of(report.digest()));
    assertEquals(report.digest(), Reports.traffic(Reports.laplace("1.0")).digest());
    List<Quantity> clamped = List.of(Quantity.count("events", 11));
    NoiseSettings shares =
        new NoiseSettings(
            Rational.ONE,
            Reports.DELTA,
            Shape.LAPLACE,
            Selecting.TRUNCATED_GEOMETRIC,
            Map.of("events", Rational.of(2)));
    List<NoisyReport> others =
        List.of(
            Reports.traffic(Reports.laplace("1.1")),
            Reports.traffic(Reports.with("1", Shape.GAUSSIAN, Selecting.TRUNCATED_GEOMETRIC)),
            Reports.traffic(Reports.with("1", Shape.LAPLACE, Selecting.THRESHOLD)),
            Reports.traffic(shares),
            Reports.rolledUp(Reports.laplace("1")),
            change(report, "other", report.definition(), report.quantities(), 4, Set.of()),
            change(report, report.name(), "where: other", report.quantities(), 4, Set.of()),
            change(report, report.name(), report.definition(), clamped, 4, Set.of()),
            change(report, report.name(), report.definition(), report.quantities(), 5, Set.of()),
            change(
                report,
                report.name(),
                report.definition(),
                report.quantities(),
                4,
                Set.of(List.of("a", "b"))),
            change(
                report,
                report.name(),
                report.definition(),
                report.quantities(),
                4,
                Set.of(List.of("ab", ""))));
    for (NoisyReport other : others) {
      assertTrue(digests.add(other.digest()), other::toString);
    }
    assertNotEquals(report.digest(), others.get(0).bounds().digest());
  }

  private static NoisyReport change(
      NoisyReport report,
      String name,
      String definition,
      List<Quantity> quantities,
      int groups,
      Set<List<String>> listed) {
    return new NoisyReport(
        name,
        definition,
        report.window(),
        2,
        Set.of(),
        quantities,
        report.measures(),
        groups,
        listed,
        report.noise());
  }

  /** Four levels of two quantities, and selection at three of them: eleven parts. */
  @Test
  void rollupsOverAnyDimensionsTakeTheirParts() {
    NoisyPlan plan = new NoisyPlan(Reports.inEachWay(Reports.laplace("1")));
    assertEquals(
        List.of(Level.finest(2), Level.first(2, 1), new Level(2, List.of(1)), Level.first(2, 0)),
        plan.levels().stream().map(NoisyLevel::level).toList());
    for (int level = 0; level < 4; level++) {
      assertEquals(new DiscreteLaplace(Rational.of(440)), noise(plan, level, "events"));
      assertEquals(
          new DiscreteLaplace(Rational.of(level == 3 ? 11 : 44)),
          noise(plan, level, Quantity.PEOPLE));
    }
    assertEquals(Rational.ONE, plan.cost().epsilon());
    assertEquals(Reports.DELTA, plan.cost().delta());
    assertTrue(
        new Guidance(plan).utility().get(2).startsWith("Subtotals by dimension 2: "),
        new Guidance(plan).utility().toString());
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    NoisyReport report = Reports.traffic(Reports.laplace("1"));
    NoiseSettings noDelta = NoiseSettings.of(Rational.ONE, Rational.ZERO);
    refused("no quantity", report, List.of(), report.measures(), report.noise());
    refused(
        "no measure",
        report,
        List.of(Quantity.count("events", 1), Quantity.count("other", 1)),
        report.measures(),
        report.noise());
    refused("delta must", report, report.quantities(), report.measures(), noDelta);
    refused("a measure", report, List.of(), List.of(), report.noise());
    refused(
        "may be negative",
        report,
        List.of(new Quantity("events", -1, 1, 0)),
        List.of(new NoisyMeasure.Quotient("x", Quantity.PEOPLE, "events", false)),
        report.noise());
    refused(
        "but no part",
        report,
        report.quantities(),
        report.measures(),
        new NoiseSettings(
            Rational.ONE,
            Reports.DELTA,
            Shape.LAPLACE,
            Selecting.THRESHOLD,
            Map.of("evnts", Rational.ONE)));
    assertThrows(
        IllegalArgumentException.class, () -> NoiseSettings.of(Rational.ZERO, Reports.DELTA));
    assertThrows(
        IllegalArgumentException.class, () -> NoiseSettings.of(Rational.of(101), Reports.DELTA));
    assertThrows(
        IllegalArgumentException.class, () -> NoiseSettings.of(Rational.ONE, Rational.ONE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NoiseSettings(
                Rational.ONE, Rational.ZERO, Shape.GAUSSIAN, Selecting.THRESHOLD, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NoiseSettings(
                Rational.ONE,
                Reports.DELTA,
                Shape.LAPLACE,
                Selecting.THRESHOLD,
                Map.of("events", Rational.ZERO)));
  }

  private static void refused(
      String words,
      NoisyReport report,
      List<Quantity> quantities,
      List<NoisyMeasure> measures,
      NoiseSettings noise) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new NoisyReport(
                    report.name(),
                    report.definition(),
                    Duration.ofDays(1),
                    2,
                    Set.of(),
                    quantities,
                    measures,
                    4,
                    Set.of(),
                    noise));
    assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
  }

  @Test
  void guidanceSaysWhatIsPromisedAndWhatItIsGoodFor() {
    Guidance guidance = new Guidance(new NoisyPlan(Reports.rolledUp(Reports.laplace("1"))));
    assertEquals(
        "Whether a person is in the data of a window with all that they did in it, or not at all,"
            + " changes the probability of anything that this report may show of the window by a"
            + " factor of at most 2.72 (epsilon 1), apart from a probability of at most 1e-9"
            + " (delta).",
        guidance.guarantee());
    List<String> utility = guidance.utility();
    assertEquals(3, utility.size());
    assertTrue(
        utility
            .get(0)
            .matches(
                "Groups: shown in half of the cases with \\d+ people, in 95 % with \\d+;"
                    + " people within \\d+ in 95 % of the cases;"
                    + " events within \\d+ in 95 % of the cases\\."),
        utility.get(0));
    assertTrue(utility.get(1).startsWith("Subtotals by dimension 1: "), utility.get(1));
    assertTrue(utility.get(2).startsWith("The total: always shown; "), utility.get(2));
    assertTrue(
        new Guidance(new NoisyPlan(Reports.listed(Reports.laplace("1"), List.of("a"))))
            .guarantee()
            .endsWith("a factor of at most 2.72 (epsilon 1)."));
    assertTrue(
        new Guidance(
                new NoisyPlan(
                    Reports.traffic(Reports.with("1", Shape.LAPLACE, Selecting.THRESHOLD))))
            .utility()
            .get(0)
            .matches("Groups: shown in half of the cases with \\d+ people, in 95 % with \\d+; .*"));
  }
}
