package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.List;
import java.util.function.Consumer;

/** Adds finished sessions to the groups of their first rows. */
final class SessionTallies implements SessionTaker {
  private final PlannedRows planned;
  private final GroupTables tables;
  private final Consumer<Aggregate> out;

  SessionTallies(List<Program> programs, PlannedRows planned, Consumer<Aggregate> out) {
    this.planned = planned;
    this.tables = new GroupTables(programs, GroupTables.MOST_GROUPS, GroupTables.MOST_BYTES);
    this.out = out;
  }

  /** Adds a session, if the report's {@code where} admits its first event. */
  @Override
  public void add(int index, long window, int row, Session session) {
    if (!planned.admits(index, row)) {
      return;
    }
    planned.aim(index, row);
    RowColumns rows = planned.rows;
    GroupTable.Entry entry = tables.at(index, window);
    boolean ownCompany = (rows.marks[row] & RowBlock.HAS_COMPANY) == 0;
    tables.grew(
        planned.dayBound(row)
            ? entry
                .population
                .ofSessions()
                .add(
                    rows.people[row],
                    rows.companies[row],
                    ownCompany,
                    Windows.dayOf(rows.times[row]))
            : entry.population.ofSessions().add(rows.people[row], rows.companies[row]));
    for (Tally tally : entry.tallies) {
      tally.add(session);
    }
    if (tables.tooMany()) {
      flush();
    }
  }

  /** Gives everything away. */
  void flush() {
    tables.drain(out);
  }
}
