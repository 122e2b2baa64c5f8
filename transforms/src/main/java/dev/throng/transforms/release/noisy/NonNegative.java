package dev.throng.transforms.release.noisy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Noisy numbers that are known to be 0 or more, made so without making their sum larger: what lifts
 * the negative ones to 0 is taken from the smallest positive ones, down to 0 each, until it is
 * balanced (Norm-Cut of Wang, Lopuhaa-Zwakenberg, Li, Skoric and Li, "Locally Differentially
 * Private Frequency Estimation with Consistency", NDSS 2020, with the last one taken from in part).
 * So the sum stays what was drawn, which is unbiased, and so do the large numbers one by one; what
 * pays for it are the small ones, which the noise hides anyway. Cutting at 0 alone would add half
 * of the mean noise for each empty group.
 *
 * <p>It looks at nothing but released numbers, so it costs nothing.
 */
final class NonNegative {
  private NonNegative() {}

  /** One number for each; all 0 where their sum is negative. */
  static List<BigInteger> of(List<BigInteger> draws) {
    BigInteger[] values = draws.toArray(BigInteger[]::new);
    BigInteger owed = BigInteger.ZERO;
    List<Integer> positive = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i].signum() < 0) {
        owed = owed.subtract(values[i]);
        values[i] = BigInteger.ZERO;
      } else {
        positive.add(i);
      }
    }
    if (owed.signum() == 0) {
      return draws;
    }
    // The sort is stable: of equal numbers the row that comes first pays first.
    positive.sort(Comparator.comparing(i -> values[i]));
    for (int i : positive) {
      BigInteger paid = owed.min(values[i]);
      values[i] = values[i].subtract(paid);
      owed = owed.subtract(paid);
    }
    return Arrays.asList(values);
  }
}
