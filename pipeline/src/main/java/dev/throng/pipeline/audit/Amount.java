package dev.throng.pipeline.audit;

import java.util.Locale;

/** Numbers in sentences. */
final class Amount {
  private Amount() {}

  /** As in {@code 1 row} and {@code 1,234 rows}. */
  static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** As in {@code 1 person} and {@code 2 people}. */
  static String of(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  /** As in {@code 3.1 %}. */
  static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }
}
