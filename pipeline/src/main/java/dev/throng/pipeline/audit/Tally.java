package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Counts the same thing found in many rows and files.
 *
 * @param <T> the thing, with a meaningful equality
 */
final class Tally<T> {
  private final Map<T, Count> counts = new LinkedHashMap<>();

  /** Where one thing was found. */
  static final class Count {
    private final String first;
    private String last;
    private long files = 1;
    private long rows;

    Count(String file) {
      first = file;
      last = file;
    }

    private void add(String file) {
      rows++;
      if (!file.equals(last)) {
        files++;
        last = file;
      }
    }

    Where where(String column) {
      return new Where(first, files, column, rows);
    }
  }

  /** Files come one after the other: a file that comes back would count twice. */
  void add(T thing, AuditedFile file) {
    counts.computeIfAbsent(thing, first -> new Count(file.place())).add(file.place());
  }

  List<Finding> findings(BiFunction<T, Count, Finding> finding) {
    List<Finding> findings = new ArrayList<>();
    counts.forEach((thing, count) -> findings.add(finding.apply(thing, count)));
    return findings;
  }
}
