package dev.throng.transforms.release.noisy;

import dev.throng.schemas.ReleasedAggregate;
import java.util.List;

/**
 * What may go out of one window of one report.
 *
 * @param rows sorted by the bytes of their values (UTF-8), rollups among them
 * @param hidden finest groups that are in the data and are not shown: an exact number, for the
 *     manifest, which no third party gets
 */
public record NoisyWindow(List<ReleasedAggregate> rows, long hidden) {
  /** Copies the rows. */
  public NoisyWindow {
    rows = List.copyOf(rows);
  }
}
