package dev.throng.pipeline.audit;

import java.util.Comparator;

/**
 * One thing that was found. It never holds the identifier that was found, at most its shape.
 *
 * @param severity how bad it is
 * @param check the check's name, as in {@code identifiers}
 * @param where where it was found
 * @param sentence what it is and what to do
 */
public record Finding(Severity severity, String check, Where where, String sentence) {
  /** Severest first, then in an order that depends on nothing but the findings. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::check)
          .thenComparing(finding -> finding.where().file())
          .thenComparing(finding -> finding.where().column())
          .thenComparing(Finding::sentence);
}
