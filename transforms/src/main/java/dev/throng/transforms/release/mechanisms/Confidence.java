package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Rational;

/** How often an interval holds what it is about, at least. */
public enum Confidence {
  /** For one number. */
  P95("0.95", "1.95996399"),
  /** For each of two numbers, so that both hold in 95 % of the cases. */
  P97_5("0.975", "2.24140273");

  private final String chance;
  private final String deviations;

  Confidence(String chance, String deviations) {
    this.chance = chance;
    this.deviations = deviations;
  }

  /** The probability. */
  Rational chance() {
    return Rational.parse(chance);
  }

  /**
   * How many standard deviations to each side that is under the normal distribution, rounded up.
   */
  Rational deviations() {
    return Rational.parse(deviations);
  }
}
