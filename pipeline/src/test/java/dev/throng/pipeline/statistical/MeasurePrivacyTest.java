package dev.throng.pipeline.statistical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From decided events to a table, each measure that can be noised, alone: whoever acts as wildly as
 * they can is not seen better than promised. Chains that are broken on purpose are found out, of
 * each measure.
 */
@Tag("statistical")
class MeasurePrivacyTest {
  private static final Suspicion CLOSE = new Suspicion(1, 1e-9, 3_000);

  /** For faults that leave hardly a doubt. */
  private static final Suspicion GLANCE = new Suspicion(1, 1e-9, 400);

  private static final Map<String, String> CLAMPS =
      Map.of(
          "sum(price)", "{sum(price): [0, 10]}",
          "sum(quantity)", "{sum(quantity): [-2, 5]}",
          "sum(search_results)", "{sum(search_results): [0, 3]}",
          "pages_per_session", "{pages_per_session: [0, 4]}",
          "average_session_seconds", "{average_session_seconds: [0, 120]}");

  /** What a measure is tried with: the measures beside it, so that more can be made of it. */
  record Case(String measure, String beside, boolean ofSessions) {
    @Override
    public String toString() {
      return measure;
    }

    Report report(String epsilon, int sessions) {
      return report(epsilon, sessions, "person");
    }

    Report report(String epsilon, int sessions, String unit) {
      StringBuilder release = new StringBuilder();
      release.append("epsilon: %s, delta: 1e-9, unit: %s".formatted(epsilon, unit));
      if (ofSessions) {
        release.append(", sessions_per_group: ").append(sessions);
      } else if (List.of("events", "conversions").contains(measure)) {
        release.append(", events_per_group: 3");
      }
      if (CLAMPS.containsKey(measure)) {
        release.append(", clamps: ").append(CLAMPS.get(measure));
      }
      return Chain.report(
          """
          reports:
            - name: attacked
              purpose: statistical
              audience: third_party
              recipient: tests
              window: 1d
              where: {currency: EUR}
              measures: [%s]
              release: {%s}
          """
              .formatted(beside.isEmpty() ? measure : beside + ", " + measure, release));
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("events", "", false),
        new Case("conversions", "", false),
        new Case("unique_people", "", false),
        new Case("open_rate", "", false),
        new Case("sum(price)", "", false),
        new Case("sum(quantity)", "", false),
        new Case("sum(search_results)", "", false),
        new Case("sessions", "", true),
        new Case("pages_per_session", "sessions", true),
        new Case("average_session_seconds", "sessions", true),
        new Case("bounce_rate", "sessions", true),
        new Case("conversion_rate", "sessions", true));
  }

  static Stream<Case> casesOfSessions() {
    return cases().filter(Case::ofSessions);
  }

