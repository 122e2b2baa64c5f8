package dev.throng.transforms.release.noisy;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.Confidence;
import dev.throng.transforms.release.mechanisms.Noise;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The noise of one quantity at one level, and what follows from its parameters, in the quantity's
 * units.
 *
 * @param name of the quantity
 * @param decimals how many decimals a unit has
 * @param nonNegative whether the true number is never below 0
 * @param noise what is added
 * @param error the standard error, rounded up
 * @param margin the noise is that or less, to either side, in 95 % of the cases
 * @param widerMargin the same in 97.5 %
 */
record NoisedQuantity(
    String name,
    int decimals,
    boolean nonNegative,
    Noise noise,
    BigDecimal error,
    BigInteger margin,
    BigInteger widerMargin) {
  private static final int DIGITS = 30;
  private static final int PLACES = 4;

  static NoisedQuantity of(String name, int decimals, boolean nonNegative, Noise noise) {
    BigDecimal error =
        Rational.of(noise.variance(DIGITS).sqrt().high()).decimal(PLACES, RoundingMode.CEILING);
    return new NoisedQuantity(
        name,
        decimals,
        nonNegative,
        noise,
        error,
        noise.margin(Confidence.P95),
        noise.margin(Confidence.P97_5));
  }
}
