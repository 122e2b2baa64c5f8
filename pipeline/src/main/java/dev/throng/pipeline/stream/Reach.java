package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Limits;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which events a job over topics takes, by the clock on the wall: so what is about older ones can
 * be forgotten some day. Where {@code limits.from} is a date, that day never comes.
 *
 * @param from the first instant that the job's limits allow, milliseconds since 1970-01-01T00:00Z
 * @param until the first that they do not, for ever
 * @param behind how many milliseconds an event may be behind the clock
 * @param ahead how many it may be ahead
 */
public record Reach(long from, long until, long behind, long ahead) implements Serializable {
  /** Farther than any clock. */
  private static final long FAR = Long.MAX_VALUE / 4;

  /** An event that was taken is through all steps by then, and late ones are counted by window. */
  private static final Duration SLACK = Duration.ofDays(90);

  /** Of a job's limits, of which those that are relative move with the clock. */
  public static Reach of(Limits limits, Instant started) {
    return new Reach(
        limits.from().toEpochMilli(),
        limits.fixedUntil() ? limits.until().toEpochMilli() : FAR,
        limits.fixedFrom() ? FAR : Duration.between(limits.from(), started).toMillis(),
        limits.fixedUntil()
            ? FAR
            : Math.max(0, Duration.between(started, limits.until()).toMillis()));
  }

  /** Whether the clock allows an event of that time now. */
  boolean allows(long time) {
    long now = System.currentTimeMillis();
    return time >= now - behind && time <= now + ahead;
  }

  /** Whether an event of that time is taken now. */
  boolean holds(long time) {
    return time >= from && time < until && allows(time);
  }

  /** No event of before is asked about any more. */
  long forgotten() {
    return Math.max(from, System.currentTimeMillis() - behind - SLACK.toMillis());
  }

  /** In how long nothing of before that time can come any more; nothing where it always can. */
  Optional<org.joda.time.Duration> left(long time) {
    if (behind == FAR) {
      return Optional.empty();
    }
    long left = time + behind + SLACK.toMillis() - System.currentTimeMillis();
    return Optional.of(org.joda.time.Duration.millis(Math.max(1, left)));
  }
}
