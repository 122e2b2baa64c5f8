package dev.throng.pipeline.job;

import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.Span;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What the input may be like.
 *
 * @param rejected how much of it may be rejected
 * @param recordBytes longest record in bytes, 1 KB to 64 MB
 * @param from earliest event time, inclusive
 * @param until first event time that is too late
 * @param ledgerRejected how many lines of the ledger may name nobody, 0 or more
 * @param fixedFrom whether the earliest is the same whenever the job runs
 * @param fixedUntil whether the end is
 */
public record Limits(
    RejectedShare rejected,
    int recordBytes,
    Instant from,
    Instant until,
    long ledgerRejected,
    boolean fixedFrom,
    boolean fixedUntil)
    implements Serializable {
  private static final String DEFAULT_SHARE = "1%";
  private static final int KB = 1000;
  private static final int LARGEST = 64 * KB * KB;

  /** Checks ranges. */
  public Limits {
    if (recordBytes < KB || recordBytes > LARGEST) {
      throw new IllegalArgumentException("must be 1KB to 64MB");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("must begin before they end");
    }
    if (ledgerRejected < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /** What holds where the job file says nothing: 1%, 1 MB, the last 400 days and the next. */
  static Limits defaults(Instant now) {
    return new Limits(
        RejectedShare.parse(DEFAULT_SHARE),
        KB * KB,
        time("-400d", now),
        time("+1d", now),
        0,
        false,
        false);
  }

  /** Reads {@code limits}; relative times count from the start of the run. */
  static Limits parse(Section section, Instant now) {
    Limits defaults = defaults(now);
    RejectedShare rejected =
        section.value("rejected", RejectedShare::parse).orElse(defaults.rejected());
    int record = section.value("record", Limits::bytes).orElse(defaults.recordBytes());
    Instant from = section.value("from", word -> time(word, now)).orElse(defaults.from());
    Instant until = section.value("until", word -> time(word, now)).orElse(defaults.until());
    long ledgerRejected = section.value("ledger_rejected", Limits::lines).orElse(0L);
    boolean fixedFrom = isFixed(section, "from");
    boolean fixedUntil = isFixed(section, "until");
    section.end();
    if (!from.isBefore(until)) {
      throw section.fault("from", "must be before 'limits.until'");
    }
    return new Limits(rejected, record, from, until, ledgerRejected, fixedFrom, fixedUntil);
  }

  /** Whether the times are the same whenever the job runs. */
  public boolean fixed() {
    return fixedFrom && fixedUntil;
  }

  /** The same with another end. */
  public Limits until(Instant end) {
    return new Limits(rejected, recordBytes, from, end, ledgerRejected, fixedFrom, fixedUntil);
  }

  /** The same, but however much is rejected, the run is not refused. */
  Limits refusingNothing() {
    return new Limits(
        RejectedShare.EVERYTHING, recordBytes, from, until, ledgerRejected, fixedFrom, fixedUntil);
  }

  private static boolean isFixed(Section section, String key) {
    return section.optionalWord(key).filter(word -> !word.matches("[+-].*")).isPresent();
  }

  /** A date (its first instant in UTC), an instant, or a distance from now as in -400d. */
  public static Instant time(String word, Instant now) {
    try {
      if (word.startsWith("-")) {
        return now.minus(Span.parse(word.substring(1)));
      }
      if (word.startsWith("+")) {
        return now.plus(Span.parse(word.substring(1)));
      }
      return word.length() == "2026-06-01".length()
          ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(word);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a date, an instant in UTC, or a distance such as -400d, not '" + word + "'");
    }
  }

  private static long lines(String word) {
    if (!word.matches("\\d{1,12}")) {
      throw new IllegalArgumentException("must be a number of lines, 0 or more");
    }
    return Long.parseLong(word);
  }

  private static int bytes(String word) {
    if (!word.matches("[1-9]\\d{0,7}(KB|MB)?")) {
      throw new IllegalArgumentException("must be a size such as 500KB or 1MB");
    }
    String digits = word.replaceAll("[A-Z]", "");
    long unit = word.endsWith("MB") ? KB * KB : word.endsWith("KB") ? KB : 1;
    long size = Long.parseLong(digits) * unit;
    if (size < KB || size > LARGEST) {
      throw new IllegalArgumentException("must be 1KB to 64MB");
    }
    return (int) size;
  }
}
