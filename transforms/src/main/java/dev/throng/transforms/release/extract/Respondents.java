package dev.throng.transforms.release.extract;

import java.util.List;
import java.util.Optional;

/**
 * What an extract asks of rows that look alike, whoever counted them.
 *
 * @param <T> rows that look alike, immutable
 */
public interface Respondents<T> {
  /** The quasi-identifiers' values, and behind them those of other columns. */
  List<String> values(T rows);

  /** How many events the rows are. */
  long events(T rows);

  /**
   * Why the rows may not go out, were they a class; nothing where they may. What may go out may in
   * any union.
   */
  Optional<Shortfall> shortfall(T rows);

  /** The union of one or more; people who are in several count once. */
  T union(List<T> rows);
}
