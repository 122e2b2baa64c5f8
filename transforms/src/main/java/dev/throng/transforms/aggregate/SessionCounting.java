package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sessions, after the shuffle (design section 7): rows of {@link SessionRows} to aggregates, which
 * add up by {@link Groups} with those of {@link PreAggregation}.
 *
 * <p>A session is what one device (else cookie, else user) did, of what may serve the report's
 * purpose: it ends where the next event comes 30 minutes or more after the last, more than 24 hours
 * after the first, or, where the person is known by a key of the day only, on another UTC day. It
 * belongs to the window in which it starts. Its group, whether it is in {@code where}, and whom it
 * counts as in the group's population, are its first event's. Of several events at that instant,
 * the first is the one with the smallest event type, then the smallest values of the report's
 * dimensions in their order (texts by UTF-16 code units, unknown first), then one outside of {@code
 * where}, then the smallest hashes of the person and the company, then one that is not day-bound.
 *
 * <p>Who has more than 100,000 events for the report's purpose in one of its windows, whatever
 * {@code where} says, is a robot: their sessions that start there do not count. That is counted for
 * each device (else cookie, else user), which is all that is together here.
 *
 * <p>Not guaranteed: anything where the rows of a bucket are not all there at once. They are held
 * in memory, at some 60 bytes a row. Single-threaded; made on the worker.
 */
public final class SessionCounting {
  private static final int MOST_EVENTS = 100_000;

  private final SessionPlan plan;
  private final int mostEvents;

  /**
   * Counts sessions for those of the reports that do.
   *
   * @throws IllegalArgumentException for more than 64 of them
   */
  public SessionCounting(List<Report> reports) {
    this(reports, MOST_EVENTS);
  }

  SessionCounting(List<Report> reports, int mostEvents) {
    this.plan = SessionPlan.of(reports);
    this.mostEvents = mostEvents;
  }

  /**
   * Counts the sessions of one bucket.
   *
   * @param blocks all blocks of the bucket, in any order; read once
   * @param out is given aggregates in no order, several of one group perhaps
   * @throws IllegalStateException where a block was written by another version, for other reports,
   *     or is damaged; nothing was given out then
   */
  public void count(Iterable<byte[]> blocks, Consumer<Aggregate> out) {
    count(blocks, plan.byPurpose, OpenSessions.always(), out);
  }

  /** Counts those that start within a span, for these purposes' programs. */
  void count(
      Iterable<byte[]> blocks,
      List<SessionPlan.OfPurpose> purposes,
      OpenSessions open,
      Consumer<Aggregate> out) {
    PlannedRows planned = new PlannedRows(plan, blocks);
    SessionTallies tallies = new SessionTallies(plan.programs, planned, out);
    new SessionWalk(planned, tallies, mostEvents, open).all(purposes);
    tallies.flush();
  }

  SessionPlan plan() {
    return plan;
  }
}
