package dev.throng.transforms.consent.waiting;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an event may be decided: once every fact is known that was recorded by the event's time and
 * the grace (design section 5). Events are decided together by slots of a second, which a timer
 * each would cost too much for (F23).
 *
 * @param grace in milliseconds, 0 or more
 */
public record Slots(long grace) implements Serializable {
  /** The length of a slot, in milliseconds. */
  public static final long LENGTH = 1_000;

  public Slots {
    if (grace < 0) {
      throw new IllegalArgumentException("a grace is 0 or more");
    }
  }

  /** Slots of a grace. */
  public static Slots of(Duration grace) {
    return new Slots(grace.toMillis());
  }

  /**
   * The end of the slot of an event: the first whole second at or after its time and the grace.
   *
   * @param eventTime milliseconds since 1970-01-01T00:00Z
   */
  public long of(long eventTime) {
    return -Math.floorDiv(-(eventTime + grace), LENGTH) * LENGTH;
  }

  /** When every event before that time has been decided, unless it was late. */
  public long after(long time) {
    return of(time) + LENGTH;
  }
}
