package dev.throng.pipeline.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes events of people who do not exist, as lines of {@code throng-json}: about 700 bytes each,
 * in visits, by every event type, with every way to speak of consent, and here and there with what
 * must not pass. Popular people, pages and browsers are many times as frequent as rare ones.
 *
 * <p>The same arguments give the same bytes, on every machine, and any range of events can be made
 * alone. Times rise over the span; neighbours of different blocks of 256 events may change places
 * by as long as a visit lasts. No two events have the same id. That a place, an address or a name
 * may belong to someone real by chance is not ruled out.
 *
 * <p>Not thread-safe: a thread needs a generator of its own.
 */
public final class Generator {
  private static final int BUFFER = 1 << 16;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private final long from;
  private final long span;
  private final Block block;

  /**
   * Sets up a world.
   *
   * @param seed which world
   * @param people how many live there, at least 1; few events do not show all of them
   * @param from the earliest time
   * @param span how long the events last, at least a second; the last lies before its end
   * @throws IllegalArgumentException if an argument is out of its range, or a time outside the
   *     years 1970 to 9998
   */
  public Generator(long seed, long people, Instant from, Duration span) {
    this(seed, people, from, span, 1, Ids.SOME);
  }

  /**
   * Sets up a world whose visits go so many times as fast, for a stream: of events in the order of
   * their numbers none then comes long after a later one.
   *
   * @param people how many live there, at least 1
   * @param pace 1 or more; with 1,000 nearly every visit is over within 20 seconds
   * @param ids which ids its people have
   * @throws IllegalArgumentException if an argument is out of its range, or a time outside the
   *     years 1970 to 9998
   */
  public Generator(long seed, long people, Instant from, Duration span, int pace, Ids ids) {
    check(people, from, span);
    if (pace < 1) {
      throw new IllegalArgumentException("a pace is 1 or more");
    }
    this.from = from.toEpochMilli();
    this.span = span.toMillis();
    this.block = new Block(seed, people, pace, ids);
  }

  static void check(long people, Instant from, Duration span) {
    if (people < 1 || people > 1L << 40) {
      throw new IllegalArgumentException("the people must be 1 to 2^40");
    }
    if (span.compareTo(Duration.ofSeconds(1)) < 0
        || from.isBefore(Instant.EPOCH)
        || from.isAfter(LAST)
        || span.compareTo(Duration.between(from, LAST)) > 0) {
      throw new IllegalArgumentException("times must lie in the years 1970 to 9998");
    }
  }

  /**
   * Writes all of so many events, and leaves the stream open.
   *
   * @throws IllegalArgumentException if the number is negative
   * @throws IOException if the stream does
   */
  public void write(long events, OutputStream out) throws IOException {
    write(0, events, events, out);
  }

  /**
   * Writes the events numbered from {@code first} up to, not including, {@code last}, of a world of
   * {@code events}, and leaves the stream open. Ranges put together give the bytes of the whole.
   *
   * @throws IllegalArgumentException if the range is not within the events
   * @throws IOException if the stream does
   */
  public void write(long first, long last, long events, OutputStream out) throws IOException {
    if (first < 0 || last < first || events < last) {
      throw new IllegalArgumentException("the range must lie within 0 and the number of events");
    }
    Bytes lines = new Bytes();
    for (long event = first; event < last; ) {
      long number = event / Block.EVENTS;
      block.plan(number, start(number, events), start(number + 1, events), from + span);
      long end = Math.min(last, (number + 1) * Block.EVENTS);
      for (; event < end; event++) {
        block.write((int) (event % Block.EVENTS), lines);
      }
      if (lines.length() >= BUFFER) {
        lines.writeTo(out);
        lines.clear();
      }
    }
    lines.writeTo(out);
  }

  /** The millisecond in which a block begins. */
  private long start(long number, long events) {
    double share = Math.min(1.0, (double) number * Block.EVENTS / events);
    return from + (long) (span * share);
  }
}
