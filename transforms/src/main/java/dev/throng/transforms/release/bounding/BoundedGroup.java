package dev.throng.transforms.release.bounding;

import dev.throng.schemas.Aggregate;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one group of one report and window after bounding, exactly: not yet noised, and
 * never to be written. Those of one group add up, whoever counted them, since no person is counted
 * in two places.
 *
 * @param report its name
 * @param windowStart the first instant, milliseconds since 1970-01-01T00:00Z
 * @param group the values, {@code (all)} where they are rolled up
 * @param people how many added to it
 * @param totals the sum of what they added, one a quantity
 */
public record BoundedGroup(
    String report, long windowStart, List<String> group, long people, List<BigInteger> totals) {
  private static final byte VERSION = 1;

  /** Copies the lists. */
  public BoundedGroup {
    group = List.copyOf(group);
    totals = List.copyOf(totals);
  }

  /** Both together. */
  public BoundedGroup plus(BoundedGroup other) {
    List<BigInteger> sums = new ArrayList<>(totals.size());
    for (int i = 0; i < totals.size(); i++) {
      sums.add(totals.get(i).add(other.totals.get(i)));
    }
    return new BoundedGroup(report, windowStart, group, people + other.people, sums);
  }

  /** The same as the noun that aggregates travel in. */
  public Aggregate aggregate(Bounds bounds) {
    ByteBuffer population = ByteBuffer.allocate(1 + Long.BYTES);
    population.put(VERSION).putLong(people).flip();
    List<ByteBuffer> tallies = new ArrayList<>(totals.size());
    for (BigInteger total : totals) {
      tallies.add(ByteBuffer.wrap(total.toByteArray()));
    }
    return new Aggregate(
        report,
        windowStart,
        windowStart + bounds.window().toMillis(),
        group,
        population,
        tallies,
        0L);
  }

  /**
   * What {@link #aggregate} gave.
   *
   * @throws IllegalStateException where it was written by another version
   */
  public static BoundedGroup of(Aggregate aggregate) {
    ByteBuffer population = aggregate.getPopulation().duplicate();
    if (population.remaining() != 1 + Long.BYTES || population.get() != VERSION) {
      throw new IllegalStateException("a bounded group was written by another version of Throng");
    }
    List<BigInteger> totals = new ArrayList<>(aggregate.getTallies().size());
    for (ByteBuffer tally : aggregate.getTallies()) {
      byte[] bytes = new byte[tally.remaining()];
      tally.duplicate().get(bytes);
      totals.add(new BigInteger(bytes));
    }
    return new BoundedGroup(
        aggregate.getReport(),
        aggregate.getWindowStart(),
        aggregate.getGroup(),
        population.getLong(),
        totals);
  }
}
