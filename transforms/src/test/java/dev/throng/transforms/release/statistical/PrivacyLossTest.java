package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Bounding;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.PersonRows;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.noisy.NoiseSettings;
import dev.throng.transforms.release.noisy.NoiseSettings.Selecting;
import dev.throng.transforms.release.noisy.NoiseSettings.Shape;
import dev.throng.transforms.release.noisy.Noisy;
import dev.throng.transforms.release.noisy.NoisyMeasure;
import dev.throng.transforms.release.noisy.NoisyPlan;
import dev.throng.transforms.release.noisy.NoisyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole releases, from rows of people to a table, under {@link Attack}: one who acts as wildly as
 * they can must not be seen better than promised. Releases that are broken on purpose must be.
 */
@Tag("statistical")
class PrivacyLossTest {
  /** The delta is large, so that single people are shown often enough to learn from. */
  private static final Rational DELTA = Rational.parse("0.05");

  private static final Attack ATTACK = new Attack(1, 0.05, 1_500);

  /** A single number, which spends all: seen far more often, it is known far better. */
  private static final Attack CLOSE_ATTACK = new Attack(1, 0.05, 6_000);

  private static final long VICTIM = 99;
  private static final int GROUPS = 2;
  private static final int EVENTS = 3;
  private static final int PRICE = 500;

  private static NoisyReport report(
      String epsilon, Rational delta, Shape shape, Selecting selecting, int groups, int events) {
    return new NoisyReport(
        "attacked",
        "",
        Duration.ofDays(1),
        1,
        Set.of(Level.first(1, 0)),
        List.of(
            Quantity.count("events", events), new Quantity("sum(price)", -PRICE, PRICE - 100, 4)),
        List.of(
            new NoisyMeasure.Total("events", "events"),
            new NoisyMeasure.Total("unique_people", Quantity.PEOPLE),
            new NoisyMeasure.Total("sum_price", "sum(price)"),
            new NoisyMeasure.Quotient("mean_price", "sum(price)", "events", false)),
        groups,
        Set.of(),
        new NoiseSettings(Rational.parse(epsilon), delta, shape, selecting, Map.of()));
  }

  private static NoisyReport report(Shape shape, Selecting selecting) {
    return report("1", DELTA, shape, selecting, GROUPS, EVENTS);
  }

  /** Events alone, in all: one number. */
  private static NoisyReport one(String epsilon, Shape shape) {
    return new NoisyReport(
        "attacked",
        "",
        Duration.ofDays(1),
        0,
        Set.of(),
        List.of(Quantity.count("events", EVENTS)),
        List.of(new NoisyMeasure.Total("events", "events")),
        1,
        Set.of(),
        new NoiseSettings(
            Rational.parse(epsilon), DELTA, shape, Selecting.TRUNCATED_GEOMETRIC, Map.of()));
  }

  /** Rows are person, group, events, price. */
  private static List<long[]> crowd() {
    List<long[]> rows = new ArrayList<>();
    for (long person = 0; person < 80; person++) {
      rows.add(new long[] {person, person % 2, 1 + person % 3, 100});
    }
    return rows;
  }

  /** With someone who has 60 events in each of so many groups; from the third on they are alone. */
  private static List<long[]> crowdAndVictim(int groups) {
    List<long[]> rows = crowd();
    for (long group = 0; group < groups; group++) {
      for (int i = 0; i < 60; i++) {
        rows.add(new long[] {VICTIM, group, 1, -1_000_000});
      }
    }
    return rows;
  }

  private static Attack.Release sound(NoisyReport report) {
    return released(report, report.bounds());
  }

  private static Attack.Release released(NoisyReport report, Bounds bounds) {
    NoisyPlan plan = new NoisyPlan(report);
    return (rows, key) ->
        new Noisy(plan, new ReleaseKey(key)).release(0, bounded(bounds, rows, key)).rows();
  }

  private static Collection<BoundedGroup> bounded(Bounds bounds, List<long[]> rows, byte[] key) {
    List<byte[]> blocks = new ArrayList<>();
    PersonRows people = new PersonRows(List.of(bounds), 1, (bucket, block) -> blocks.add(block));
    for (long[] row : rows) {
      String[] group = bounds.dimensions() == 0 ? new String[0] : new String[] {"g" + row[1]};
      long[] amounts =
          bounds.quantities().size() == 1 ? new long[] {row[2]} : new long[] {row[2], row[3]};
      people.add(0, 0, row[0], group, amounts);
    }
    people.flush();
    Map<List<String>, BoundedGroup> groups = new HashMap<>();
    ReleaseKey ranks = new ReleaseKey(key);
    new Bounding(
            List.of(bounds),
            window -> ranks,
            group -> groups.merge(group.group(), group, BoundedGroup::plus))
        .count(blocks);
    return groups.values();
  }

  /** A column of a group's row: value, error, low, high and draw for each total. */
  private static double number(List<ReleasedAggregate> rows, String group, int column) {
    for (ReleasedAggregate row : rows) {
      if (row.getGroup().isEmpty() || row.getGroup().get(0).equals(group)) {
        String text = row.getMeasures().get(column);
        return text == null ? -1e9 : Double.parseDouble(text);
      }
    }
    return -1e12;
  }

  private static Map<String, ToDoubleFunction<List<ReleasedAggregate>>> views() {
    Map<String, ToDoubleFunction<List<ReleasedAggregate>>> views = new TreeMap<>();
    views.put("how many rows", List::size);
    for (int column : List.of(0, 2, 3, 4, 5, 9, 10, 14, 15, 17)) {
      views.put("total " + column, rows -> number(rows, "(all)", column));
      views.put("group 0 " + column, rows -> number(rows, "g0", column));
      views.put("group 5 " + column, rows -> number(rows, "g5", column));
    }
    views.put("last digit of events", rows -> number(rows, "(all)", 4) % 10);
    views.put("likelihood", PrivacyLossTest::likelihood);
    return views;
  }

