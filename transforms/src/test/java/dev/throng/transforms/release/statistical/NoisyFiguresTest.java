package dev.throng.transforms.release.statistical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.noisy.Noisy;
import dev.throng.transforms.release.noisy.NoisyPlan;
import dev.throng.transforms.release.noisy.NoisyReport;
import dev.throng.transforms.release.noisy.Reports;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is said beside noisy numbers, over many keys: standard errors, intervals, and that what is
 * cut at 0 leaves sums alone. Bounds are 4.5 standard deviations wide: false-alarm rate 10^-5 each.
 */
@Tag("statistical")
class NoisyFiguresTest {
  private static final int KEYS = 2_000;
  private static final double DEVIATIONS = 4.5;
  private static final int GROUPS = 12;
  private static final NoisyReport REPORT =
      Reports.listed(
          Reports.laplace("1"),
          List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"));

  /** One group with people, a total, and eleven groups of nobody. */
  private static List<BoundedGroup> groups() {
    List<BigInteger> totals = new ArrayList<>();
    for (long total : new long[] {900, 120, 450_000_000, -3_000_000}) {
      totals.add(BigInteger.valueOf(total));
    }
    return List.of(
        new BoundedGroup("listed", 0, List.of("a"), 700, totals),
        new BoundedGroup("listed", 0, List.of("(all)"), 700, totals));
  }

  private static final List<List<ReleasedAggregate>> RELEASES = releases();

  private static List<List<ReleasedAggregate>> releases() {
    NoisyPlan plan = new NoisyPlan(REPORT);
    List<List<ReleasedAggregate>> releases = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      ReleaseKey key = new ReleaseKey(ByteBuffer.allocate(32).putInt(i).array());
      releases.add(new Noisy(plan, key).release(0, groups()).rows());
    }
    return releases;
  }

  @Test
  void errorsIntervalsAndSumsAreTrue() {
    double[] exact = {900, 700, 45_000, -300};
    for (int total = 0; total < exact.length; total++) {
      int at = 5 * total;
      double[] draws = column("a", at + 4);
      double error = column("a", at + 1)[0];
      double mean = 0;
      double square = 0;
      for (double draw : draws) {
        mean += (draw - exact[total]) / KEYS;
        square += (draw - exact[total]) * (draw - exact[total]) / KEYS;
      }
      assertEquals(0, mean, DEVIATIONS * error / Math.sqrt(KEYS), "bias of " + total);
      // The fourth moment of Laplace noise is 6 variances squared, so its variance is 5.
      assertEquals(
          1, square / (error * error), DEVIATIONS * Math.sqrt(5.0 / KEYS), "error of " + total);
      assertCovered(at + 2, exact[total], 0.95);
    }
  }

  @Test
  void intervalsOfQuotientsHoldTheExactOneOftenEnough() {
    assertCovered(22, 45_000.0 / 900, 1);
    assertCovered(26, 120.0 / 900, 1);
  }

  /** At least 95 % of intervals hold it, and not many more than they should. */
  private static void assertCovered(int low, double exact, double most) {
    double[] lows = column("a", low);
    double[] highs = column("a", low + 1);
    int held = 0;
    for (int i = 0; i < KEYS; i++) {
      held += lows[i] <= exact && exact <= highs[i] ? 1 : 0;
    }
    double off = DEVIATIONS * Math.sqrt(0.05 * 0.95 / KEYS);
    double covered = (double) held / KEYS;
    assertTrue(covered >= 0.95 - off, low + ": " + covered);
    // A margin of whole numbers holds a little more than asked for.
    assertTrue(covered <= most + off + 0.01, low + ": " + covered);
  }

  /** The sum over all groups is unbiased; cut at 0 alone it would be far too large. */
  @Test
  void sumsOverGroupsAreUnbiasedThoughNoneIsNegative() {
    double error = column("a", 1)[0];
    double sum = 0;
    double cutAlone = 0;
    for (List<ReleasedAggregate> rows : RELEASES) {
      for (ReleasedAggregate row : rows) {
        if (!row.getGroup().equals(List.of("(all)"))) {
          double value = Double.parseDouble(row.getMeasures().get(0));
          assertTrue(value >= 0);
          sum += value / KEYS;
          cutAlone += Math.max(0, Double.parseDouble(row.getMeasures().get(4))) / KEYS;
        }
      }
    }
    double off = DEVIATIONS * error * Math.sqrt((double) GROUPS / KEYS);
    assertEquals(900, sum, off);
    assertTrue(cutAlone > 900 + 5 * off, "cut at 0 alone: " + cutAlone);
  }

  private static double[] column(String group, int column) {
    return RELEASES.stream()
        .mapToDouble(
            rows ->
                rows.stream()
                    .filter(row -> row.getGroup().get(0).equals(group))
                    .map(row -> row.getMeasures().get(column))
                    .mapToDouble(text -> text == null ? Double.MAX_VALUE : Double.parseDouble(text))
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }
}
