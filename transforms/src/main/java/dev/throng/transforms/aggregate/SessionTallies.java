package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds finished sessions to the groups of their first rows. */
final class SessionTallies {
  private final List<Program> programs;
  private final List<int[]> positions;
  private final RowColumns rows;
  private final GroupTables tables;
  private final Consumer<Aggregate> out;

  SessionTallies(SessionPlan plan, RowColumns rows, Consumer<Aggregate> out) {
    this.programs = plan.programs;
    this.positions = plan.positions;
    this.rows = rows;
    this.tables = new GroupTables(programs, GroupTables.MOST_GROUPS, GroupTables.MOST_BYTES);
    this.out = out;
  }

  Program program(int index) {
    return programs.get(index);
  }

  /** Whether a row comes before another of the same instant, in the eyes of a report. */
  boolean before(int program, int row, int other) {
    int order = compare(rows.type(row), rows.type(other));
    for (int field : positions.get(program)) {
      if (order == 0) {
        order = compare(rows.value(row, field), rows.value(other, field));
      }
    }
    if (order == 0) {
      order = Boolean.compare(admits(program, row), admits(program, other));
    }
    if (order == 0) {
      order = Long.compare(rows.people[row], rows.people[other]);
    }
    if (order == 0) {
      order = Long.compare(rows.companies[row], rows.companies[other]);
    }
    return order == 0 ? !dayBound(row) && dayBound(other) : order < 0;
  }

  /** Adds a session whose first event is that row, if the report's {@code where} admits it. */
  void add(int index, long window, int row, Session session) {
    if (!admits(index, row)) {
      return;
    }
    Program program = programs.get(index);
    int[] fields = positions.get(index);
    for (int i = 0; i < fields.length; i++) {
      program.probe[i] = rows.value(row, fields[i]);
    }
    GroupTable.Entry entry = tables.at(index, window);
    boolean ownCompany = (rows.marks[row] & RowBlock.HAS_COMPANY) == 0;
    tables.grew(
        dayBound(row)
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

  private boolean admits(int program, int row) {
    return (rows.passing[row] >>> program & 1) != 0;
  }

  private boolean dayBound(int row) {
    return (rows.marks[row] & RowBlock.DAY_BOUND) != 0;
  }

  /** Values are never empty. */
  private static int compare(@Nullable String left, @Nullable String right) {
    return (left == null ? "" : left).compareTo(right == null ? "" : right);
  }
}
