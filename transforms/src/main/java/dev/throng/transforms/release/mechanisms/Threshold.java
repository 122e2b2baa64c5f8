package dev.throng.transforms.release.mechanisms;

import dev.throng.transforms.release.exact.Rational;
import java.io.Serializable;
import java.math.BigInteger;

/**
 * Shows a group whose name nobody listed where its noisy number of people reaches a threshold
 * (Korolova, Kenthapadi, Mishra and Ntoulas, "Releasing Search Queries and Clicks Privately",
 * 2009). Where the noisy number is released anyway, that costs no epsilon of its own. It has a
 * price: groups near the threshold are seen when their noise happens to be positive, so what is
 * shown of them is too high on average.
 *
 * <p>What is not covered by the noise is that a group which has one person, and without them would
 * not exist, is seen: each with at most {@code delta / groups}, so in all with at most delta.
 *
 * @param least the noisy number from which on a group is shown
 */
public record Threshold(BigInteger least) implements Serializable {
  /**
   * The least threshold that keeps to delta, or one above it.
   *
   * @param noise of the number of people
   * @param delta for all groups of a person together, more than 0, less than 1
   * @param groups how many groups one person is in at most, 1 or more
   */
  public static Threshold of(Noise noise, Rational delta, long groups) {
    return new Threshold(noise.upperPoint(delta.over(groups)).add(BigInteger.ONE));
  }

  /** Decides for one group that has anybody in it. */
  public boolean shows(BigInteger noisyPeople) {
    return noisyPeople.compareTo(least) >= 0;
  }
}
