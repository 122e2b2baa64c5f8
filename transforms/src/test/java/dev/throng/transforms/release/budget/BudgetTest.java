package dev.throng.transforms.release.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.Sensitivity;
import dev.throng.transforms.release.mechanisms.Zcdp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final long DAY = 86_400_000;
  private static final Rational DELTA = Rational.parse("1e-6");
  private static final Budget BUDGET = new Budget(Rational.of(4), DELTA, Duration.ofDays(30));

  private static Cost laplace(String epsilon) {
    return Cost.ofLaplace(Rational.parse(epsilon), Sensitivity.spread(1, 1));
  }

  /** Few large releases sum up, many small ones concentrate. */
  @Test
  void theCheaperCompositionIsTaken() {
    Loss few = Loss.of(laplace("1").times(2), 2, DELTA);
    assertEquals(new Loss.Summed(2, Rational.of(2), Rational.ZERO), few);
    Cost many = laplace("0.05").times(300);
    Loss concentrated = Loss.of(many, 300, DELTA);
    Rational rho = Rational.of(3, 8);
    assertEquals(new Loss.Concentrated(300, Zcdp.epsilon(rho, DELTA), DELTA, rho), concentrated);
    assertTrue(concentrated.bound().orElseThrow().compareTo(many.epsilon()) < 0);
  }

  /** What the selections may fail by is taken off delta before rho is converted. */
  @Test
  void deltasThatAreSpentLessenTheRest() {
    Cost many = laplace("0.05").times(300).plus(Cost.ofFailure(Rational.parse("4e-7")));
    assertEquals(
        Zcdp.epsilon(Rational.of(3, 8), Rational.parse("6e-7")),
        Loss.of(many, 300, DELTA).bound().orElseThrow());
  }

  @Test
  void moreDeltaThanThereIsIsALossWithoutBound() {
    Loss loss = Loss.of(laplace("1").plus(Cost.ofFailure(Rational.parse("2e-6"))), 1, DELTA);
    assertInstanceOf(Loss.BeyondDelta.class, loss);
    assertTrue(loss.bound().isEmpty());
    assertFalse(BUDGET.allows(loss));
    // Exactly all of delta is no rest for rho, but it may be summed.
    assertInstanceOf(
        Loss.Summed.class, Loss.of(laplace("1").plus(Cost.ofFailure(DELTA)), 1, DELTA));
  }

  @Test
  void theCapItselfIsAllowedAndAnythingMoreIsNot() {
    assertTrue(BUDGET.allows(Loss.of(laplace("4"), 1, DELTA)));
    assertFalse(BUDGET.allows(Loss.of(laplace("4.0000000001"), 1, DELTA)));
    assertTrue(BUDGET.allows(Loss.of(Cost.NOTHING, 0, DELTA)));
  }

  @Test
  void wordsSayEpsilonDeltaAndTheRule() {
    assertEquals(
        "epsilon 2 and delta 0, the sums over 2 releases (basic composition)",
        Loss.of(laplace("1").times(2), 2, DELTA).words());
    assertEquals(
        "epsilon 1.234 and delta 1e-9, the sums over 1 release (basic composition)",
        Loss.of(laplace("1.2331").plus(Cost.ofFailure(Rational.parse("1e-9"))), 1, DELTA).words());
    String words = Loss.of(laplace("0.05").times(300), 300, DELTA).words();
    assertTrue(
        words.matches(
            "epsilon 4\\.\\d+ at delta 1e-6, from rho 0.375, the sum over 300 releases"
                + " \\(composition of zero-concentrated differential privacy\\)"),
        words);
    assertEquals(
        "delta 2e-6, the sum over 1 release, which is more than delta 1e-6 allows",
        Loss.of(Cost.ofFailure(Rational.parse("2e-6")), 1, DELTA).words());
  }

  @Test
  void windowsThatStartWithinAPeriod() {
    assertEquals(30, BUDGET.windows(Duration.ofDays(1)));
    assertEquals(5, BUDGET.windows(Duration.ofDays(7)));
    assertEquals(1, BUDGET.windows(Duration.ofDays(30)));
    assertEquals(1, BUDGET.windows(Duration.ofDays(366)));
    assertEquals(720, BUDGET.windows(Duration.ofHours(1)));
  }

  /** By hand: two reports, one daily; the worst 30 days hold 30 of one and 5 of the other. */
  @Test
  void theWorstPeriodCounts() {
    List<Spending> spendings = new ArrayList<>();
    for (int day = 0; day < 100; day++) {
      spendings.add(new Spending("daily", day * DAY, laplace("0.01")));
      if (day % 7 == 4) {
        spendings.add(new Spending("weekly", day * DAY, laplace("0.1")));
      }
    }
    Collections.shuffle(spendings, new Random(1));
    Loss worst = BUDGET.worst(spendings);
    assertEquals(new Loss.Summed(35, Rational.parse("0.8"), Rational.ZERO), worst);
    assertEquals(new Loss.Summed(0, Rational.ZERO, Rational.ZERO), BUDGET.worst(List.of()));
  }

  /** Against trying every period there is, over seeded random spendings. */
  @Test
  void noPeriodIsWorseThanTheWorst() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Spending> spendings = new ArrayList<>();
      for (int n = random.nextInt(12); n > 0; n--) {
        Cost cost =
            laplace("0." + (1 + random.nextInt(9)))
                .plus(Cost.ofFailure(Rational.of(random.nextInt(4), 10_000_000)));
        spendings.add(new Spending("r", random.nextInt(90) * DAY, cost));
      }
      Loss expected = Loss.of(Cost.NOTHING, 0, DELTA);
      Map<Cost, Loss> known = new HashMap<>();
      for (long from = 0; from < 90; from++) {
        Cost total = Cost.NOTHING;
        for (Spending spending : spendings) {
          long day = spending.windowStart() / DAY;
          if (day >= from && day < from + 30) {
            total = total.plus(spending.cost());
          }
        }
        Loss loss = known.computeIfAbsent(total, cost -> Loss.of(cost, 1, DELTA));
        if (Loss.BY_SIZE.compare(loss, expected) > 0) {
          expected = loss;
        }
      }
      assertEquals(expected.bound(), BUDGET.worst(spendings).bound(), "seed " + seed);
    }
  }

  @Test
  void nonsenseIsRefused() {
    Duration day = Duration.ofDays(1);
    assertThrows(IllegalArgumentException.class, () -> new Budget(Rational.ZERO, DELTA, day));
    assertThrows(
        IllegalArgumentException.class, () -> new Budget(Rational.ONE, Rational.ZERO, day));
    assertThrows(IllegalArgumentException.class, () -> new Budget(Rational.ONE, Rational.ONE, day));
    assertThrows(
        IllegalArgumentException.class, () -> new Budget(Rational.ONE, DELTA, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Loss.of(Cost.NOTHING, 0, Rational.ZERO));
  }
}
