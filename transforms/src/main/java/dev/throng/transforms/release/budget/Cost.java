package dev.throng.transforms.release.budget;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.Sensitivity;
import java.io.Serializable;

/**
 * What releases tell of one person at most, in two ways that are both true: they are (epsilon,
 * delta)-differentially private, and they are {@code rhoDelta}-approximately rho-zCDP (Bun and
 * Steinke, "Concentrated Differential Privacy", 2016, section 8). Either way costs add up, whatever
 * later releases were made to depend on: epsilons and deltas there, rhos and their deltas here.
 * Exact.
 *
 * <p>One person is all events of one id, added or removed: of a human with n ids it says n times
 * the epsilon, and n^2 times the rho.
 *
 * @param epsilon 0 or more
 * @param delta 0 or more; what adds up to 1 says nothing
 * @param rho 0 or more
 * @param rhoDelta 0 or more
 */
public record Cost(Rational epsilon, Rational delta, Rational rho, Rational rhoDelta)
    implements Serializable {
  /** Of no release. */
  public static final Cost NOTHING =
      new Cost(Rational.ZERO, Rational.ZERO, Rational.ZERO, Rational.ZERO);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException for less than 0
   */
  public Cost {
    if (epsilon.signum() < 0 || delta.signum() < 0 || rho.signum() < 0 || rhoDelta.signum() < 0) {
      throw new IllegalArgumentException("a cost is 0 or more");
    }
  }

  /**
   * Of discrete Laplace noise of scale L1 / epsilon. A number that a person changes by d of L1 is
   * (epsilon d / L1)-private by itself, and so (epsilon d / L1)^2 / 2-zCDP (Proposition 1.4): in
   * all, epsilon^2 / 2 times L2^2 / L1^2. For a person who is in g groups alike that is a g-th of
   * what the epsilon alone would say.
   */
  public static Cost ofLaplace(Rational epsilon, Sensitivity sensitivity) {
    Rational spread = sensitivity.l2Squared().over(sensitivity.l1().squared());
    Rational rho = epsilon.squared().over(2).times(spread);
    return new Cost(epsilon, Rational.ZERO, rho, Rational.ZERO);
  }

  /**
   * Of deciding for each of so many groups of a person by itself, each (epsilon,
   * delta)-differentially private: a delta-approximate epsilon^2 / 2-zCDP.
   *
   * @param epsilon for one group
   * @param delta for one group
   */
  public static Cost ofSelection(Rational epsilon, Rational delta, long groups) {
    return new Cost(epsilon, delta, epsilon.squared().over(2), delta).times(groups);
  }

  /** Of what shows something with that probability which the noise does not cover. */
  public static Cost ofFailure(Rational delta) {
    return new Cost(Rational.ZERO, delta, Rational.ZERO, delta);
  }

  /** Of both. */
  public Cost plus(Cost other) {
    return new Cost(
        epsilon.plus(other.epsilon),
        delta.plus(other.delta),
        rho.plus(other.rho),
        rhoDelta.plus(other.rhoDelta));
  }

  /** Of what is left when something that is part of it is taken away. */
  Cost minus(Cost part) {
    return new Cost(
        epsilon.minus(part.epsilon),
        delta.minus(part.delta),
        rho.minus(part.rho),
        rhoDelta.minus(part.rhoDelta));
  }

  /** Of so many alike. */
  public Cost times(long releases) {
    return new Cost(
        epsilon.times(releases),
        delta.times(releases),
        rho.times(releases),
        rhoDelta.times(releases));
  }
}
