package dev.throng.pipeline.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A day of an extract for research: its classes, which are rows that look alike. */
final class ExtractDay {
  private static final String ROWS = "rows";
  private static final String SENSITIVE = "sensitive_";
  private static final String UNKNOWN = "(unknown)";
  private static final long MINUTE = 60_000;

  /** Rows that look alike. */
  static final class Alike {
    long events;
    private final Set<String> sensitive = new HashSet<>();
    private final Set<Long> people = new HashSet<>();
    private long found;

    /** Whether fewer than two values of what is sensitive are known in it. */
    boolean isAlike() {
      return sensitive.size() < 2;
    }

    /** Whether as many stored events have its values as it has rows. */
    boolean isCounted() {
      return found == events;
    }

    /** How many people made those stored events, as far as they were told apart. */
    int people() {
      return people.size();
    }
  }

  final AuditedFile file;
  private final Map<Map<String, String>, Alike> classes = new HashMap<>();
  private final Set<String> columns = new TreeSet<>();

  /** Columns that are not rolled up in all rows. */
  private final Set<String> kept = new TreeSet<>();

  private boolean told;

  ExtractDay(AuditedFile file) {
    this.file = file;
  }

  /** A column's name without what says that it is sensitive. */
  static String plain(String column) {
    return column.startsWith(SENSITIVE) ? column.substring(SENSITIVE.length()) : column;
  }

  Map<Map<String, String>, Alike> classes() {
    return classes;
  }

  /** The quasi-identifiers, as far as they tell something. */
  String columns() {
    return String.join(", ", kept);
  }

  /** Whether a column is sensitive. */
  boolean isTold() {
    return told;
  }

  /** Adds a row; of a person's values nothing is kept but those. */
  void add(AuditedRow row) {
    Map<String, String> values = new TreeMap<>();
    long events = 0;
    List<String> sensitive = new ArrayList<>();
    for (Cell cell : row.cells()) {
      if (cell.column().equals(ROWS)) {
        events = MeasureName.isNumber(cell.text()) ? Long.parseLong(cell.text()) : 0;
      } else if (cell.column().startsWith(SENSITIVE)) {
        told = true;
        sensitive.add(cell.text());
      } else if (!cell.column().startsWith("window_")) {
        columns.add(cell.column());
        if (!cell.text().equals(ReleasedTable.ALL)) {
          kept.add(cell.column());
        }
        values.put(cell.column(), cell.text());
      }
    }
    Alike alike = classes.computeIfAbsent(values, first -> new Alike());
    alike.events += events;
    if (alike.sensitive.size() < 2) {
      sensitive.stream().filter(value -> !value.equals(UNKNOWN)).forEach(alike.sensitive::add);
    }
  }

  /** Looks for the class of a stored event, at most so many people of which are told apart. */
  void find(AuditedRow event, long time, @Nullable Long person, int most) {
    Map<String, String> values = new TreeMap<>();
    for (String column : columns) {
      values.put(column, kept.contains(column) ? value(event, column, time) : ReleasedTable.ALL);
    }
    Alike alike = classes.get(values);
    if (alike != null) {
      alike.found++;
      if (person != null && alike.people.size() < most) {
        alike.people.add(person);
      }
    }
  }

  private static String value(AuditedRow event, String column, long time) {
    long minutes = Math.floorDiv(time, MINUTE);
    @Nullable String value =
        switch (column) {
          case "hour" -> twoDigits(Math.floorMod(Math.floorDiv(minutes, 60), 24));
          case "minute" -> twoDigits(Math.floorMod(minutes, 60));
          default -> event.text(column);
        };
    if (value == null || value.isEmpty()) {
      return UNKNOWN;
    }
    return value.charAt(0) == '(' || value.charAt(0) == '\\' ? "\\" + value : value;
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
