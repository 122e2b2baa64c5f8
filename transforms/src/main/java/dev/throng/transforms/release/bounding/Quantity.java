package dev.throng.transforms.release.bounding;

import java.io.Serializable;

/**
 * A number that a person adds to in a group: events, pages, an amount. What they add to one group
 * in one window, all of it together, is moved into the bounds before it counts.
 *
 * @param name unique in its report; {@link #PEOPLE} is taken
 * @param low the least that one person adds, in units of the last decimal
 * @param high the most
 * @param decimals how many decimals a unit has: 0 for whole numbers, 4 for ten-thousandths
 */
public record Quantity(String name, long low, long high, int decimals) implements Serializable {
  /** The number of people itself, to which each adds 1. */
  public static final String PEOPLE = "people";

  private static final int MOST_DECIMALS = 4;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException where they are no bounds, or the name is taken
   */
  public Quantity {
    if (name.isEmpty() || name.equals(PEOPLE)) {
      throw new IllegalArgumentException("a quantity has a name of its own");
    }
    if (low > high || low == Long.MIN_VALUE || (low == 0 && high == 0)) {
      throw new IllegalArgumentException(name + " needs a lower and an upper bound, not both 0");
    }
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(name + " has 0 to " + MOST_DECIMALS + " decimals");
    }
  }

  /** A count, of which a person adds 0 to so many. */
  public static Quantity count(String name, long most) {
    return new Quantity(name, 0, most, 0);
  }

  /** By how much a person changes the number of a group at most. */
  public long bound() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  /** Whether the true number is never below 0. */
  public boolean isNonNegative() {
    return low >= 0;
  }
}
