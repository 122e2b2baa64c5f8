package dev.throng.transforms.release.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.exact.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZcdpTest {
  private static double value(Rational number) {
    return number.numerator().doubleValue() / number.denominator().doubleValue();
  }

  /** delta for one alpha, by the formula of the paper, in logarithms of doubles. */
  private static double lnDelta(double alpha, double rho, double epsilon) {
    return (alpha - 1) * (alpha * rho - epsilon)
        - Math.log(alpha - 1)
        + alpha * Math.log1p(-1 / alpha);
  }

  /** The least over a fine grid of alphas. */
  private static double lnDelta(double rho, double epsilon) {
    double least = 0;
    for (double exponent = -6; exponent < 7; exponent += 0.0005) {
      least = Math.min(least, lnDelta(1 + Math.pow(10, exponent), rho, epsilon));
    }
    return least;
  }

  @ParameterizedTest
  @CsvSource({"0.5,1e-6", "0.01,1e-9", "0.0001,1e-12", "3,0.01", "0.1,1e-30", "20,1e-5"})
  void epsilonAndDeltaAreThoseOfTheFormulaRoundedUp(String rhoWord, String deltaWord) {
    Rational rho = Rational.parse(rhoWord);
    Rational delta = Rational.parse(deltaWord);
    Rational epsilon = Zcdp.epsilon(rho, delta);
    // At that epsilon the grid's best delta is the wanted one, from below and close.
    double found = lnDelta(value(rho), value(epsilon));
    assertTrue(found <= Math.log(value(delta)) + 1e-4, found + " for " + deltaWord);
    assertEquals(Math.log(value(delta)), found, 1e-3);
    Rational back = Zcdp.delta(rho, epsilon);
    assertEquals(Math.log(value(delta)), Math.log(value(back)), 1e-3);
    assertTrue(back.compareTo(delta.times(Rational.parse("1.000001"))) <= 0);
  }

  @ParameterizedTest
  @CsvSource({"1,1e-9", "0.1,1e-6", "4,1e-6", "0.001,1e-12", "10,0.1"})
  void rhoIsTheLargestThatKeepsToEpsilonAndDelta(String epsilonWord, String deltaWord) {
    Rational epsilon = Rational.parse(epsilonWord);
    Rational delta = Rational.parse(deltaWord);
    Rational rho = Zcdp.rho(epsilon, delta);
    assertTrue(Zcdp.epsilon(rho, delta).compareTo(epsilon) <= 0);
    Rational more = rho.times(Rational.parse("1.00001"));
    assertTrue(Zcdp.epsilon(more, delta).compareTo(epsilon) > 0);
  }

  /** The simpler bound of Bun and Steinke (Proposition 1.3) is never better. */
  @Test
  void theConversionBeatsTheSimpleOne() {
    for (String rhoWord : List.of("0.001", "0.05", "1")) {
      for (String deltaWord : List.of("1e-4", "1e-9", "1e-20")) {
        double rho = Double.parseDouble(rhoWord);
        double simple = rho + 2 * Math.sqrt(rho * -Math.log(Double.parseDouble(deltaWord)));
        double actual = value(Zcdp.epsilon(Rational.parse(rhoWord), Rational.parse(deltaWord)));
        assertTrue(actual < simple && actual > simple / 2, actual + " " + simple);
      }
    }
  }

  /**
   * What a discrete Gaussian really leaks (Theorem 7 of the paper, summed here): at every epsilon
   * no more than delta of its rho.
   */
  @Test
  void deltaBoundsWhatTheDiscreteGaussianReallyLeaks() {
    double sigma2 = 8;
    Rational rho = Rational.of(1, 16);
    for (String word : List.of("0.1", "0.5", "1", "2")) {
      double epsilon = Double.parseDouble(word);
      double leak = 0;
      double whole = 0;
      for (int x = -400; x <= 400; x++) {
        double p = Math.exp(-x * x / (2 * sigma2));
        double q = Math.exp(-(x - 1.0) * (x - 1.0) / (2 * sigma2));
        whole += p;
        leak += Math.max(0, p - Math.exp(epsilon) * q);
      }
      double bound = value(Zcdp.delta(rho, Rational.parse(word)));
      assertTrue(leak / whole <= bound, word + ": " + leak / whole + " " + bound);
    }
  }

  @Test
  void nothingSpendsNothingAndNonsenseIsRefused() {
    Rational delta = Rational.parse("1e-6");
    assertEquals(Rational.ZERO, Zcdp.epsilon(Rational.ZERO, delta));
    assertEquals(Rational.ZERO, Zcdp.delta(Rational.ZERO, Rational.ONE));
    assertEquals(Rational.ONE, Zcdp.delta(Rational.of(50), Rational.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Zcdp.epsilon(Rational.ONE, Rational.ZERO));
    assertThrows(IllegalArgumentException.class, () -> Zcdp.epsilon(Rational.ONE, Rational.ONE));
    assertThrows(IllegalArgumentException.class, () -> Zcdp.epsilon(Rational.of(-1), delta));
    assertThrows(IllegalArgumentException.class, () -> Zcdp.rho(Rational.ZERO, delta));
  }
}
