package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Rational;
import java.io.Serializable;

/**
 * By how much one person, all their events added or removed, changes a list of numbers at most: the
 * numbers of one measure in all groups of one level.
 *
 * @param l1 the sum of the changes
 * @param l2Squared the sum of their squares
 */
public record Sensitivity(Rational l1, Rational l2Squared) implements Serializable {
  /**
   * Checks that there is something to protect.
   *
   * @throws IllegalArgumentException for 0 or less
   */
  public Sensitivity {
    if (l1.signum() <= 0 || l2Squared.signum() <= 0) {
      throw new IllegalArgumentException("a person must be able to change something");
    }
  }

  /**
   * Of a person who stands in so many groups, and changes the number of each by at most so much.
   *
   * @param groups 1 or more
   * @param bound 1 or more
   */
  public static Sensitivity spread(long groups, long bound) {
    Rational l1 = Rational.of(groups).times(bound);
    return new Sensitivity(l1, l1.times(bound));
  }

  /**
   * Of a person of the same kind, where several of the groups may have been added up to one: all of
   * the change can stand in a single number.
   */
  public static Sensitivity gathered(long groups, long bound) {
    Rational l1 = Rational.of(groups).times(bound);
    return new Sensitivity(l1, l1.squared());
  }
}
