package dev.throng.pipeline.audit;

/**
 * One value of a row.
 *
 * @param column its column, as the file names it
 * @param text the value, never empty
 * @param number whether the file holds it as a number, or as true or false
 */
record Cell(String column, String text, boolean number) {
  /** Of the names in a map or an object: they come from outside as well as the values. */
  static final String NAMES = "(names)";

  /** Of files that have no columns. */
  static final String LINE = "(line)";

  static Cell text(String column, String text) {
    return new Cell(column, text, false);
  }
}
