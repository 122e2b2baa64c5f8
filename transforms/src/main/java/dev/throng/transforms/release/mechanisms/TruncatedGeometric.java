package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a group whose name nobody listed may be shown: the truncated geometric mechanism of
 * Desfontaines, Voss, Gipson and Mandayam, "Differentially Private Partition Selection", PoPETs
 * 2022(1), Theorem 1. Of all (epsilon, delta)-differentially private ways to decide by the number
 * of people, it shows a group of any size with the largest probability.
 *
 * <p>With 0 people the probability is 0. Then it grows as fast as the two inequalities of the
 * definition allow, p(n) = min(e^epsilon p(n-1) + delta, 1 - e^-epsilon (1 - p(n-1) - delta), 1),
 * which the paper solves in closed form: by e^epsilon each, and past the middle towards 1 alike; 1
 * is reached, so groups from some size on are always shown.
 *
 * <p>It remembers probabilities. For one thread.
 */
public final class TruncatedGeometric {
  private static final int DIGITS = Bernoulli.FIRST_DIGITS;

  private final Rational epsilon;
  private final Rational delta;
  private final BigInteger growing;
  private final Map<Long, Enclosure> known = new HashMap<>();

  /**
   * For people who stand in one group.
   *
   * @param epsilon more than 0, at most 1,000
   * @param delta more than 0, less than 1
   * @throws IllegalArgumentException outside of that
   */
  public TruncatedGeometric(Rational epsilon, Rational delta) {
    if (epsilon.signum() <= 0 || epsilon.compareTo(Rational.of(1000)) > 0) {
      throw new IllegalArgumentException("epsilon is more than 0, and at most 1,000");
    }
    if (delta.signum() <= 0 || delta.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("delta is between 0 and 1");
    }
    this.epsilon = epsilon;
    this.delta = delta;
    this.growing = growing();
  }

  /**
   * For people who may stand in several groups: a person's decisions compose, so each group gets an
   * equal part of epsilon and of delta. Twice the groups, half the epsilon: a group must be about
   * twice as large to be seen.
   *
   * @param groups how many groups one person is in at most, 1 or more
   */
  public static TruncatedGeometric shared(Rational epsilon, Rational delta, long groups) {
    return new TruncatedGeometric(epsilon.over(groups), delta.over(groups));
  }

  /**
   * Decides for one group.
   *
   * @param people how many people are in it
   */
  public boolean shows(long people, BitSource bits) {
    if (people <= 0) {
      return false;
    }
    return Bernoulli.of(
        digits ->
            digits == DIGITS
                ? known.computeIfAbsent(people, n -> probability(n, DIGITS))
                : probability(people, digits),
        bits);
  }

  /** The probability that a group of so many people is shown. */
  public Enclosure probability(long people, int digits) {
    if (people <= 0) {
      return Enclosure.of(0, digits);
    }
    BigInteger n = BigInteger.valueOf(people);
    int inner = digits + 20 + inverse(epsilon) + inverse(delta);
    if (n.compareTo(growing) <= 0) {
      return rounded(grown(n, inner), digits);
    }
    // 1 - p shrinks: 1 - p(n) = e^-epsilon (1 - p(n-1) - delta), from the last that grew.
    Enclosure one = Enclosure.of(1, inner);
    Enclosure limit = of(delta, inner).over(power(BigInteger.ONE, inner).minus(one));
    Enclosure missing =
        one.minus(grown(growing, inner))
            .plus(limit)
            .times(power(growing.subtract(n), inner))
            .minus(limit);
    if (missing.high().signum() <= 0) {
      return Enclosure.of(1, digits);
    }
    Enclosure shown = one.minus(missing);
    return rounded(new Enclosure(shown.low(), shown.high().min(one.high()), inner), digits);
  }

  /**
   * The fewest people with whom a group is shown with at least that probability.
   *
   * @param chance more than 0, at most 1
   */
  public long peopleShown(Rational chance) {
    long enough = 1;
    while (!reaches(enough, chance)) {
      enough = Math.multiplyExact(enough, 2);
    }
    long under = enough / 2;
    while (enough - under > 1) {
      long middle = under + (enough - under) / 2;
      if (reaches(middle, chance)) {
        enough = middle;
      } else {
        under = middle;
      }
    }
    return enough;
  }

  private boolean reaches(long people, Rational chance) {
    return Enclosure.compare(digits -> probability(people, digits), chance) >= 0;
  }

  /** delta (e^(n epsilon) - 1) / (e^epsilon - 1). */
  private Enclosure grown(BigInteger n, int digits) {
    Enclosure one = Enclosure.of(1, digits);
    return of(delta, digits)
        .times(power(n, digits).minus(one))
        .over(power(BigInteger.ONE, digits).minus(one));
  }

  /**
   * Up to how many people the first inequality is the narrower one: 1 + floor(ln((e^epsilon + 2
   * delta - 1) / (delta (e^epsilon + 1))) / epsilon).
   */
  private BigInteger growing() {
    for (int digits = DIGITS; ; digits *= 2) {
      Enclosure one = Enclosure.of(1, digits);
      Enclosure e = power(BigInteger.ONE, digits);
      Enclosure quotient =
          e.minus(one).plus(of(delta.times(2), digits)).over(of(delta, digits).times(e.plus(one)));
      Enclosure count = quotient.ln().over(of(epsilon, digits));
      BigInteger floor = Rational.of(count.low()).floor();
      // It is no whole number, since e^epsilon is transcendental; so some digits tell.
      if (floor.equals(Rational.of(count.high()).floor())) {
        return floor.add(BigInteger.ONE);
      }
    }
  }

  /** e^(n epsilon). */
  private Enclosure power(BigInteger n, int digits) {
    return of(epsilon.times(Rational.of(n)), digits).exp();
  }

  private static Enclosure of(Rational number, int digits) {
    return Enclosure.of(number, digits);
  }

  private static Enclosure rounded(Enclosure number, int digits) {
    return new Enclosure(number.low(), number.high(), digits);
  }

  /** About how many digits a small number costs. */
  private static int inverse(Rational number) {
    return Rational.ONE.over(number).ceil().bitLength() / 3 + 1;
  }
}
