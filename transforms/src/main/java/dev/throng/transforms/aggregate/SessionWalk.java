package dev.throng.transforms.aggregate;

/** Goes through the rows of one key after another, in order of time, and cuts them to sessions. */
final class SessionWalk {
  private static final long INACTIVITY = 30 * 60_000L;

  private final RowColumns rows;
  private final int[] order;
  private final PlannedRows planned;
  private final SessionTaker out;
  private final int mostEvents;
  private final Session session = new Session();

  /** Positions in the order: of the key's rows. */
  private int from;

  private int to;

  SessionWalk(PlannedRows planned, SessionTaker out, int mostEvents) {
    this.planned = planned;
    this.rows = planned.rows;
    this.order = RowOrder.of(rows);
    this.out = out;
    this.mostEvents = mostEvents;
  }

  /** Finds all sessions of all keys. */
  void all(SessionPlan plan) {
    int position = 0;
    while (position < order.length) {
      position = sessionsOfNext(position, plan);
    }
  }

  /** Finds the sessions of the key that stands at a position; returns where the next begins. */
  private int sessionsOfNext(int position, SessionPlan plan) {
    from = position;
    to = position + 1;
    long key = rows.keys[order[position]];
    while (to < order.length && rows.keys[order[to]] == key) {
      to++;
    }
    for (SessionPlan.OfPurpose ofPurpose : plan.byPurpose) {
      walk(ofPurpose);
    }
    return to;
  }

  private void walk(SessionPlan.OfPurpose ofPurpose) {
    int first = -1;
    long start = 0;
    long last = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      if (planned.serves(row, ofPurpose.purpose())) {
        long time = rows.times[row];
        if (first >= 0 && ends(row, start, last)) {
          close(ofPurpose, first, last - start);
          first = -1;
        }
        if (first < 0) {
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
    }
    if (first >= 0) {
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

  private void close(SessionPlan.OfPurpose ofPurpose, int first, long duration) {
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
