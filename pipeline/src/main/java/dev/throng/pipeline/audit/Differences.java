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

  /**
   * A report less two others of the same windows, as all events less those of telephones and those
   * of computers. Only events add up.
   */
  void threefold(
      Series wide,
      NavigableMap<Long, ReleasedTable> windows,
      Series one,
      NavigableMap<Long, ReleasedTable> ones,
      Series other,
      NavigableMap<Long, ReleasedTable> others) {
    List<String> dimensions =
        one.dimensions().size() < other.dimensions().size() ? one.dimensions() : other.dimensions();
    dimensions = wide.dimensions().size() < dimensions.size() ? wide.dimensions() : dimensions;
    if (!wide.has(dimensions) || !one.has(dimensions) || !other.has(dimensions)) {
      return;
    }
    for (ReleasedTable table : windows.values()) {
      @Nullable ReleasedTable first = ones.get(table.start);
      @Nullable ReleasedTable second = others.get(table.start);
      // Mostly enough to know that they are no parts of it, and far quicker than all groups.
      if (first == null || second == null || first.events() + second.events() > table.events()) {
        continue;
      }
      Map<List<String>, Figures> whole = new HashMap<>();
      table.addTo(whole, wide.places(dimensions));
      Map<List<String>, Figures> parts = new HashMap<>();
      first.addTo(parts, one.places(dimensions));
      Map<List<String>, Figures> more = new HashMap<>();
      second.addTo(more, other.places(dimensions));
      parts.keySet().retainAll(more.keySet());
      parts.keySet().retainAll(whole.keySet());
      parts.replaceAll((group, figures) -> figures.plus(more.getOrDefault(group, figures)));
      if (isWithin(parts, whole)) {
        subtract(Claim.ofThree(wide, one, other), table, whole, parts);
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
