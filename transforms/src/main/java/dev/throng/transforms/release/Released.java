package dev.throng.transforms.release;

import java.util.List;

/**
 * What may go out of one report and window.
 *
 * @param rows sorted by the bytes of their values (UTF-8), rollups among them
 * @param released finest rows, rollups apart
 * @param merged finest groups that went out as part of a larger row only
 * @param suppressed finest groups that did not go out at all; then there is no row
 */
public record Released<T>(List<Row<T>> rows, long released, long merged, long suppressed) {
  /** Copies the rows. */
  public Released {
    rows = List.copyOf(rows);
  }
}
