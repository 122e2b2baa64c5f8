package dev.throng.transforms.release.budget;

import dev.throng.transforms.release.exact.Rational;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much an audience may learn of one person: all reports whose windows start within any span of
 * one period are within epsilon at delta together. All third parties are one audience, since they
 * could put together what they get.
 *
 * <p>A window counts where it starts. Not guaranteed: anything over longer times, in which the loss
 * of further windows is added.
 *
 * @param epsilon more than 0
 * @param delta more than 0, less than 1
 * @param period whole milliseconds, more than 0
 */
public record Budget(Rational epsilon, Rational delta, Duration period) implements Serializable {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException outside of them
   */
  public Budget {
    if (epsilon.signum() <= 0) {
      throw new IllegalArgumentException("epsilon must be more than 0");
    }
    if (delta.signum() <= 0 || delta.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("delta must be more than 0 and less than 1");
    }
    if (period.toMillis() <= 0) {
      throw new IllegalArgumentException("period must be more than 0");
    }
  }

  /** Whether it holds for a loss. */
  public boolean allows(Loss loss) {
    return loss.bound().filter(bound -> bound.compareTo(epsilon) <= 0).isPresent();
  }

  /**
   * How many windows of that length start within one period at most, wherever it begins.
   *
   * @param window more than 0
   */
  public long windows(Duration window) {
    long length = window.toMillis();
    return (period.toMillis() + length - 1) / length;
  }

  /**
   * The loss in the period in which it is largest.
   *
   * @param spendings of the audience, in any order; each release once
   */
  public Loss worst(Collection<Spending> spendings) {
    List<Spending> sorted = new ArrayList<>(spendings);
    sorted.sort(Comparator.comparingLong(Spending::windowStart));
    // Where all windows are alike, so are most periods: each total is looked at once.
    Map<Cost, Long> totals = new HashMap<>();
    totals.put(Cost.NOTHING, 0L);
    Deque<Spending> within = new ArrayDeque<>();
    Cost total = Cost.NOTHING;
    for (Spending spending : sorted) {
      while (!within.isEmpty()
          && spending.windowStart() - within.getFirst().windowStart() >= period.toMillis()) {
        total = total.minus(within.removeFirst().cost());
      }
      within.addLast(spending);
      total = total.plus(spending.cost());
      totals.merge(total, (long) within.size(), Math::max);
    }
    List<Loss> losses = new ArrayList<>();
    totals.forEach((cost, releases) -> losses.add(Loss.of(cost, releases, delta)));
    return losses.stream().max(Loss.BY_SIZE).orElseThrow();
  }
}