  /** Whoever adds a measure that can be noised adds a case. */
  @Test
  void eachMeasureThatCanBeNoisedHasACase() {
    Case unknown = new Case("unique_devices", "", false);
    String fault =
        String.valueOf(
            assertThrows(SettingsException.class, () -> unknown.report("1", 2)).getMessage());
    String told = "what can is ";
    assertTrue(fault.contains(told), fault);
    assertEquals(
        new TreeSet<>(
            Splitter.on(", ").splitToList(fault.substring(fault.indexOf(told) + told.length()))),
        new TreeSet<>(cases().map(Case::measure).toList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nobodyIsSeenBetterThanPromised(Case each) {
    Chain chain = Chain.of(each.report("1", 2));
    assertSound(seen(CLOSE, chain, Crowd.comesAllTheTime()));
    assertSound(seen(CLOSE, chain, Crowd.neverLeaves()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aQuarterOfTheNoiseIsFoundOut(Case each) {
    Chain chain = Chain.unlike(each.report("1", 2), each.report("4", 2));
    assertFoundOut(worst(CLOSE, chain));
  }

  /** What a person adds is bounded once more, whatever was counted: without that it is seen. */
  @ParameterizedTest
  @MethodSource("cases")
  void withoutBoundsIsFoundOut(Case each) {
    Report stated = each.report("1", 2);
    Report loose = each.ofSessions() ? each.report("1", 1_000) : stated;
    Chain chain = Chain.unlike(loose, stated).unclamped();
    if (each.measure().equals("unique_people")) {
      // Whoever is there counts once, so that there is nothing to bound.
      assertSound(worst(GLANCE, chain));
    } else {
      assertFoundOut(worst(GLANCE, chain));
    }
  }

  /** Each event counts as somebody's own. */
  @ParameterizedTest
  @MethodSource("cases")
  void onePersonTakenForManyIsFoundOut(Case each) {
    Chain chain = Chain.of(each.report("1", 2));
    assertFoundOut(
        Stream.of(Crowd.comesAllTheTime(), Crowd.neverLeaves())
            .mapToDouble(events -> seen(GLANCE, chain, Crowd.takenForManyPeople(events)))
            .max()
            .orElseThrow());
  }

  /** The exact number stands where the noisy one should. */
  @ParameterizedTest
  @MethodSource("cases")
  void theExactNumberIsFoundOut(Case each) {
    Report report = each.report("1", 2);
    Chain sound = Chain.of(report);
    Chain exact = Chain.unlike(report, each.report("100", 2));
    int column = each.beside().isEmpty() ? 0 : 5;
    BiFunction<Collection<BoundedGroup>, ReleaseKey, double[]> leaking =
        (groups, key) -> {
          double[] figures = figures(sound.released(groups, key));
          figures[column] = figures(exact.released(groups, key))[column];
          return figures;
        };
    assertFoundOut(
        Stream.of(Crowd.comesAllTheTime(), Crowd.neverLeaves())
            .mapToDouble(events -> seen(GLANCE, sound, events, leaking))
            .max()
            .orElseThrow());
  }

  /** On a device that all share, one person's events would join the sessions of others. */
  @ParameterizedTest
  @MethodSource("casesOfSessions")
  void sessionsOfSharedDevicesAreFoundOut(Case each) {
    Chain chain = Chain.unlike(each.report("1", 1_000), each.report("1", 2)).unclamped();
    List<ConsentedEvent> crowd = Crowd.plain();
    List<ConsentedEvent> all = Crowd.both(crowd, Crowd.neverLeaves());
    assertFoundOut(
        seen(GLANCE, chain, Crowd.takenForOneDevice(crowd), Crowd.takenForOneDevice(all)));
  }

  /** A company is protected with all its people; bounded by person it is seen. */
  @ParameterizedTest
  @MethodSource("cases")
  void aCompanyIsSeenNoBetterUnlessBoundedByPerson(Case each) {
    Report ofCompanies = each.report("1", 2, "company");
    Chain broken = Chain.unlike(each.report("1", 2), ofCompanies);
    double most = Double.NEGATIVE_INFINITY;
    for (List<ConsentedEvent> one : List.of(Crowd.comesAllTheTime(), Crowd.neverLeaves())) {
      List<ConsentedEvent> company = Crowd.aCompanyOf(one);
      assertSound(seen(GLANCE, Chain.of(ofCompanies), company));
      most = Math.max(most, seen(GLANCE, broken, company));
    }
    assertFoundOut(most);
  }

  private static void assertSound(double excess) {
    assertTrue(excess <= 0, "exceeds by " + excess);
  }

  private static void assertFoundOut(double excess) {
    assertTrue(excess > 0, "exceeds by " + excess);
  }

  private static double worst(Suspicion suspicion, Chain chain) {
    return Math.max(
        seen(suspicion, chain, Crowd.comesAllTheTime()),
        seen(suspicion, chain, Crowd.neverLeaves()));
  }

  private static double seen(Suspicion suspicion, Chain chain, List<ConsentedEvent> more) {
    return seen(suspicion, chain, Crowd.plain(), Crowd.both(Crowd.plain(), more));
  }

  private static double seen(
      Suspicion suspicion, Chain chain, List<ConsentedEvent> less, List<ConsentedEvent> all) {
    return seen(suspicion, chain, less, all, (groups, key) -> figures(chain.released(groups, key)));
  }

  private static double seen(
      Suspicion suspicion,
      Chain chain,
      List<ConsentedEvent> more,
      BiFunction<Collection<BoundedGroup>, ReleaseKey, double[]> released) {
    return seen(suspicion, chain, Crowd.plain(), Crowd.both(Crowd.plain(), more), released);
  }

  /** There is but one group, so that no rank and no key matters before the noise. */
  private static double seen(
      Suspicion suspicion,
      Chain chain,
      List<ConsentedEvent> less,
      List<ConsentedEvent> all,
      BiFunction<Collection<BoundedGroup>, ReleaseKey, double[]> released) {
    Collection<BoundedGroup> without = chain.bounded(less, Chain.key(0));
    Collection<BoundedGroup> with = chain.bounded(all, Chain.key(0));
    IntFunction<double[]> ours = draw -> released.apply(without, Chain.key(2 * draw));
    IntFunction<double[]> theirs = draw -> released.apply(with, Chain.key(2 * draw + 1));
    return suspicion.of(ours, theirs);
  }

  /**
   * All columns of the one row; where a rate stands beside what it is a part of, also their
   * product, which is the noisy numerator, and sums of it with the draw, which tell best of both.
   */
  private static double[] figures(List<ReleasedAggregate> rows) {
    List<String> texts = rows.get(0).getMeasures();
    List<Double> figures = new ArrayList<>();
    for (String text : texts) {
      figures.add(text == null ? -1e12 : Double.parseDouble(text));
    }
    if (figures.size() == 9) {
      double sessions = figures.get(4);
      double part = figures.get(5) * Math.max(sessions, 1);
      double ratioOfErrors = Math.max(1e-9, figures.get(6)) * 40 / figures.get(1);
      figures.add(part);
      figures.add(part / ratioOfErrors + sessions);
      figures.add(part / ratioOfErrors - sessions);
    }
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
