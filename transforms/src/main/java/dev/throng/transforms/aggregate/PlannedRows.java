package dev.throng.transforms.aggregate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a bucket in the eyes of the reports of a plan. */
final class PlannedRows {
  final RowColumns rows;
  private final List<Program> programs;
  private final List<int[]> positions;

  PlannedRows(SessionPlan plan, Iterable<byte[]> blocks) {
    programs = plan.programs;
    positions = plan.positions;
    rows = new RowColumns(plan.fingerprint, plan.fields.size());
    blocks.forEach(rows::read);
  }

  int programs() {
    return programs.size();
  }

  Program program(int index) {
    return programs.get(index);
  }

  /** Puts the row's values into the probe of a report. */
  void aim(int program, int row) {
    int[] fields = positions.get(program);
    for (int i = 0; i < fields.length; i++) {
      programs.get(program).probe[i] = rows.value(row, fields[i]);
    }
  }

  /** Whether a row comes before another of the same instant. */
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

  /** Whether the report's {@code where} admits the row. */
  boolean admits(int program, int row) {
    return (rows.passing[row] >>> program & 1) != 0;
  }

  /** Whether the row may serve the purpose, given as a bit. */
  boolean serves(int row, int purpose) {
    return (rows.marks[row] >>> RowBlock.PURPOSES_SHIFT & purpose) != 0;
  }

  boolean dayBound(int row) {
    return (rows.marks[row] & RowBlock.DAY_BOUND) != 0;
  }

  /** Values are never empty. */
  private static int compare(@Nullable String left, @Nullable String right) {
    return (left == null ? "" : left).compareTo(right == null ? "" : right);
  }
}
