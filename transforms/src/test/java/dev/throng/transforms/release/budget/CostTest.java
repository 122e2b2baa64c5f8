package dev.throng.transforms.release.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.Sensitivity;
import org.junit.jupiter.api.Test;

class CostTest {
  private static Rational of(String word) {
    return Rational.parse(word);
  }

  @Test
  void laplaceNoiseByHand() {
    Cost one = Cost.ofLaplace(of("0.5"), Sensitivity.spread(1, 10));
    assertEquals(new Cost(of("0.5"), Rational.ZERO, of("0.125"), Rational.ZERO), one);
    // Four groups, an eighth of epsilon each: 4 (1/8)^2 / 2.
    Cost four = Cost.ofLaplace(of("0.5"), Sensitivity.spread(4, 10));
    assertEquals(new Cost(of("0.5"), Rational.ZERO, of("0.03125"), Rational.ZERO), four);
    assertEquals(one, Cost.ofLaplace(of("0.5"), Sensitivity.gathered(4, 10)));
  }

  /**
   * The Renyi divergence of two Laplace distributions (Mironov 2017, Table II) never exceeds alpha
   * rho, for a person in one group and for one in several alike.
   */
  @Test
  void theRhoOfLaplaceNoiseBoundsItsRenyiDivergence() {
    for (double epsilon : new double[] {0.1, 1, 3}) {
      for (int groups : new int[] {1, 4, 10}) {
        Rational exact = Rational.of(Math.round(epsilon * 10), 10);
        Rational rho = Cost.ofLaplace(exact, Sensitivity.spread(groups, 3)).rho();
        double bound = rho.numerator().doubleValue() / rho.denominator().doubleValue();
        for (double alpha : new double[] {1.01, 1.5, 2, 5, 50}) {
          double part = epsilon / groups;
          double divergence =
              Math.log(
                      alpha / (2 * alpha - 1) * Math.exp((alpha - 1) * part)
                          + (alpha - 1) / (2 * alpha - 1) * Math.exp(-alpha * part))
                  / (alpha - 1);
          assertTrue(groups * divergence <= alpha * bound * (1 + 1e-9), epsilon + " " + alpha);
        }
      }
    }
  }

  @Test
  void selectionAndFailureByHand() {
    assertEquals(
        new Cost(of("0.4"), of("4e-9"), of("0.02"), of("4e-9")),
        Cost.ofSelection(of("0.1"), of("1e-9"), 4));
    assertEquals(
        new Cost(Rational.ZERO, of("1e-9"), Rational.ZERO, of("1e-9")), Cost.ofFailure(of("1e-9")));
  }

  @Test
  void costsAddUp() {
    Cost one = new Cost(of("1"), of("0.1"), of("2"), of("0.2"));
    Cost two = new Cost(of("3"), of("0.3"), of("4"), of("0.4"));
    assertEquals(new Cost(of("4"), of("0.4"), of("6"), of("0.6")), one.plus(two));
    assertEquals(two, one.plus(two).minus(one));
    assertEquals(one.plus(one).plus(one), one.times(3));
    assertEquals(one, one.plus(Cost.NOTHING));
    assertThrows(IllegalArgumentException.class, () -> one.minus(two));
  }
}
