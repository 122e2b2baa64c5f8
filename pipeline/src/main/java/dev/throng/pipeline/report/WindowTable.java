package dev.throng.pipeline.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A window's file.
 *
 * @param start first instant of the window
 * @param end first instant after it; null where the file has no row to tell
 * @param dimensions names of the columns that make a group
 * @param measures names of the columns after them, with what noise adds
 * @param rows values of dimensions and measures, as they stand, without the apostrophe that keeps
 *     spreadsheets from running a group
 * @param sha256 of the file, in hexadecimal
 */
record WindowTable(
    Instant start,
    @Nullable Instant end,
    List<String> dimensions,
    List<String> measures,
    List<List<String>> rows,
    String sha256) {
  private static final int WINDOW = 2;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T)(\\d{2})(\\d{2})(\\d{2})?");

  /** CSV tells no types; measures come after dimensions, so the first that is known tells. */
  private static final Pattern MEASURE =
      Pattern.compile(
          "events|records|conversions|sessions|(?:unique|sum|mean)_\\w+|\\w+_rate"
              + "|pages_per_session|average_session_seconds");

  /**
   * Reads one, if it is one.
   *
   * @param name the file's name without its ending
   * @return null where the text is no table of a window
   */
  static @Nullable WindowTable of(String name, String text, String sha256) {
    List<List<String>> records;
    try {
      records = CsvText.records(text);
    } catch (IllegalArgumentException notClosed) {
      return null;
    }
    if (records.isEmpty()) {
      return null;
    }
    List<String> header = records.get(0);
    if (header.size() < WINDOW
        || !header.subList(0, WINDOW).equals(List.of("window_start", "window_end"))
        || header.contains("rows")) {
      return null;
    }
    int split = WINDOW;
    while (split < header.size() && !MEASURE.matcher(header.get(split)).matches()) {
      split++;
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : records.subList(1, records.size())) {
      if (row.size() != header.size()) {
        return null;
      }
      rows.add(unguarded(row.subList(WINDOW, row.size()), split - WINDOW));
    }
    try {
      Instant start = instant(rows.isEmpty() ? fromName(name) : records.get(1).get(0));
      Instant end = rows.isEmpty() ? null : instant(records.get(1).get(1));
      return new WindowTable(
          start,
          end,
          List.copyOf(header.subList(WINDOW, split)),
          List.copyOf(header.subList(split, header.size())),
          rows,
          sha256);
    } catch (DateTimeException noTime) {
      return null;
    }
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }

  private static List<String> unguarded(List<String> row, int dimensions) {
    List<String> values = new ArrayList<>(row);
    for (int i = 0; i < dimensions; i++) {
      String value = values.get(i);
      values.set(i, value.startsWith("'") ? value.substring(1) : value);
    }
    return values;
  }

  /** A window without rows says when it was by its name only. */
  private static String fromName(String name) {
    if (DAY.matcher(name).matches()) {
      return name + "T00:00:00Z";
    }
    var time = TIME.matcher(name);
    if (!time.matches()) {
      return name;
    }
    String seconds = time.group(4) == null ? "00" : time.group(4);
    return time.group(1) + time.group(2) + ":" + time.group(3) + ":" + seconds + "Z";
  }
}
