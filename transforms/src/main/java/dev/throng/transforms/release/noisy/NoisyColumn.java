package dev.throng.transforms.release.noisy;

import java.util.List;

/**
 * A column of a noised report.
 *
 * @param name as in {@code events} or {@code events_error}
 * @param kind the type of its numbers
 */
public record NoisyColumn(String name, Kind kind) {
  /** The types, as for reports without noise. */
  public enum Kind {
    /** int64. */
    COUNT,
    /** decimal(38, 4). */
    SUM,
    /** decimal(18, 6); null where there is none. */
    RATIO
  }

  static List<NoisyColumn> of(NoisyMeasure measure, int decimals) {
    String name = measure.column();
    if (measure instanceof NoisyMeasure.Quotient) {
      return List.of(
          new NoisyColumn(name, Kind.RATIO),
          new NoisyColumn(name + "_error", Kind.RATIO),
          new NoisyColumn(name + "_low", Kind.RATIO),
          new NoisyColumn(name + "_high", Kind.RATIO));
    }
    Kind kind = decimals == 0 ? Kind.COUNT : Kind.SUM;
    return List.of(
        new NoisyColumn(name, kind),
        new NoisyColumn(name + "_error", Kind.SUM),
        new NoisyColumn(name + "_low", kind),
        new NoisyColumn(name + "_high", kind),
        new NoisyColumn(name + "_draw", kind));
  }
}
