package dev.throng.transforms.release.budget;

import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.mechanisms.Zcdp;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;

/**
 * The loss of privacy of one person at a given delta, by the rule of composition that says least.
 */
public sealed interface Loss {
  /** What the loss is and how it was found, in words for people. */
  String words();

  /** The epsilon; empty where none can be said, which is more than any. */
  Optional<Rational> bound();

  /** The smaller losses first. */
  Comparator<Loss> BY_SIZE =
      Comparator.<Loss, Boolean>comparing(loss -> loss.bound().isEmpty())
          .thenComparing(loss -> loss.bound().orElse(Rational.ZERO));

  /**
   * The loss by summing up: epsilon is the sum of epsilons (Dwork and Roth, "The Algorithmic
   * Foundations of Differential Privacy", 2014, Theorem 3.16).
   *
   * @param releases how many there are
   * @param epsilon exact
   * @param delta the sum of the deltas, exact
   */
  record Summed(long releases, Rational epsilon, Rational delta) implements Loss {
    @Override
    public Optional<Rational> bound() {
      return Optional.of(epsilon);
    }

    @Override
    public String words() {
      return "epsilon "
          + up(epsilon)
          + " and delta "
          + up(delta)
          + ", the sums over "
          + count(releases)
          + " (basic composition)";
    }
  }

  /**
   * The loss by concentrated composition: rho is the sum of rhos, which the rest of delta turns
   * into epsilon.
   *
   * @param releases how many there are
   * @param epsilon rounded up to 12 digits
   * @param delta as was asked for
   * @param rho exact
   */
  record Concentrated(long releases, Rational epsilon, Rational delta, Rational rho)
      implements Loss {
    @Override
    public Optional<Rational> bound() {
      return Optional.of(epsilon);
    }

    @Override
    public String words() {
      return "epsilon "
          + up(epsilon)
          + " at delta "
          + up(delta)
          + ", from rho "
          + up(rho)
          + ", the sum over "
          + count(releases)
          + " (composition of zero-concentrated differential privacy)";
    }
  }

  /**
   * No epsilon can be said at that delta, since more delta is spent already.
   *
   * @param releases how many there are
   * @param delta as was asked for
   * @param spent the sum of the deltas
   */
  record BeyondDelta(long releases, Rational delta, Rational spent) implements Loss {
    @Override
    public Optional<Rational> bound() {
      return Optional.empty();
    }

    @Override
    public String words() {
      return "delta "
          + up(spent)
          + ", the sum over "
          + count(releases)
          + ", which is more than delta "
          + up(delta)
          + " allows";
    }
  }

  /**
   * The least that can be said.
   *
   * @param cost of all releases together
   * @param releases how many that are
   * @param delta more than 0, less than 1
   * @throws IllegalArgumentException for another delta
   */
  static Loss of(Cost cost, long releases, Rational delta) {
    if (delta.signum() <= 0 || delta.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("delta is between 0 and 1");
    }
    boolean sums = cost.delta().compareTo(delta) <= 0;
    Rational rest = delta.minus(cost.rhoDelta());
    if (rest.signum() > 0) {
      Rational epsilon = Zcdp.epsilon(cost.rho(), rest);
      if (!sums || epsilon.compareTo(cost.epsilon()) < 0) {
        return new Concentrated(releases, epsilon, delta, cost.rho());
      }
    }
    return sums
        ? new Summed(releases, cost.epsilon(), cost.delta())
        : new BeyondDelta(releases, delta, cost.delta().min(cost.rhoDelta()));
  }

  private static String up(Rational number) {
    return number.text(4, RoundingMode.CEILING);
  }

  private static String count(long releases) {
    return releases == 1 ? "1 release" : releases + " releases";
  }
}
