package dev.throng.transforms.pseudonymize.treatment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a query the parameters that are named, the first of each name, their values scrubbed.
 * Sorted by name: the same parameters in another order are the same query. Not thread-safe.
 */
final class QueryScrubbing {

  private static final String KEPT = "{}:,!*'()";

  private final Set<String> allowed;
  private final TextScrubbing text = new TextScrubbing();

  QueryScrubbing(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** The query from {@code from} to before {@code to}, or null if nothing of it may pass. */
  @Nullable String scrub(String url, int from, int to) {
    if (allowed.isEmpty() || from >= to) {
      return null;
    }
    Map<String, @Nullable String> kept = new TreeMap<>();
    for (int start = from; start < to; ) {
      int end = url.indexOf('&', start);
      end = end < 0 || end > to ? to : end;
      int equals = start;
      while (equals < end && url.charAt(equals) != '=') {
        equals++;
      }
      if (equals < end) {
        String name = Percent.decoded(url.substring(start, equals).replace('+', ' '));
        if (name != null && allowed.contains(name) && !kept.containsKey(name)) {
          kept.put(name, value(url.substring(equals + 1, end)));
        }
      }
      start = end + 1;
    }
    StringBuilder out = new StringBuilder();
    kept.forEach(
        (name, value) -> {
          if (value != null) {
            Percent.encode(name, "", out.append(out.isEmpty() ? "" : "&"));
            Percent.encode(value, KEPT, out.append('='));
          }
        });
    return out.isEmpty() ? null : out.toString();
  }

  private @Nullable String value(String raw) {
    String decoded = Percent.decoded(raw.replace('+', ' '));
    return decoded == null ? Identifier.ID.placeholder : text.scrub(decoded);
  }
}
