package dev.throng.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the page shows, as JSON. All values stand in it as they were released, as text. */
final class PageData {
  /** Groups that are kept of each window and level, by their first measure. */
  static final int GROUPS = 50;

  private static final String ALL = "(all)";

  private final JsonMapper json = JsonMapper.builder().build();
  private final ObjectNode root = json.createObjectNode();

  private PageData() {}

  static ObjectNode of(String title, ResultFolder folder) {
    PageData data = new PageData();
    data.root.put("title", title).put("kept_groups", GROUPS).put("others", folder.others());
    ArrayNode reports = data.root.putArray("reports");
    folder.tables().forEach((name, windows) -> data.report(reports.addObject(), name, windows));
    data.runs(folder);
    return data.root;
  }

  private void report(ObjectNode report, String name, List<WindowTable> windows) {
    WindowTable last = windows.get(windows.size() - 1);
    report.put("name", name);
    texts(report.putArray("dimensions"), last.dimensions());
    texts(report.putArray("measures"), last.measures());
    ArrayNode entries = report.putArray("windows");
    Duration length = length(windows);
    for (WindowTable table : windows) {
      if (table.dimensions().equals(last.dimensions())
          && table.measures().equals(last.measures())) {
        window(entries.addObject(), table, length);
      }
    }
    // A report whose columns changed shows what has the newest ones.
    report.put("other_columns", windows.size() - entries.size());
  }

  private static void window(ObjectNode window, WindowTable table, Duration length) {
    Instant end = table.end() == null ? table.start().plus(length) : table.end();
    window.put("start", table.start().toString()).put("end", end.toString());
    int width = table.dimensions().size();
    Map<List<Boolean>, List<List<String>>> levels = new HashMap<>();
    for (List<String> row : table.rows()) {
      List<Boolean> level = row.subList(0, width).stream().map(ALL::equals).toList();
      levels.computeIfAbsent(level, key -> new ArrayList<>()).add(row);
    }
    ArrayNode rows = window.putArray("rows");
    long left = 0;
    List<List<Boolean>> order = new ArrayList<>(levels.keySet());
    order.sort(Comparator.comparing(List::toString));
    for (List<Boolean> level : order) {
      List<List<String>> ranked = new ArrayList<>(levels.getOrDefault(level, List.of()));
      // The order of the file decides between equals.
      ranked.sort(Comparator.comparing((List<String> row) -> rank(row, width)).reversed());
      int shown = 0;
      for (List<String> row : ranked) {
        boolean apart = row.subList(0, width).stream().anyMatch(PageData::isApart);
        if (apart || shown < GROUPS) {
          texts(rows.addArray(), row);
          shown += apart ? 0 : 1;
        } else {
          left++;
        }
      }
    }
    window.put("left_out", left);
    ArrayNode sums = window.putArray("sums");
    for (int i = 0; i < table.measures().size(); i++) {
      sums.add(sum(table, width, i));
    }
  }

  /** What the finest groups come to, where that can be said: counts that add up, without noise. */
  private static @Nullable String sum(WindowTable table, int width, int measure) {
    String name = table.measures().get(measure);
    if (!name.matches("events|sessions|conversions")
        || table.measures().contains(name + "_error")) {
      return null;
    }
    BigDecimal sum = BigDecimal.ZERO;
    boolean any = false;
    for (List<String> row : table.rows()) {
      String value = row.get(width + measure);
      if (!row.subList(0, width).contains(ALL) && isNumber(value)) {
        sum = sum.add(new BigDecimal(value));
        any = true;
      }
    }
    return any ? sum.toPlainString() : null;
  }

  private static boolean isApart(String value) {
    return value.equals("(other)") || value.equals("(unknown)");
  }

  private static BigDecimal rank(List<String> row, int width) {
    return row.size() > width && isNumber(row.get(width))
        ? new BigDecimal(row.get(width))
        : BigDecimal.valueOf(Long.MIN_VALUE);
  }

  private static boolean isNumber(String value) {
    return value.matches("-?\\d{1,40}(?:\\.\\d{1,10})?");
  }

  private static Duration length(List<WindowTable> windows) {
    for (WindowTable table : windows) {
      if (table.end() != null) {
        return Duration.between(table.start(), table.end());
      }
    }
    return Duration.ofDays(1);
  }

  private void runs(ResultFolder folder) {
    ArrayNode runs = root.putArray("runs");
    folder
        .manifests()
        .forEach(
            (place, manifest) -> {
              ObjectNode run = runs.addObject().put("file", place);
              for (String key : List.of("job", "status", "records_read", "events_kept")) {
                run.set(key, manifest.path(key));
              }
              for (String key : List.of("dropped", "rejected", "warnings")) {
                run.set(key, manifest.path(key));
              }
              ObjectNode reports = run.putObject("reports");
              folder
                  .tables()
                  .forEach((name, windows) -> match(reports, place, manifest, name, windows));
            });
    if (!folder.counts().isEmpty()) {
      streamed(runs.addObject(), folder.counts());
    }
  }

  /**
   * A run tells of a report whose file it wrote, wherever both were moved. Files without rows are
   * alike, so that of a report with no others the manifest must lie above it.
   */
  private static void match(
      ObjectNode reports, String place, JsonNode manifest, String name, List<WindowTable> windows) {
    String above = place.replaceFirst("(?:^\\.\\./)?[^/]*$", "");
    boolean empty = windows.stream().allMatch(table -> table.rows().isEmpty());
    if (empty && !name.startsWith(above)) {
      return;
    }
    for (JsonNode file : manifest.path("outputs").path("aggregates")) {
      String report = file.path("file").asText().replaceFirst("/.*", "");
      if ((name.equals(report) || name.endsWith("/" + report))
          && wrote(file.path("sha256").asText(), empty, windows)) {
        reports.set(name, manifest.path("reports").path(report));
        return;
      }
    }
  }

  private static boolean wrote(String hash, boolean empty, List<WindowTable> windows) {
    return windows.stream()
        .anyMatch(table -> table.sha256().equals(hash) && table.rows().isEmpty() == empty);
  }

  private static void streamed(ObjectNode run, List<WindowTable> hours) {
    Map<String, Map<String, Long>> fates = new TreeMap<>();
    for (WindowTable hour : hours) {
      for (List<String> row : hour.rows()) {
        fates
            .computeIfAbsent(row.get(0), fate -> new TreeMap<>())
            .merge(row.get(1), isNumber(row.get(2)) ? Long.parseLong(row.get(2)) : 0, Long::sum);
      }
    }
    long kept = total(fates, "kept");
    run.put("file", "_counts").put("job", "").put("status", "streaming");
    run.put("records_read", kept + total(fates, "dropped") + total(fates, "rejected"));
    run.put("events_kept", kept);
    Map<String, String> names =
        Map.of("dropped", "dropped", "rejected", "rejected", "warned", "warnings");
    for (String fate : List.of("dropped", "rejected", "warned")) {
      ObjectNode reasons = run.putObject(names.getOrDefault(fate, fate));
      fates.getOrDefault(fate, new TreeMap<>()).forEach(reasons::put);
    }
    run.putObject("reports");
  }

  private static long total(Map<String, Map<String, Long>> fates, String fate) {
    return fates.getOrDefault(fate, new TreeMap<>()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private static void texts(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
