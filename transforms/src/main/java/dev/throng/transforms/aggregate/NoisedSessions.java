package dev.throng.transforms.aggregate;

import dev.throng.transforms.aggregate.Release.Clamp;
import dev.throng.transforms.aggregate.Release.Contributing;
import dev.throng.transforms.aggregate.Release.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What sessions add to the noised reports that count them, after the shuffle: rows of {@link
 * SessionRows#ofNoised} to the same as {@link Contributions} gives of events.
 *
 * <p>A session is cut as {@link SessionCounting} cuts it, but of the events of one person and
 * company alone: on a device that two share they have sessions of their own. So what one of them
 * adds follows from their own events, and whoever is taken away changes nobody else's. Of more
 * sessions of one unit in a group and window than may count, the first count, in order of their
 * beginnings; each adds its pages and seconds within the report's clamps.
 *
 * <p>Events of such a report are counted here too, of each row that passes its {@code where}.
 * Windows over midnight leave out who is known by a key of the day only.
 *
 * <p>Not guaranteed: anything where the rows of a unit are not all there at once. The rows of a
 * bucket are held in memory, at some 60 bytes a row and 200 a session. Single-threaded; made on the
 * worker.
 */
public final class NoisedSessions {
  private static final int MOST_EVENTS = 100_000;

  /** One report, with room for what it is about to give. */
  private static final class Part {
    private final int number;
    private final int purpose;
    private final List<Amount> amounts;
    private final Release.Noised release;
    private final boolean countsEvents;
    private final boolean bySeller;
    private final boolean mostRecent;

    private Part(int number, Report report) {
      this.number = number;
      this.purpose = report.purpose().bit();
      this.amounts = Contributions.amounts(report);
      this.release = report.noised();
      this.countsEvents =
          report.resolvedMeasures().stream().anyMatch(measure -> !measure.ofSessions());
      this.bySeller = report.isBySeller();
      this.mostRecent = release.contributions() == Contributing.MOST_RECENT;
    }

    private long[] ofSession(Session session, long sinceStart) {
      long[] added = room(sinceStart);
      for (int i = 0; i < amounts.size(); i++) {
        Clamp clamp = release.clamps().get(amounts.get(i));
        long amount = amounts.get(i).of(session);
        added[i] = clamp == null ? amount : Math.max(clamp.low(), Math.min(clamp.high(), amount));
      }
      return added;
    }

    private long[] ofEvent(int kind, long sinceStart) {
      long[] added = room(sinceStart);
      for (int i = 0; i < amounts.size(); i++) {
        added[i] = amounts.get(i).ofKind(kind);
      }
      return added;
    }

    private long[] room(long sinceStart) {
      long[] added = new long[amounts.size() + (mostRecent ? 1 : 0)];
      if (mostRecent) {
        added[amounts.size()] = sinceStart;
      }
      return added;
    }
  }

  /** A session of a unit in a group, as it will be given. */
  private static final class Found {
    private final int part;
    private final long window;
    private final long unit;
    private final String[] group;
    private final long start;
    private final long key;
    private final long[] added;

    private Found(
        int part, long window, long unit, String[] group, long start, long key, long[] added) {
      this.part = part;
      this.window = window;
      this.unit = unit;
      this.group = group;
      this.start = start;
      this.key = key;
      this.added = added;
    }

    private boolean isBeside(Found other) {
      return part == other.part
          && window == other.window
          && unit == other.unit
          && Arrays.equals(group, other.group);
    }
  }

  private static final Comparator<Found> IN_ORDER =
      Comparator.<Found>comparingInt(each -> each.part)
          .thenComparingLong(each -> each.window)
          .thenComparingLong(each -> each.unit)
          .thenComparing(each -> each.group, Arrays::compare)
          .thenComparingLong(each -> each.start)
          .thenComparingLong(each -> each.key);

  private final Unit unit;
  private final SessionPlan plan;
  private final List<Part> parts = new ArrayList<>();
  private final int mostEvents;

  /**
   * Counts for those of the reports that count sessions with noise and protect that unit.
   *
   * @throws IllegalArgumentException for more than 64 of them
   */
  public NoisedSessions(List<Report> reports, Unit unit) {
    this(reports, unit, MOST_EVENTS);
  }

  NoisedSessions(List<Report> reports, Unit unit, int mostEvents) {
    this.unit = unit;
    this.plan = SessionPlan.ofNoised(reports, unit);
    this.mostEvents = mostEvents;
    List<Report> noised = reports.stream().filter(Report::isNoised).toList();
    for (int i = 0; i < noised.size(); i++) {
      if (noised.get(i).countsNoisedSessions() && noised.get(i).noised().unit() == unit) {
        parts.add(new Part(i, noised.get(i)));
      }
    }
  }

  /**
   * Counts the sessions and events of one bucket.
   *
   * @param blocks all blocks of the bucket, in any order; read once
   * @param out is given them in no order that anyone may rely on
   * @throws IllegalStateException where a block was written by another version, for other reports,
   *     or is damaged; nothing was given out then
   */
  public void count(Iterable<byte[]> blocks, Contributions.Taker out) {
    count(blocks, plan.byPurpose, OpenSessions.always(), out);
  }

  /** Counts sessions that start within a span and its events, for these purposes' programs. */
  void count(
      Iterable<byte[]> blocks,
      List<SessionPlan.OfPurpose> purposes,
      OpenSessions open,
      Contributions.Taker out) {
    PlannedRows planned = new PlannedRows(plan, blocks);
    List<Found> sessions = new ArrayList<>();
    SessionTaker found =
        (part, window, row, session) -> find(planned, part, window, row, session, sessions::add);
    new SessionWalk(planned, found, mostEvents, open).all(purposes);
    sessions.sort(IN_ORDER);
    long among = 0;
    for (int i = 0; i < sessions.size(); i++) {
      Found each = sessions.get(i);
      among = i > 0 && each.isBeside(sessions.get(i - 1)) ? among + 1 : 1;
      Part part = parts.get(each.part);
      if (among <= part.release.sessionsPerGroup()) {
        out.add(part.number, each.window, each.unit, each.group, each.added);
      }
    }
    for (SessionPlan.OfPurpose of : purposes) {
      for (int part : of.programs()) {
        if (parts.get(part).countsEvents) {
          events(planned, part, open, out);
        }
      }
    }
  }

  SessionPlan plan() {
    return plan;
  }

  private void find(
      PlannedRows planned,
      int number,
      long window,
      int row,
      Session session,
      Consumer<Found> sessions) {
    Part part = parts.get(number);
    if (!isIn(planned, number, window, row)) {
      return;
    }
    long start = planned.rows.times[row];
    sessions.accept(
        new Found(
            number,
            window,
            unitOf(planned.rows, row),
            group(planned.program(number)),
            start,
            planned.rows.keys[row],
            part.ofSession(session, start - window)));
  }

  private void events(PlannedRows planned, int number, OpenSessions open, Contributions.Taker out) {
    Part part = parts.get(number);
    RowColumns rows = planned.rows;
    for (int row = 0; row < rows.size; row++) {
      long window = planned.program(number).windowOf(rows.times[row]);
      if (open.holds(rows.times[row])
          && planned.serves(row, part.purpose)
          && isIn(planned, number, window, row)) {
        out.add(
            part.number,
            window,
            unitOf(rows, row),
            group(planned.program(number)),
            part.ofEvent(rows.kind(row), rows.times[row] - window));
      }
    }
  }

  /** Whether the row counts in the report and window; puts its values into the report's probe. */
  private boolean isIn(PlannedRows planned, int number, long window, int row) {
    Program program = planned.program(number);
    if (!planned.admits(number, row)
        || (planned.dayBound(row) && !program.windows.isInOneDay(window))) {
      return false;
    }
    planned.aim(number, row);
    return !parts.get(number).bySeller || program.probe[0] != null;
  }

  private long unitOf(RowColumns rows, int row) {
    return unit == Unit.COMPANY ? rows.companies[row] : rows.people[row];
  }

  private static String[] group(Program program) {
    return Arrays.stream(program.probe).map(GroupValue::text).toArray(String[]::new);
  }
}
