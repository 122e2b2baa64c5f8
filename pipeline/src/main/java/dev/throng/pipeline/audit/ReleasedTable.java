package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A released table of one window, as far as subtraction needs it. */
final class ReleasedTable {
  static final String ALL = "(all)";
  static final String OTHER = "(other)";

  final AuditedFile file;
  final long start;
  private final Map<List<String>, Figures> rows = new HashMap<>();

  ReleasedTable(AuditedFile file, long start) {
    this.file = file;
    this.start = start;
  }

  void put(List<String> group, Figures figures) {
    rows.put(group, figures);
  }

  /** All rows, and without values the sum of the finest. */
  Map<List<String>, Figures> withSum() {
    Map<List<String>, Figures> all = new HashMap<>(rows);
    addTo(all, List.of());
    return all;
  }

  /**
   * The finest rows added up over the dimensions at some places. What merged in one of them is in
   * the sum of all only, which has no value.
   */
  void addTo(Map<List<String>, Figures> sums, List<Integer> places) {
    rows.forEach(
        (group, figures) -> {
          if (!group.contains(ALL)) {
            List<String> values = places.stream().map(group::get).toList();
            if (!values.contains(OTHER) && !values.isEmpty()) {
              sums.merge(values, figures, Figures::plus);
            }
            sums.merge(List.of(), figures, Figures::plus);
          }
        });
  }

  /** Subtotals that differ from the rows that they are about, with the difference in events. */
  Map<List<String>, Long> unequalSubtotals() {
    Map<Integer, Map<List<String>, Figures>> levels = new HashMap<>();
    rows.forEach(
        (group, figures) ->
            levels.computeIfAbsent(level(group), first -> new HashMap<>()).put(group, figures));
    List<Integer> lengths = new ArrayList<>(new TreeSet<>(levels.keySet()));
    Map<List<String>, Long> unequal = new HashMap<>();
    for (int i = 0; i + 1 < lengths.size(); i++) {
      int length = lengths.get(i);
      Map<List<String>, Figures> sums = new HashMap<>();
      levels
          .getOrDefault(lengths.get(i + 1), Map.of())
          .forEach(
              (group, figures) -> sums.merge(group.subList(0, length), figures, Figures::plus));
      for (Map.Entry<List<String>, Figures> subtotal :
          levels.getOrDefault(length, Map.of()).entrySet()) {
        Figures sum = sums.get(subtotal.getKey().subList(0, length));
        if (sum != null && sum.events() >= 0 && subtotal.getValue().events() >= 0) {
          long difference = Math.abs(sum.events() - subtotal.getValue().events());
          if (difference > 0) {
            unequal.put(subtotal.getKey(), difference);
          }
        }
      }
    }
    return unequal;
  }

  /** How many dimensions come before the first that is rolled up. */
  private static int level(List<String> group) {
    int all = group.indexOf(ALL);
    return all < 0 ? group.size() : all;
  }
}
