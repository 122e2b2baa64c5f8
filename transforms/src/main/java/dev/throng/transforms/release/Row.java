package dev.throng.transforms.release;

import java.util.List;

/**
 * A row that may go out.
 *
 * @param values one a dimension: a value, {@code (other)} or {@code (all)}
 * @param group what is known of it
 */
public record Row<T>(List<String> values, T group) {
  /** Copies the values. */
  public Row {
    values = List.copyOf(values);
  }
}
