package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of one window after the other, for whoever sees rows of {@link SessionRows} without an
 * end. What is given for all windows is what {@link SessionCounting}, or {@link NoisedSessions},
 * gives for all rows at once, as long as the windows of one length are counted in their order.
 *
 * <p>Single-threaded; made on the worker. The rows of a window and of a day after it are held in
 * memory, at some 60 bytes a row.
 *
 * @param <T> what takes the counts
 */
public final class SessionWindows<T> {
  /** So long after a window there may be events of sessions that started in it. */
  public static final long AFTER = Windows.DAY + SessionWalk.INACTIVITY;

  /** Counts what starts within a span, for some of the plan's purposes and their programs. */
  private interface Counting<T> {
    void count(
        Iterable<byte[]> blocks, List<SessionPlan.OfPurpose> purposes, OpenSessions open, T out);
  }

  private final SessionPlan plan;
  private final Counting<T> counting;

  private SessionWindows(SessionPlan plan, Counting<T> counting) {
    this.plan = plan;
    this.counting = counting;
  }

  /**
   * Counts sessions for those of the reports that do, without noise.
   *
   * @throws IllegalArgumentException for more than 64 of them
   */
  public static SessionWindows<Consumer<Aggregate>> of(List<Report> reports) {
    return of(new SessionCounting(reports));
  }

  static SessionWindows<Consumer<Aggregate>> of(SessionCounting counting) {
    return new SessionWindows<>(counting.plan(), counting::count);
  }

  /**
   * Counts sessions and events for those of the reports that count sessions with noise and protect
   * that unit.
   *
   * @throws IllegalArgumentException for more than 64 of them
   */
  public static SessionWindows<Contributions.Taker> ofNoised(
      List<Report> reports, Release.Unit unit) {
    return ofNoised(new NoisedSessions(reports, unit));
  }

  static SessionWindows<Contributions.Taker> ofNoised(NoisedSessions counting) {
    return new SessionWindows<>(counting.plan(), counting::count);
  }

  /** The lengths of the reports' windows in milliseconds, each once, from the shortest. */
  public List<Long> lengths() {
    TreeSet<Long> lengths = new TreeSet<>();
    plan.programs.forEach(program -> lengths.add(program.windows.length()));
    return List.copyOf(lengths);
  }

  /** The first instant of the window of that length that holds a time. */
  public long startOf(long length, long time) {
    for (Program program : plan.programs) {
      if (program.windows.length() == length) {
        return program.windows.startOf(time);
      }
    }
    throw new IllegalArgumentException("no report has such windows");
  }

  /**
   * Counts the sessions of one bucket that start in one window.
   *
   * @param length of the window, in milliseconds
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   * @param blocks all blocks of the bucket with rows of the window and {@link #AFTER} it, in any
   *     order; others do no harm
   * @param open what was open at the end of the window counted before; null where there was none
   * @param out is given what was counted in no order, several of one group perhaps
   * @return what is open at the end of this window; no bytes where nothing is
   */
  public byte[] count(
      long length, long windowStart, Iterable<byte[]> blocks, byte @Nullable [] open, T out) {
    OpenSessions sessions = OpenSessions.of(windowStart, windowStart + length, open);
    counting.count(blocks, purposes(length), sessions, out);
    return sessions.bytes();
  }

  /**
   * How many rows of a block come too late for windows of that length, by report.
   *
   * @param counted the first instant after the last window that was counted
   */
  public Map<String, Long> late(long length, long counted, byte[] block) {
    Map<String, Long> late = new TreeMap<>();
    PlannedRows planned = new PlannedRows(plan, List.of(block));
    RowColumns rows = planned.rows;
    for (SessionPlan.OfPurpose of : purposes(length)) {
      for (int row = 0; row < rows.size; row++) {
        if (rows.times[row] < counted && planned.serves(row, of.purpose())) {
          of.programs()
              .forEach(index -> late.merge(plan.programs.get(index).report.name(), 1L, Long::sum));
        }
      }
    }
    return late;
  }

  private List<SessionPlan.OfPurpose> purposes(long length) {
    List<SessionPlan.OfPurpose> purposes = new ArrayList<>();
    for (SessionPlan.OfPurpose of : plan.byPurpose) {
      List<Integer> programs =
          of.programs().stream()
              .filter(index -> plan.programs.get(index).windows.length() == length)
              .toList();
      if (!programs.isEmpty()) {
        purposes.add(new SessionPlan.OfPurpose(of.purpose(), programs));
      }
    }
    return purposes;
  }
}