  /**
   * What tells best whether someone with all they may have in groups 0 and 1 is there: the
   * likelihood ratio of all draws under Laplace noise, whose scale the error column gives away.
   */
  private static double likelihood(List<ReleasedAggregate> rows) {
    double sum = 0;
    for (String group : List.of("g0", "g1", "(all)")) {
      int times = group.equals("(all)") ? 2 : 1;
      double events = group.equals("(all)") ? 159 : group.equals("g0") ? 79 : 80;
      sum += ratio(rows, group, 0, events, times * EVENTS);
      sum += ratio(rows, group, 5, times * 40, 1);
      sum += ratio(rows, group, 10, times * 40 * 100 / 1e4, -times * PRICE / 1e4);
    }
    return sum;
  }

  private static double ratio(
      List<ReleasedAggregate> rows, String group, int column, double exact, double change) {
    double draw = number(rows, group, column + 4);
    if (draw < -1e8) {
      return 0;
    }
    double scale = number(rows, group, column + 1) / Math.sqrt(2);
    return (Math.abs(draw - exact) - Math.abs(draw - exact - change)) / scale;
  }

  private static Map<String, Double> attacked(Attack.Release release, int groups) {
    return ATTACK.on(release, crowd(), crowdAndVictim(groups), views());
  }

  private static Map<String, Double> closelyAttacked(Attack.Release release) {
    return CLOSE_ATTACK.on(
        release, crowd(), crowdAndVictim(1), Map.of("draw", rows -> number(rows, "", 4)));
  }

  private static void assertSound(Map<String, Double> excesses) {
    excesses.forEach((view, excess) -> assertTrue(excess <= 0, view + " exceeds by " + excess));
  }

  private static void assertFoundOut(Map<String, Double> excesses) {
    assertTrue(
        excesses.values().stream().anyMatch(excess -> excess > 0),
        () -> "the most: " + Collections.max(excesses.entrySet(), Map.Entry.comparingByValue()));
  }

  static Stream<NoisyReport> reports() {
    return Stream.of(
        report(Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC),
        report(Shape.LAPLACE, Selecting.THRESHOLD),
        report(Shape.GAUSSIAN, Selecting.TRUNCATED_GEOMETRIC),
        report(Shape.GAUSSIAN, Selecting.THRESHOLD));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noAttackSeesMoreThanPromised(NoisyReport report) {
    assertSound(attacked(sound(report), GROUPS));
    assertSound(attacked(sound(report), 12));
  }

  @Test
  void aSingleNumberIsWithinItsPromiseAndHalfItsNoiseIsNot() {
    assertSound(closelyAttacked(sound(one("1", Shape.LAPLACE))));
    assertFoundOut(closelyAttacked(sound(one("2", Shape.LAPLACE))));
    assertSound(closelyAttacked(sound(one("1", Shape.GAUSSIAN))));
    assertFoundOut(closelyAttacked(sound(one("2.5", Shape.GAUSSIAN))));
  }

  @Test
  void aSixthOfTheNoiseIsFoundOut() {
    assertFoundOut(
        attacked(
            sound(report("6", DELTA, Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC, GROUPS, EVENTS)),
            GROUPS));
  }

  /** Bounded for a hundred groups and events, noised as if for two and three. */
  @Test
  void boundingThatIsOffIsFoundOut() {
    NoisyReport stated = report(Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC);
    NoisyReport loose = report("1", DELTA, Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC, 100, 100);
    assertFoundOut(attacked(released(stated, loose.bounds()), 12));
  }

  /** Every group that anybody is in is shown. */
  @Test
  void selectionThatIsOffIsFoundOut() {
    Rational certain = Rational.parse("0.999999");
    assertFoundOut(
        attacked(
            sound(
                report("1", certain, Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC, GROUPS, EVENTS)),
            12));
  }

  /** The exact mean stands beside noisy totals. */
  @Test
  void aRawFractionIsFoundOut() {
    Attack.Release sound = sound(report(Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC));
    assertFoundOut(
        attacked(
            (rows, key) -> {
              double events = rows.stream().mapToLong(row -> row[2]).sum();
              double price = rows.stream().mapToLong(row -> row[3]).sum();
              return withTotal(sound.of(rows, key), 15, price / events);
            },
            GROUPS));
  }

  /** The last digit of a noisy number is the exact one's: its noise is a multiple of ten. */
  @Test
  void aDigitOfTheExactNumberIsFoundOut() {
    Attack.Release sound = sound(report(Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC));
    assertFoundOut(
        attacked(
            (rows, key) -> {
              long people = rows.stream().mapToLong(row -> row[0]).distinct().count();
              List<ReleasedAggregate> released = sound.of(rows, key);
              double tens = Math.rint(number(released, "(all)", 4) / 10) * 10;
              return withTotal(released, 4, tens + people % 10);
            },
            GROUPS));
  }

  private static List<ReleasedAggregate> withTotal(
      List<ReleasedAggregate> rows, int column, double number) {
    List<ReleasedAggregate> changed = new ArrayList<>();
    for (ReleasedAggregate row : rows) {
      List<String> measures = new ArrayList<>(row.getMeasures());
      if (row.getGroup().get(0).equals("(all)")) {
        measures.set(column, Double.toString(number));
      }
      changed.add(
          new ReleasedAggregate(
              row.getReport(), row.getWindowStart(), row.getWindowEnd(), row.getGroup(), measures));
    }
    return changed;
  }
}
