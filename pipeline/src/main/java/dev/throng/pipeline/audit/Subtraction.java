package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subtracts released tables from each other as a colleague could who reads several of them, and
 * tells where 1 to k-1 people are left.
 *
 * <ul>
 *   <li>Within one report and window: rows, and subtotals less their rows. Severe.
 *   <li>Two releases of one report and window, as before and after an erasure. Severe.
 *   <li>Reports of which one has all dimensions of the other, for the same window or windows within
 *       it: nested reports, nested windows, other purposes. A warning.
 * </ul>
 *
 * <p>Events bound people: a group of few events is one of few people. Files do not say what a
 * report counts; that one counts all that another does is taken from the figures: in no group that
 * both have is it less. Tables with noise are left out: their differences say what their noise
 * allows.
 *
 * <p>Not guaranteed: differences of more than two tables, or of tables that were not given. At most
 * two million rows are held; more are told.
 */
final class Subtraction implements Check {
  private final int k;
  private final TableReading reading = new TableReading();
  private final Tally<String> small = new Tally<>();
  private final Set<String> noised = new HashSet<>();
  private final Set<String> untold = new HashSet<>();
  private final Map<List<String>, Narrowed> narrowed = new LinkedHashMap<>();
  private final Map<List<String>, Severity> severities = new HashMap<>();

  Subtraction(int k) {
    this.k = k;
  }

  @Override
  public String name() {
    return "subtraction";
  }

  @Override
  public void row(AuditedRow row) {
    if (row.kind() != RowKind.TABLE) {
      return;
    }
    String report = Text.name(row.file().folder());
    if (TableReading.isNoised(row)) {
      noised.add(report);
      return;
    }
    Figures figures = reading.take(row);
    if (figures.events() < 0 && figures.people() < 0) {
      untold.add(report);
    }
    if (isFew(figures.events()) || isFew(figures.people())) {
      small.add(report, row.file());
    }
  }

  private boolean isFew(long people) {
    return people > 0 && people < k;
  }

  @Override
  public List<Finding> findings() {
    List<Map.Entry<Series, NavigableMap<Long, ReleasedTable>>> all =
        new ArrayList<>(reading.tables().entrySet());
    List<Finding> findings =
        new ArrayList<>(
            small.findings(
                (report, count) ->
                    finding(
                        Severity.SEVERE,
                        count.where(""),
                        "rows are about fewer than "
                            + k
                            + " people: raise at_least of "
                            + report)));
    for (int i = 0; i < all.size(); i++) {
      subtotals(all.get(i).getKey(), all.get(i).getValue());
      for (int j = 0; j < i; j++) {
        compare(all.get(j), all.get(i));
      }
    }
    narrowed.forEach(
        (words, where) ->
            findings.add(
                finding(
                    severities.getOrDefault(words, Severity.SEVERE),
                    where.where(),
                    words.get(0) + where.least() + words.get(1))));
    notes(findings);
    return findings;
  }

  private void subtotals(Series series, NavigableMap<Long, ReleasedTable> tables) {
    List<String> words =
        List.of(
            "subtotals of "
                + Text.name(series.report())
                + " less their rows leave fewer than "
                + k
                + " people (least ",
            "): delete the table, and release the window again");
    for (ReleasedTable table : tables.values()) {
      table
          .unequalSubtotals()
          .forEach(
              (group, events) -> {
                if (isFew(events)) {
                  add(Severity.SEVERE, words, table, group, events);
                }
              });
    }
  }

  private void compare(
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> one,
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> other) {
    Series first = one.getKey();
    Series second = other.getKey();
    if (first.isOfSameReport(second)) {
      releases(first, one.getValue(), other.getValue());
    } else if (first.root() == second.root() || first.report().equals(second.report())) {
      if (first.length() >= second.length()) {
        nested(first, one.getValue(), second, other.getValue());
      } else {
        nested(second, other.getValue(), first, one.getValue());
      }
    }
  }

  private void releases(
      Series series,
      NavigableMap<Long, ReleasedTable> before,
      NavigableMap<Long, ReleasedTable> after) {
    List<String> words =
        List.of(
            "two releases of "
                + Text.name(series.report())
                + " differ by fewer than "
                + k
                + " people (least ",
            "), as before and after an erasure: keep only the later one");
    before.forEach(
        (start, table) -> {
          ReleasedTable again = after.get(start);
          if (again != null) {
            Map<List<String>, Figures> rows = again.withSum();
            table
                .withSum()
                .forEach(
                    (group, figures) -> {
                      Figures other = rows.getOrDefault(group, figures);
                      long people = Math.max(figures.beyond(other), other.beyond(figures));
                      if (isFew(people)) {
                        add(Severity.SEVERE, words, table, group, people);
                      }
                    });
          }
        });
  }

  private void nested(
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
      for (ReleasedTable part :
          within
              .subMap(table.start, true, table.start + wide.length() - narrow.length(), true)
              .values()) {
        part.addTo(parts, narrow.places(dimensions));
      }
      parts.keySet().retainAll(whole.keySet());
      if (isWithin(parts, whole)) {
        differences(wide, narrow, table, whole, parts);
      } else if (wide.length() == narrow.length() && isWithin(whole, parts)) {
        differences(narrow, wide, table, parts, whole);
      }
    }
  }

  /** Whether no group of the parts has more events than the same group of the whole. */
  private static boolean isWithin(
      Map<List<String>, Figures> parts, Map<List<String>, Figures> whole) {
    for (Map.Entry<List<String>, Figures> part : parts.entrySet()) {
      Figures all = whole.get(part.getKey());
      if (all != null && part.getValue().events() > all.events()) {
        return false;
      }
    }
    return !parts.isEmpty();
  }

  private void differences(
      Series wide,
      Series narrow,
      ReleasedTable table,
      Map<List<String>, Figures> whole,
      Map<List<String>, Figures> parts) {
    List<String> words =
        List.of(
            Text.name(wide.report())
                + " less "
                + Text.name(narrow.report())
                + " leaves fewer than "
                + k
                + " people (least ",
            ") if the one counts all that the other does: raise at_least of both, or keep them from"
                + " the same readers");
    parts.forEach(
        (group, part) -> {
          Figures all = whole.get(group);
          if (all != null && isFew(all.beyond(part))) {
            add(Severity.WARNING, words, table, group, all.beyond(part));
          }
        });
  }

  private void add(
      Severity severity, List<String> words, ReleasedTable table, List<String> group, long people) {
    severities.put(words, severity);
    narrowed
        .computeIfAbsent(words, first -> new Narrowed(table.file.place()))
        .add(table, group, people);
  }

  private void notes(List<Finding> findings) {
    if (!noised.isEmpty()) {
      findings.add(
          note(
              Amount.of(noised.size(), "report")
                  + " with noise left out: epsilon and delta say what their differences tell"));
    }
    if (!untold.isEmpty()) {
      findings.add(
          note(
              Amount.of(untold.size(), "report")
                  + " left out that tell neither events nor unique_people"));
    }
    if (reading.left() > 0) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name(),
              Where.file("all tables"),
              Amount.of(reading.left(), "row") + " left out: audit fewer windows at a time"));
    }
  }

  private Finding note(String sentence) {
    return finding(Severity.NOTE, Where.file("all tables"), sentence);
  }

  private Finding finding(Severity severity, Where where, String sentence) {
    return new Finding(severity, name(), where, sentence);
  }
}
