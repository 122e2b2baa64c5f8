package dev.throng.pipeline.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Takes the rows of tables for subtraction, those without noise: at most two million of them. */
final class TableReading {
  private static final int MOST = 2_000_000;
  private static final String WINDOW_START = "window_start";
  private static final String WINDOW_END = "window_end";

  private final Map<Series, NavigableMap<Long, ReleasedTable>> tables = new LinkedHashMap<>();
  private long taken;
  private long left;

  Map<Series, NavigableMap<Long, ReleasedTable>> tables() {
    return tables;
  }

  /** How many rows were left out because there are too many. */
  long left() {
    return left;
  }

  /** Whether a row has standard errors beside its measures. */
  static boolean isNoised(AuditedRow row) {
    return row.cells().stream()
        .anyMatch(cell -> cell.column().endsWith("_error") && MeasureName.is(cell.column()));
  }

  /** Takes a row; gives what it tells of people. */
  Figures take(AuditedRow row) {
    long start = 0;
    long end = 0;
    List<String> dimensions = new ArrayList<>();
    List<String> group = new ArrayList<>();
    Map<String, String> measures = new HashMap<>();
    for (Cell cell : row.cells()) {
      switch (cell.column()) {
        case WINDOW_START -> start = millis(cell.text());
        case WINDOW_END -> end = millis(cell.text());
        default -> {
          if (cell.number()) {
            measures.put(cell.column(), cell.text());
          } else {
            dimensions.add(cell.column());
            group.add(cell.text());
          }
        }
      }
    }
    Figures figures = Figures.of(measures);
    if (taken >= MOST) {
      left++;
      return figures;
    }
    taken++;
    AuditedFile file = row.file();
    String form = file.relative().substring(file.relative().lastIndexOf('.') + 1);
    Series series =
        new Series(file.root(), file.folders() + form, file.folder(), dimensions, end - start);
    long from = start;
    tables
        .computeIfAbsent(series, first -> new TreeMap<>())
        .computeIfAbsent(start, first -> new ReleasedTable(file, from))
        .put(group, figures);
    return figures;
  }

  /** An instant as any format has it, in milliseconds since 1970-01-01T00:00Z; 0 for none. */
  static long millis(String instant) {
    try {
      return MeasureName.isNumber(instant)
          ? Long.parseLong(instant)
          : Instant.parse(instant).toEpochMilli();
    } catch (NumberFormatException | DateTimeException noInstant) {
      return 0;
    }
  }
}
