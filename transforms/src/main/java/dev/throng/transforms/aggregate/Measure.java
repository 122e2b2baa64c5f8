package dev.throng.transforms.aggregate;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Supplier;

/** One number of a report: its name, its column, its kind, and how it is tallied. */
public final class Measure {
  /** What the number is, and so its type in every format. */
  public enum Kind {
    /** int64. */
    COUNT,
    /** decimal(38, 4). */
    SUM,
    /** decimal(18, 6), rounded half to even; null where the denominator is 0. */
    RATIO
  }

  private final String name;
  private final Kind kind;
  private final boolean ofSessions;
  private final Supplier<Tally> tally;
  private final ImmutableList<Amount> amounts;

  private Measure(
      String name, Kind kind, boolean ofSessions, Supplier<Tally> tally, Amount... amounts) {
    this.name = name;
    this.kind = kind;
    this.ofSessions = ofSessions;
    this.tally = tally;
    this.amounts = ImmutableList.copyOf(amounts);
  }

  /**
   * A measure of events.
   *
   * @param amounts what it is made of where it is noised; see {@link #amounts()}
   */
  static Measure ofEvents(String name, Kind kind, Supplier<Tally> tally, Amount... amounts) {
    return new Measure(name, kind, false, tally, amounts);
  }

  /**
   * A measure of sessions.
   *
   * @param amounts what it is made of where it is noised; see {@link #amounts()}
   */
  static Measure ofSessions(String name, Kind kind, Supplier<Tally> tally, Amount... amounts) {
    return new Measure(name, kind, true, tally, amounts);
  }

  /** The name in the reports file, as in {@code sum(price)}. */
  public String name() {
    return name;
  }

  /** The column in outputs, as in {@code sum_price}. */
  public String column() {
    return name.replace('(', '_').replace(")", "");
  }

  /** The type of the number. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is counted over sessions, not events. */
  public boolean ofSessions() {
    return ofSessions;
  }

  /**
   * What it is made of where it is noised: one amount, or of a rate the part and the whole; nothing
   * where it cannot be noised.
   */
  public List<Amount> amounts() {
    return amounts;
  }

  Tally newTally() {
    return tally.get();
  }
}
