package dev.throng.transforms.pseudonymize.key;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/**
 * How long one key makes pseudonyms: a day, an ISO 8601 week (from Monday) or a month, in UTC by
 * the event's time. Days are counted from 1970-01-01.
 */
public enum Epoch {
  DAY {
    @Override
    long firstDay(long day) {
      return day;
    }

    @Override
    long dayAfter(long firstDay) {
      return firstDay + 1;
    }

    @Override
    String nameFrom(LocalDate first) {
      return first.toString();
    }
  },
  WEEK {
    @Override
    long firstDay(long day) {
      // 1970-01-01 was a Thursday, three days after its week's Monday.
      return day - Math.floorMod(day + 3, 7);
    }

    @Override
    long dayAfter(long firstDay) {
      return firstDay + 7;
    }

    @Override
    String nameFrom(LocalDate first) {
      int week = first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      int year = first.get(IsoFields.WEEK_BASED_YEAR);
      return String.format(Locale.ROOT, "%04d-W%02d", year, week);
    }
  },
  MONTH {
    @Override
    long firstDay(long day) {
      return LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
    }

    @Override
    long dayAfter(long firstDay) {
      return LocalDate.ofEpochDay(firstDay).plusMonths(1).toEpochDay();
    }

    @Override
    String nameFrom(LocalDate first) {
      return YearMonth.from(first).toString();
    }
  };

  private static final long DAY_MILLIS = 86_400_000L;

  /** The first day of the epoch that a day lies in. */
  abstract long firstDay(long day);

  /** The first day after the epoch that begins on a day. */
  abstract long dayAfter(long firstDay);

  abstract String nameFrom(LocalDate first);

  /** The day that an instant lies in, for milliseconds since 1970 UTC. */
  static long dayOf(long epochMillis) {
    return Math.floorDiv(epochMillis, DAY_MILLIS);
  }

  /**
   * The name of the epoch that an instant lies in: {@code 2026-06-01}, {@code 2026-W23} or {@code
   * 2026-06}. Computed anew at each call; {@link Pseudonyms#epochName} remembers.
   *
   * @param epochMillis milliseconds since 1970-01-01T00:00Z
   */
  public String name(long epochMillis) {
    return nameOfDay(dayOf(epochMillis));
  }

  /** The name of the epoch that an instant lies in, UTC. */
  public String name(Instant instant) {
    return name(instant.toEpochMilli());
  }

  /**
   * How long the period of a name is, as {@link #name(long)} writes it; nothing where it is none.
   */
  public static Optional<Epoch> ofName(String name) {
    if (name.matches("\\d{4}-\\d{2}")) {
      return Optional.of(MONTH);
    }
    if (name.matches("\\d{4}-W\\d{2}")) {
      return Optional.of(WEEK);
    }
    return name.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(DAY) : Optional.empty();
  }

  /**
   * The first day of the period of a name.
   *
   * @return days since 1970-01-01 UTC; nothing where there is no such period
   */
  static Optional<Long> firstDayOf(String name) {
    try {
      return ofName(name)
          .map(
              epoch ->
                  switch (epoch) {
                    case DAY -> LocalDate.parse(name);
                    case WEEK -> LocalDate.parse(name + "-1", DateTimeFormatter.ISO_WEEK_DATE);
                    case MONTH -> LocalDate.parse(name + "-01");
                  })
          .map(LocalDate::toEpochDay);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of the epoch that a day lies in, days since 1970-01-01 UTC. */
  public String nameOfDay(long day) {
    return nameFrom(LocalDate.ofEpochDay(firstDay(day)));
  }
}
