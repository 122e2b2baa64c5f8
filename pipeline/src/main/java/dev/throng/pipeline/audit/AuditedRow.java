package dev.throng.pipeline.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, in whichever format it lay; valid for one look.
 *
 * @param cells the values that it has, maps and lists taken apart
 */
record AuditedRow(AuditedFile file, RowKind kind, List<Cell> cells) {

  /** The first value in a column, or null. */
  @Nullable String text(String column) {
    for (Cell cell : cells) {
      if (cell.column().equals(column)) {
        return cell.text();
      }
    }
    return null;
  }
}
