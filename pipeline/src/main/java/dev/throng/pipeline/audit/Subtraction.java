package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Subtracts released tables from each other as a colleague could who reads several of them, and
 * tells where 1 to k-1 people are left.
 *
 * <ul>
 *   <li>Within one report and window: rows, and subtotals less their rows. Severe.
 *   <li>Two releases of one report and window, as before and after an erasure. Severe.
 *   <li>Reports of which one has all dimensions of the other, for the same window or windows within
 *       it: nested reports, nested windows, other purposes. A warning.
 *   <li>A report less two others of the same windows that together are no more in any group. A
 *       warning.
 * </ul>
 *
 * <p>Events bound people: a group of few events is one of few people. Files do not say what a
 * report counts; that one counts all that another does is taken from the figures: in no group that
 * both have is it less. Tables with noise are left out: their differences say what their noise
 * allows.
 *
 * <p>Not guaranteed: differences of more than three tables, or of tables that were not given. At
 * most two million rows are held; more are told.
 */
final class Subtraction implements Check {
  private final int k;
  private final TableReading reading = new TableReading();
  private final Tally<String> small = new Tally<>();
  private final Set<String> noised = new HashSet<>();
  private final Set<String> untold = new HashSet<>();

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
    List<Finding> findings = new ArrayList<>(small.findings(this::smallRows));
    Differences differences = new Differences(k);
    List<Map.Entry<Series, NavigableMap<Long, ReleasedTable>>> all =
        new ArrayList<>(reading.tables().entrySet());
    for (int i = 0; i < all.size(); i++) {
      differences.subtotals(all.get(i).getKey(), all.get(i).getValue());
      for (int j = 0; j < i; j++) {
        compare(all.get(j), all.get(i), differences);
        for (int whole = 0; whole < all.size(); whole++) {
          if (whole != i && whole != j) {
            threefold(all.get(whole), all.get(j), all.get(i), differences);
          }
        }
      }
    }
    findings.addAll(differences.findings(name()));
    notes(findings);
    return findings;
  }

  private Finding smallRows(String report, Tally.Count count) {
    return finding(
        Severity.SEVERE,
        count.where(""),
        "rows are about fewer than " + k + " people: raise at_least of " + report);
  }

  private static void compare(
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> one,
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> other,
      Differences differences) {
    Series first = one.getKey();
    Series second = other.getKey();
    if (first.isOfSameReport(second)) {
      differences.releases(first, one.getValue(), other.getValue());
    } else if (first.root() == second.root() || first.report().equals(second.report())) {
      if (first.length() >= second.length()) {
        differences.nested(first, one.getValue(), second, other.getValue());
      } else {
        differences.nested(second, other.getValue(), first, one.getValue());
      }
    }
  }

  private static void threefold(
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> whole,
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> one,
      Map.Entry<Series, NavigableMap<Long, ReleasedTable>> other,
      Differences differences) {
    Series wide = whole.getKey();
    Series first = one.getKey();
    Series second = other.getKey();
    boolean sameWindows = wide.length() == first.length() && wide.length() == second.length();
    boolean together = wide.root() == first.root() && wide.root() == second.root();
    boolean reports =
        !wide.report().equals(first.report())
            && !wide.report().equals(second.report())
            && !first.report().equals(second.report());
    if (sameWindows && together && reports) {
      differences.threefold(
          wide, whole.getValue(), first, one.getValue(), second, other.getValue());
    }
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
