package dev.throng.transforms.aggregate;

import java.util.List;

/**
 * Goes through the rows of one key after another, in order of time, and cuts them to sessions.
 * Those are tallied that start within a span; others only tell where the next begins.
 */
final class SessionWalk {
  static final long INACTIVITY = 30 * 60_000L;

  private final RowColumns rows;
  private final int[] order;
  private final PlannedRows planned;
  private final SessionTaker out;
  private final int mostEvents;
  private final OpenSessions open;
  private final Session session = new Session();

  /** Positions in the order: of the key's rows. */
  private int from;

  private int to;

  SessionWalk(PlannedRows planned, SessionTaker out, int mostEvents) {
    this(planned, out, mostEvents, OpenSessions.always());
  }

  SessionWalk(PlannedRows planned, SessionTaker out, int mostEvents, OpenSessions open) {
    this.planned = planned;
    this.rows = planned.rows;
    this.order = RowOrder.of(rows);
    this.out = out;
    this.mostEvents = mostEvents;
    this.open = open;
  }

  /** Finds all sessions of all keys. */
  void all(List<SessionPlan.OfPurpose> purposes) {
    int position = 0;
    while (position < order.length) {
      position = sessionsOfNext(position, purposes);
    }
  }

  /** Finds the sessions of the key that stands at a position; returns where the next begins. */
  private int sessionsOfNext(int position, List<SessionPlan.OfPurpose> purposes) {
    from = position;
    to = position + 1;
    long key = rows.keys[order[position]];
    while (to < order.length && rows.keys[order[to]] == key) {
      to++;
    }
    for (SessionPlan.OfPurpose ofPurpose : purposes) {
      walk(key, ofPurpose);
    }
    return to;
  }

  private void walk(long key, SessionPlan.OfPurpose ofPurpose) {
    int purpose = ofPurpose.purpose();
    OpenSessions.Span before = open.before(key, purpose);
    boolean running = before != null;
    long start = before == null ? 0 : before.start();
    long last = before == null ? 0 : before.last();
    int first = -1;
    boolean over = false;
    for (int i = from; i < to; i++) {
      int row = order[i];
      long time = rows.times[row];
      if (time < open.from() || !planned.serves(row, purpose)) {
        continue;
      }
      if (!over && time >= open.until()) {
        open.after(key, purpose, running, start, last);
        over = true;
      }
      if (running && ends(row, start, last)) {
        close(ofPurpose, first, last - start);
        running = false;
      }
      if (!running) {
        if (over) {
          return;
        }
        running = true;
        first = i;
        start = time;
        session.pages = 0;
        session.converted = false;
      }
      last = time;
      int kind = rows.kind(row);
      session.pages += (kind & EventFacts.PAGE) != 0 ? 1 : 0;
      session.converted |= (kind & EventFacts.CONVERSION) != 0;
    }
    if (!over) {
      open.after(key, purpose, running, start, last);
    }
    if (running) {
      close(ofPurpose, first, last - start);
    }
  }

  private boolean ends(int next, long start, long last) {
    long time = rows.times[next];
    return time - last >= INACTIVITY
        || time - start > Windows.DAY
        || ((rows.marks[next] & RowBlock.DAY_BOUND) != 0
            && Windows.dayOf(time) != Windows.dayOf(start));
  }

  /** Tallies a session, but for one that started before the span. */
  private void close(SessionPlan.OfPurpose ofPurpose, int first, long duration) {
    if (first < 0) {
      return;
    }
    session.duration = duration;
    long start = rows.times[order[first]];
    for (int index : ofPurpose.programs()) {
      Program program = planned.program(index);
      long window = program.windowOf(start);
      if (to - from <= mostEvents || !crowded(ofPurpose.purpose(), program, window)) {
        int best = order[first];
        for (int i = first + 1; i < to && rows.times[order[i]] == start; i++) {
          if (planned.serves(order[i], ofPurpose.purpose())
              && planned.before(index, order[i], best)) {
            best = order[i];
          }
        }
        out.add(index, window, best, session);
      }
    }
  }

  /** Whether the key has too many events in the window for a person. */
  private boolean crowded(int purpose, Program program, long window) {
    int events = 0;
    for (int i = from; i < to; i++) {
      events +=
          planned.serves(order[i], purpose) && program.windowOf(rows.times[order[i]]) == window
              ? 1
              : 0;
    }
    return events > mostEvents;
  }
}
