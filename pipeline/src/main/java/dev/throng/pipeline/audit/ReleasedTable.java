package dev.throng.pipeline.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A released table of one window, as far as subtraction needs it. */
final class ReleasedTable {
  static final String ALL = "(all)";
  static final String OTHER = "(other)";

  final AuditedFile file;
  final long start;
  private final Map<List<String>, Figures> rows = new HashMap<>();
  private long events;

  ReleasedTable(AuditedFile file, long start) {
    this.file = file;
    this.start = start;
  }

  void put(List<String> group, Figures figures) {
    rows.put(group, figures);
    if (!group.contains(ALL)) {
      events += Math.max(0, figures.events());
    }
  }

  /** The events of all finest rows, as far as they are told. */
  long events() {
    return events;
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
    Map<List<Integer>, Map<List<String>, Figures>> levels = new HashMap<>();
    rows.forEach(
        (group, figures) ->
            levels.computeIfAbsent(kept(group), first -> new HashMap<>()).put(group, figures));
    Map<List<String>, Long> unequal = new HashMap<>();
    levels.forEach(
        (above, subtotals) ->
            levels.forEach(
                (below, finer) -> {
                  if (isAbove(above, below)
                      && levels.keySet().stream()
                          .noneMatch(each -> isAbove(above, each) && isAbove(each, below))) {
                    compare(subtotals, above, finer, unequal);
                  }
                }));
    return unequal;
  }

  private static boolean isAbove(List<Integer> kept, List<Integer> below) {
    return below.size() > kept.size() && below.containsAll(kept);
  }

  private static void compare(
      Map<List<String>, Figures> subtotals,
      List<Integer> kept,
      Map<List<String>, Figures> finer,
      Map<List<String>, Long> unequal) {
    Map<List<String>, Figures> sums = new HashMap<>();
    finer.forEach(
        (group, figures) ->
            sums.merge(kept.stream().map(group::get).toList(), figures, Figures::plus));
    subtotals.forEach(
        (group, subtotal) -> {
          Figures sum = sums.get(kept.stream().map(group::get).toList());
          if (sum != null && sum.events() >= 0 && subtotal.events() >= 0) {
            long difference = Math.abs(sum.events() - subtotal.events());
            if (difference > 0) {
              unequal.merge(group, difference, Math::min);
            }
          }
        });
  }

  /** The places of the dimensions that are not rolled up. */
  private static List<Integer> kept(List<String> group) {
    return IntStream.range(0, group.size())
        .filter(place -> !group.get(place).equals(ALL))
        .boxed()
        .toList();
  }
}
