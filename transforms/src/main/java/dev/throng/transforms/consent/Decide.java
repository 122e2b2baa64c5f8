package dev.throng.transforms.consent;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** Which facts of the ledger count for an event: {@code consent.decide} of the job. */
public sealed interface Decide extends Serializable {

  /** All facts count, and a refusal after the event refuses it, too. */
  record AsKnown() implements Decide {}

  /**
   * The same, of what was recorded by then.
   *
   * @param recordedBy the last instant, inclusive
   */
  record AsOf(Instant recordedBy) implements Decide {}

  /** Facts that are effective at the event's time, whenever they were recorded. */
  record AtEventTime() implements Decide {}

  /**
   * The same, of what was recorded by the event's time and the grace.
   *
   * @param grace 0 or more
   */
  record WithGrace(Duration grace) implements Decide {
    public WithGrace {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("a grace is 0 or more");
      }
    }
  }

  /** Whether a refusal after the event refuses it. */
  default boolean looksAhead() {
    return this instanceof AsKnown || this instanceof AsOf;
  }

  /** Whether it depends on the event which facts are known, so that times of recording are kept. */
  default boolean asksWhenRecorded() {
    return this instanceof WithGrace;
  }

  /**
   * Whether a fact is known for an event.
   *
   * @param refuses whether the fact takes away
   * @param recorded milliseconds since 1970-01-01T00:00Z, or {@link Fact#NOT_RECORDED}
   * @param eventTime milliseconds since 1970-01-01T00:00Z
   */
  default boolean knows(boolean refuses, long recorded, long eventTime) {
    long by;
    if (this instanceof AsOf asOf) {
      by = asOf.recordedBy().toEpochMilli();
    } else if (this instanceof WithGrace with) {
      by = eventTime + with.grace().toMillis();
    } else {
      return true;
    }
    return recorded == Fact.NOT_RECORDED ? refuses : recorded <= by;
  }
}
