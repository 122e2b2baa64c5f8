package dev.throng.transforms.release.extract;

import dev.throng.transforms.release.Row;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What may go out for research of one day.
 *
 * @param rows sorted by the bytes of their values (UTF-8); each is all events that look alike
 * @param released how many events that is
 * @param suppressed how many events are in no row, by why
 * @param kept how many values each quasi-identifier keeps, in the order of their declaration
 */
public record Extract<T>(
    List<Row<T>> rows, long released, Map<Shortfall, Long> suppressed, List<Integer> kept) {
  /** Copies. */
  public Extract {
    rows = List.copyOf(rows);
    suppressed = Map.copyOf(new EnumMap<>(suppressed));
    kept = List.copyOf(kept);
  }
}
