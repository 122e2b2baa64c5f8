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

  private final String[] allowed;
  private final TextScrubbing text = new TextScrubbing();

  QueryScrubbing(Set<String> allowed) {
    this.allowed = allowed.toArray(String[]::new);
  }

  /** The query from {@code from} to before {@code to}, or null if nothing of it may pass. */
  @Nullable String scrub(String url, int from, int to) {
    if (allowed.length == 0 || from >= to) {
      return null;
    }
    Map<String, @Nullable String> kept = null;
    for (int start = from; start < to; ) {
      int end = url.indexOf('&', start);
      end = end < 0 || end > to ? to : end;
      int equals = start;
      boolean plain = true;
      while (equals < end && url.charAt(equals) != '=') {
        char c = url.charAt(equals++);
        plain &= c != '%' && c != '+';
      }
      String name = equals < end ? name(url, start, equals, plain) : null;
      if (name != null && (kept == null || !kept.containsKey(name))) {
        kept = kept == null ? new TreeMap<>() : kept;
        kept.put(name, value(url.substring(equals + 1, end)));
      }
      start = end + 1;
    }
    return kept == null ? null : written(kept);
  }

  /** The name on the list that stands here; null if it is none. */
  private @Nullable String name(String url, int from, int to, boolean plain) {
    if (!plain) {
      String decoded = Percent.decoded(url.substring(from, to).replace('+', ' '));
      return decoded == null ? null : name(decoded, 0, decoded.length(), true);
    }
    for (String each : allowed) {
      if (each.length() == to - from && url.startsWith(each, from)) {
        return each;
      }
    }
    return null;
  }

  private static @Nullable String written(Map<String, @Nullable String> kept) {
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
