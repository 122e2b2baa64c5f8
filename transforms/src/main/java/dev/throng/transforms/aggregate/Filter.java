package dev.throng.transforms.aggregate;

import dev.throng.schemas.PseudonymousEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field of {@code where}: lets pass the events with one of the allowed values. */
final class Filter {
  private final Dimension field;
  private final Set<String> allowed = new HashSet<>();
  private boolean unknown;

  /** Values are texts as {@link GroupValue} writes them. */
  Filter(Dimension field, List<String> values) {
    this.field = field;
    if (values.isEmpty()) {
      throw new IllegalArgumentException("must name at least one value");
    }
    for (String text : values) {
      String value = GroupValue.value(text);
      if (value == null) {
        unknown = true;
      } else {
        allowed.add(value);
      }
    }
  }

  boolean passes(PseudonymousEvent event) {
    return passes(field.of(event));
  }

  private boolean passes(@Nullable String value) {
    return value == null ? unknown : allowed.contains(value);
  }
}
