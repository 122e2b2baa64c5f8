package dev.throng.pipeline.audit;

/**
 * Where something was found.
 *
 * @param file the first file's path below the audited folder, with what looks like an identifier
 *     masked
 * @param files in how many files
 * @param column the column or columns, or "" where it is about none
 * @param rows how many rows, or 0 where it is about none
 */
public record Where(String file, long files, String column, long rows) {

  /** A whole file. */
  static Where file(String file) {
    return new Where(file, 1, "", 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (files > 1) {
      text.append(" and ").append(Amount.of(files - 1, "more file"));
    }
    if (!column.isEmpty()) {
      text.append(column.contains(", ") ? ", columns " : ", column ").append(column);
    }
    if (rows > 0) {
      text.append(", ").append(Amount.of(rows, "row"));
    }
    return text.toString();
  }
}
