package dev.throng.pipeline.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a ledger of what people who do not exist said, as lines of JSON of about 220 bytes. They
 * are those of a {@link Generator} of the same seed, known by the ids that their events have:
 * account, device or cookie. Each of them speaks in turn, until there are enough facts; most grant,
 * some withdraw, deny or object, and a few are erased, restricted or minors. Times rise from a year
 * before the events to their end.
 *
 * <p>The same arguments give the same bytes, on every machine. Not thread-safe.
 */
public final class LedgerGenerator {
  private static final int BUFFER = 1 << 16;
  private static final Duration BEFORE = Duration.ofDays(365);
  private static final long LONGEST_DELAY = Duration.ofDays(1).toMillis();

  /** With the share of each, in thousandths, up to here. */
  private static final String[] STATES = {
    "granted",
    "withdrawn",
    "denied",
    "objected",
    "unrestricted",
    "restricted",
    "guardian_consent",
    "minor",
    "erased"
  };

  private static final int[] STATE_SHARES = {700, 850, 910, 970, 978, 984, 990, 994, 1000};

  /** So many of the states are words on a purpose. */
  private static final int WORDS = 4;

  private static final String[] PURPOSES = {
    "*", "statistical", "marketing", "personalisation", "share_with_sellers", "research"
  };

  private static final int[] PURPOSE_SHARES = {250, 500, 700, 850, 950, 1000};
  private static final String[] VERSIONS = {"2020-09-14", "2020-09-14", "2024-03-01", "2018-05-25"};
  private static final String[] SOURCES = {"form", "app", "preference_centre", "letter"};

  private final long seed;
  private final long people;
  private final long first;
  private final long span;
  private final Visitor visitor;
  private final Dice dice = new Dice();

  /**
   * Sets up a world, by the arguments of its {@link Generator}, whose people have some ids.
   *
   * @param people how many of its people speak, at least 1: those who come first there
   * @throws IllegalArgumentException if an argument is out of its range, or a time outside the
   *     years 1970 to 9998
   */
  public LedgerGenerator(long seed, long people, Instant from, Duration span) {
    this(seed, people, from, span, Ids.SOME);
  }

  /**
   * Sets up a world, by the arguments of its {@link Generator}.
   *
   * @param people how many of its people speak, at least 1: those who come first there
   * @param ids which ids they have there
   * @throws IllegalArgumentException if an argument is out of its range, or a time outside the
   *     years 1970 to 9998
   */
  public LedgerGenerator(long seed, long people, Instant from, Duration span, Ids ids) {
    Generator.check(people, from, span);
    this.seed = seed;
    this.people = people;
    this.first = Math.max(0, from.minus(BEFORE).toEpochMilli());
    this.span = from.plus(span).toEpochMilli() - first;
    this.visitor = new Visitor(seed, people, ids);
  }

  /**
   * Writes so many facts, and leaves the stream open.
   *
   * @throws IllegalArgumentException if the number is negative
   * @throws IOException if the stream does
   */
  public void write(long facts, OutputStream out) throws IOException {
    if (facts < 0) {
      throw new IllegalArgumentException("the number of facts must be 0 or more");
    }
    Bytes lines = new Bytes();
    for (long fact = 0; fact < facts; fact++) {
      write(fact, first + (long) (span * ((double) fact / facts)), lines);
      if (lines.length() >= BUFFER) {
        lines.writeTo(out);
        lines.clear();
      }
    }
    lines.writeTo(out);
  }

  private void write(long fact, long effective, Bytes out) {
    out.ascii("{\"subject\":{");
    visitor.subject(fact % people, out);
    out.ascii("}");
    dice.restart(seed, Room.FACT, fact);
    int state = choice(STATE_SHARES);
    if (state < WORDS) {
      out.ascii(",\"purpose\":\"").ascii(PURPOSES[choice(PURPOSE_SHARES)]).ascii("\"");
    }
    out.ascii(",\"state\":\"").ascii(STATES[state]);
    out.ascii("\",\"effective_at\":\"").instant(effective);
    out.ascii("\",\"recorded_at\":\"").instant(effective + dice.popular(LONGEST_DELAY));
    out.ascii("\",\"policy_version\":\"").ascii(dice.of(VERSIONS));
    out.ascii("\",\"source\":\"").ascii(dice.of(SOURCES)).ascii("\"}\n");
  }

  private int choice(int[] shares) {
    int share = dice.below(shares[shares.length - 1]);
    int choice = 0;
    while (share >= shares[choice]) {
      choice++;
    }
    return choice;
  }
}
