package dev.throng.transforms.aggregate;

import java.time.Duration;

/**
 * The windows of one length: {@code [k * length, (k + 1) * length)} from 1970-01-01T00:00Z, or from
 * Monday 1970-01-05 where the length is whole weeks. Times are milliseconds since
 * 1970-01-01T00:00Z.
 */
final class Windows {
  static final long DAY = Duration.ofDays(1).toMillis();
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final long WEEK = 7 * DAY;
  private static final long FIRST_MONDAY = 4 * DAY;

  private final long length;
  private final long offset;

  /** Refuses, with an IllegalArgumentException, what is not whole minutes or over 366 days. */
  Windows(Duration window) {
    if (window.isZero()
        || window.isNegative()
        || window.compareTo(LONGEST) > 0
        || !window.equals(Duration.ofMinutes(window.toMinutes()))) {
      throw new IllegalArgumentException("must be whole minutes, at most 366d");
    }
    length = window.toMillis();
    offset = length % WEEK == 0 ? FIRST_MONDAY : 0;
  }

  long length() {
    return length;
  }

  /** The first instant of the window that holds the time. */
  long startOf(long time) {
    return Math.floorDiv(time - offset, length) * length + offset;
  }

  /** Whether the window that starts then lies in one UTC day. */
  boolean isInOneDay(long window) {
    return dayOf(window) == dayOf(window + length - 1);
  }

  /** The UTC day of a time: days since 1970-01-01. */
  static int dayOf(long time) {
    return (int) Math.floorDiv(time, DAY);
  }
}
