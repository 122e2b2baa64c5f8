package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is released of one report and window. The rows are put in the order of the UTF-8 bytes of
 * their groups, so that the same rows give the same file.
 *
 * @param report name of the report: letters, digits, underscores and hyphens
 * @param windowStart first instant of the window, milliseconds since 1970-01-01T00:00Z, whole
 *     seconds
 * @param windowEnd first instant after the window, likewise
 * @param dimensions their names, as columns
 * @param measures their columns
 * @param rows one a group; none, if the window is under its threshold
 */
public record Table(
    String report,
    long windowStart,
    long windowEnd,
    List<String> dimensions,
    List<Column> measures,
    List<ReleasedAggregate> rows) {
  static final String WINDOW_START = "window_start";
  static final String WINDOW_END = "window_end";

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final Pattern REPORT = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final DateTimeFormatter WHOLE_DAYS = formatter("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTES = formatter("uuuu-MM-dd'T'HHmm");
  private static final DateTimeFormatter SECONDS = formatter("uuuu-MM-dd'T'HHmmss");

  /**
   * @throws IllegalArgumentException if names clash or cannot be columns everywhere, a row is of
   *     another window or another width, a dimension is empty, or two rows are of one group
   */
  public Table {
    if (!REPORT.matcher(report).matches()) {
      throw new IllegalArgumentException("A report is named by letters, digits, _ and -.");
    }
    if (windowEnd <= windowStart || windowStart % SECOND != 0 || windowEnd % SECOND != 0) {
      throw new IllegalArgumentException("A window takes whole seconds, at least one.");
    }
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
    requireDistinctColumns(dimensions, measures);
    List<ReleasedAggregate> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing(ReleasedAggregate::getGroup, Table::compareGroups));
    requireWhole(sorted, report, windowStart, windowEnd, dimensions.size(), measures.size());
    rows = List.copyOf(sorted);
  }

  /**
   * The start of the window as a file name, as in {@code 2026-06-01} or {@code 2026-06-01T0215}.
   */
  public String windowName() {
    DateTimeFormatter format = SECONDS;
    if (windowStart % DAY == 0 && windowEnd % DAY == 0) {
      format = WHOLE_DAYS;
    } else if (windowStart % MINUTE == 0) {
      format = MINUTES;
    }
    return format.format(Instant.ofEpochMilli(windowStart));
  }

  /** All columns: window, dimensions, measures. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.add(WINDOW_START);
    columns.add(WINDOW_END);
    columns.addAll(dimensions);
    measures.forEach(measure -> columns.add(measure.name()));
    return columns;
  }

  static void requireColumnName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("A column is named by letters, digits and underscores.");
    }
  }

  private static void requireDistinctColumns(List<String> dimensions, List<Column> measures) {
    Set<String> names = new HashSet<>(Set.of(WINDOW_START, WINDOW_END));
    boolean distinct = true;
    for (String dimension : dimensions) {
      requireColumnName(dimension);
      distinct &= names.add(dimension);
    }
    for (Column measure : measures) {
      distinct &= names.add(measure.name());
    }
    if (!distinct) {
      throw new IllegalArgumentException("Two columns of a report have the same name.");
    }
  }

  private static void requireWhole(
      List<ReleasedAggregate> rows, String report, long start, long end, int width, int measures) {
    @Nullable List<String> before = null;
    for (ReleasedAggregate row : rows) {
      List<String> group = row.getGroup();
      if (!row.getReport().equals(report)
          || row.getWindowStart() != start
          || row.getWindowEnd() != end) {
        throw new IllegalArgumentException("A row is of another report or window.");
      }
      if (group.size() != width || row.getMeasures().size() != measures) {
        throw new IllegalArgumentException("A row has not the width of its report.");
      }
      if (group.contains("")) {
        throw new IllegalArgumentException("A dimension is empty.");
      }
      if (group.equals(before)) {
        throw new IllegalArgumentException("Two rows are of one group.");
      }
      before = group;
    }
  }

  private static int compareGroups(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = compareBytes(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** As their UTF-8 bytes compare, which is the order of code points. */
  private static int compareBytes(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Integer.compare(codePointOrder(a), codePointOrder(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Surrogates stand for code points above all other characters. */
  private static int codePointOrder(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
