package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Subtracts tables from each other, and remembers where 1 to k-1 people are left. */
final class Differences {
  private final int k;
  private final Map<Claim, Narrowed> narrowed = new LinkedHashMap<>();

  Differences(int k) {
    this.k = k;
  }

  List<Finding> findings(String check) {
    List<Finding> findings = new ArrayList<>();
    narrowed.forEach(
        (claim, where) ->
            findings.add(
                new Finding(
                    claim.severity(), check, where.where(), claim.sentence(k, where.least()))));
    return findings;
  }

  /** Subtotals less their rows, in each table of a series. */
  void subtotals(Series series, NavigableMap<Long, ReleasedTable> tables) {
    for (ReleasedTable table : tables.values()) {
      table
          .unequalSubtotals()
          .forEach((group, events) -> add(Claim.ofSubtotals(series), table, group, events));
    }
  }

  /** Two releases of one report, window by window. */
  void releases(
      Series series,
      NavigableMap<Long, ReleasedTable> before,
      NavigableMap<Long, ReleasedTable> after) {
    before.forEach(
        (start, table) -> {
          @Nullable ReleasedTable again = after.get(start);
          if (again != null) {
            Map<List<String>, Figures> others = again.withSum();
            table
                .withSum()
                .forEach(
                    (group, figures) -> {
                      Figures other = others.getOrDefault(group, figures);
                      long people = Math.max(figures.beyond(other), other.beyond(figures));
                      add(Claim.ofReleases(series), table, group, people);
                    });
          }
        });
  }

  /** Two reports, of which the windows of one are within those of the other, or the same. */
  void nested(
      Series wide,
      NavigableMap<Long, ReleasedTable> windows,
      Series narrow,
      NavigableMap<Long, ReleasedTable> within) {
    @Nullable List<String> dimensions = wide.common(narrow);
    if (dimensions == null) {
      return;
    }
    for (ReleasedTable table : windows.values()) {
      Map<List<String>, Figures> whole = new HashMap<>();
      table.addTo(whole, wide.places(dimensions));
      Map<List<String>, Figures> parts = new HashMap<>();
      long last = table.start + wide.length() - narrow.length();
      for (ReleasedTable part : within.subMap(table.start, true, last, true).values()) {
        part.addTo(parts, narrow.places(dimensions));
      }
      parts.keySet().retainAll(whole.keySet());
      if (isWithin(parts, whole)) {
        subtract(Claim.ofNested(wide, narrow), table, whole, parts);
      } else if (wide.length() == narrow.length() && isWithin(whole, parts)) {
        subtract(Claim.ofNested(narrow, wide), table, parts, whole);
      }
    }
  }

  /** Whether no group of the parts has more events than the same group of the whole. */
  private static boolean isWithin(
      Map<List<String>, Figures> parts, Map<List<String>, Figures> whole) {
    for (Map.Entry<List<String>, Figures> part : parts.entrySet()) {
      @Nullable Figures all = whole.get(part.getKey());
      if (all != null && part.getValue().events() > all.events()) {
        return false;
      }
    }
    return !parts.isEmpty();
  }

  private void subtract(
      Claim claim,
      ReleasedTable table,
      Map<List<String>, Figures> whole,
      Map<List<String>, Figures> parts) {
    parts.forEach(
        (group, part) -> {
          @Nullable Figures all = whole.get(group);
          if (all != null) {
            add(claim, table, group, all.beyond(part));
          }
        });
  }

  private void add(Claim claim, ReleasedTable table, List<String> group, long people) {
    if (people > 0 && people < k) {
      narrowed
          .computeIfAbsent(claim, first -> new Narrowed(table.file.place()))
          .add(table, group, people);
    }
  }
}
