package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.transforms.aggregate.Oracle.Cell;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What design section 7 lets go out, found over whole lists of events, from the root down. */
final class OracleRelease {
  /** Whole finest groups that stand together, under these values. */
  private record Heap(List<String> values, List<Cell> cells) {}

  private final Report report;
  private final Oracle oracle;

  OracleRelease(Report report, int mostEvents) {
    this.report = report;
    this.oracle = new Oracle(report, mostEvents);
  }

  /** "window start|values" to the texts of all measures, for every row that may go out. */
  Map<String, List<@Nullable String>> rows(List<ConsentedEvent> events) {
    Map<String, List<@Nullable String>> rows = new TreeMap<>();
    oracle
        .cells(events)
        .forEach(
            (window, cells) -> {
              List<Heap> finest = new ArrayList<>();
              cells.forEach((values, cell) -> finest.add(new Heap(values, List.of(cell))));
              List<Heap> standing = heaps(finest, 0);
              if (people(standing) >= report.atLeast()) {
                standing.forEach(heap -> rows.put(key(window, heap.values()), row(heap.cells())));
                rollups(standing).forEach((values, all) -> rows.put(key(window, values), row(all)));
              }
            });
    return rows;
  }

  /** What stands among groups that share their first values. */
  private List<Heap> heaps(List<Heap> groups, int depth) {
    if (depth == report.dimensions().size()) {
      return groups;
    }
    Map<String, List<Heap>> children = new LinkedHashMap<>();
    groups.forEach(
        g -> children.computeIfAbsent(g.values().get(depth), v -> new ArrayList<>()).add(g));
    children.replaceAll((value, family) -> heaps(family, depth + 1));
    List<Heap> small = new ArrayList<>();
    List<String> large = new ArrayList<>();
    children.forEach(
        (value, family) -> {
          if (people(family) < report.atLeast()) {
            small.addAll(family);
          } else {
            large.add(value);
          }
        });
    while (!small.isEmpty() && people(small) < report.atLeast() && !large.isEmpty()) {
      large.sort(
          (a, b) -> {
            int order = Long.compare(people(children.get(a)), people(children.get(b)));
            return order != 0 ? order : Arrays.compareUnsigned(utf8(a), utf8(b));
          });
      small.addAll(children.get(large.remove(0)));
    }
    List<Heap> standing = new ArrayList<>();
    large.forEach(value -> standing.addAll(children.get(value)));
    if (!small.isEmpty()) {
      List<String> values = new ArrayList<>(groups.get(0).values().subList(0, depth));
      values.addAll(Collections.nCopies(report.dimensions().size() - depth, "(other)"));
      standing.add(new Heap(values, small.stream().flatMap(h -> h.cells().stream()).toList()));
    }
    return standing;
  }

  private Map<List<String>, List<Cell>> rollups(List<Heap> standing) {
    Map<List<String>, List<Cell>> rollups = new LinkedHashMap<>();
    for (List<String> rollup : report.rollups()) {
      for (Heap heap : standing) {
        List<String> values = new ArrayList<>(heap.values());
        for (int i = 0; i < values.size(); i++) {
          if (!rollup.contains(report.dimensions().get(i))) {
            values.set(i, "(all)");
          }
        }
        rollups.computeIfAbsent(values, v -> new ArrayList<>()).addAll(heap.cells());
      }
    }
    return rollups;
  }

  private List<@Nullable String> row(List<Cell> cells) {
    return oracle.row(Cell.union(cells));
  }

  private long people(List<Heap> heaps) {
    List<Cell> cells = heaps.stream().flatMap(heap -> heap.cells().stream()).toList();
    return oracle.people(Cell.union(cells), this::size);
  }

  /** From the threshold on, the documented estimate by the k-th smallest hash. */
  private long size(Set<Long> hashes) {
    int k = report.atLeast();
    if (hashes.size() < k) {
      return hashes.size();
    }
    double share = (hashes.stream().sorted().toList().get(k - 1) + 0x1p63) / 0x1p64;
    return Math.max(k, (long) ((k - 1) / share));
  }

  private static String key(Instant window, List<String> values) {
    return window + "|" + String.join("|", values);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
