package dev.throng.transforms.aggregate;

import java.io.Serializable;

/**
 * The condition under which rows of a report go out: every row is about at least this many people,
 * or companies where those are fewer (design section 7).
 *
 * @param atLeast 2 to 4,096: so far unique counts are exact
 */
public record Release(int atLeast) implements Serializable {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException outside of it
   */
  public Release {
    if (atLeast < 2 || atLeast > DistinctSet.EXACT) {
      throw new IllegalArgumentException("must be 2 to " + DistinctSet.EXACT + ", not " + atLeast);
    }
  }
}
