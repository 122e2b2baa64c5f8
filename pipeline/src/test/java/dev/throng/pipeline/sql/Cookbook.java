package dev.throng.pipeline.sql;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers to the cookbook's questions, worked out from the files without a database. */
final class Cookbook {
  private static final Pattern QUERY =
      Pattern.compile("## (\\d+)\\. [^\\n]*\\n\\n```sql\\n(.*?)\\n```", Pattern.DOTALL);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final AnalystSite site;

  Cookbook(AnalystSite site) {
    this.site = site;
  }

  static Map<Integer, String> queries(Path file) throws IOException {
    Map<Integer, String> queries = new TreeMap<>();
    Matcher found = QUERY.matcher(Files.readString(file));
    while (found.find()) {
      queries.put(Integer.parseInt(found.group(1)), found.group(2));
    }
    return queries;
  }

  List<String> answer(int question) throws IOException {
    return switch (question) {
      case 1 -> days();
      case 2 -> devices();
      case 3 -> countries();
      case 4 -> change();
      case 5 -> bounces();
      case 6 -> mails();
      case 7 -> sources();
      case 8 -> disputes();
      case 9 -> windows();
      case 10 -> noise();
      default -> throw new AssertionError("no question " + question);
    };
  }

  private List<String> days() throws IOException {
    return rows("traffic_by_city", row -> is(row, "country", "(all)")).stream()
        .map(row -> day(row) + "|" + row.get("events") + "|" + row.get("unique_people"))
        .toList();
  }

  private List<String> devices() throws IOException {
    Map<String, Map<String, Long>> days = new TreeMap<>();
    for (Map<String, String> row :
        rows("traffic_by_hour", row -> !is(row, "device_class", "(all)"))) {
      days.computeIfAbsent(day(row), day -> new TreeMap<>())
          .merge(row.get("device_class"), number(row, "events").longValue(), Long::sum);
    }
    List<String> lines = new ArrayList<>();
    days.forEach(
        (day, devices) -> {
          long all = devices.values().stream().mapToLong(n -> n).sum();
          devices.forEach(
              (name, n) ->
                  lines.add(
                      day
                          + "|"
                          + name
                          + "|"
                          + n
                          + "|"
                          + ratio(BigDecimal.valueOf(n), BigDecimal.valueOf(all), HUNDRED, 1)));
        });
    return lines;
  }

  private List<String> countries() throws IOException {
    Map<String, Long> countries = new TreeMap<>();
    rows("traffic_by_city", row -> !is(row, "country", "(all)") && is(row, "region", "(all)"))
        .forEach(
            row ->
                countries.merge(row.get("country"), number(row, "events").longValue(), Long::sum));
    return countries.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Long> each) -> each.getKey().equals("(other)"))
                .thenComparing(each -> -each.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(each -> each.getKey() + "|" + each.getValue())
        .toList();
  }

  private List<String> change() throws IOException {
    List<Map<String, String>> last = rows("sessions_by_week", row -> day(row).equals("2026-06-08"));
    List<String> lines = new ArrayList<>();
    last.stream()
        .sorted(
            Comparator.comparing((Map<String, String> row) -> number(row, "sessions").negate())
                .thenComparing(row -> row.get("country")))
        .forEach(row -> lines.add(against(row)));
    return lines;
  }

  private String against(Map<String, String> row) {
    try {
      List<Map<String, String>> before =
          rows(
              "sessions_by_week",
              each -> day(each).equals("2026-06-01") && is(each, "country", row.get("country")));
      String start = row.get("country") + "|" + row.get("sessions") + "|";
      if (before.isEmpty()) {
        return start + "||group not shown";
      }
      BigDecimal then = number(before.get(0), "sessions");
      BigDecimal more = number(row, "sessions").subtract(then);
      return start + then + "|" + ratio(more, then, HUNDRED, 2) + "|shown";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> bounces() throws IOException {
    BigDecimal sessions = BigDecimal.ZERO;
    BigDecimal bounced = BigDecimal.ZERO;
    for (Map<String, String> row :
        rows("sessions_by_day", row -> is(row, "device_class", "(all)"))) {
      sessions = sessions.add(number(row, "sessions"));
      // A share of whole sessions, whatever was rounded.
      bounced =
          bounced.add(
              number(row, "bounce_rate")
                  .multiply(number(row, "sessions"))
                  .setScale(0, RoundingMode.HALF_EVEN));
    }
    return List.of(sessions + "|" + ratio(bounced, sessions, HUNDRED, 2));
  }

  private List<String> mails() throws IOException {
    return rows(
            "campaign_emails",
            row -> day(row).equals("2026-06-08") && !is(row, "campaign_name", "(all)"))
        .stream()
        .sorted(
            Comparator.comparing(
                    (Map<String, String> row) ->
                        row.get("open_rate").isEmpty()
                            ? BigDecimal.ONE
                            : number(row, "open_rate").negate())
                .thenComparing(row -> row.get("campaign_name")))
        .map(
            row ->
                row.get("campaign_name")
                    + "|"
                    + (row.get("open_rate").isEmpty()
                        ? ""
                        : ratio(number(row, "open_rate"), BigDecimal.ONE, HUNDRED, 1))
                    + "|"
                    + row.get("unique_people"))
        .toList();
  }

  private List<String> sources() throws IOException {
    Map<String, BigDecimal[]> sources = new TreeMap<>();
    for (Map<String, String> row :
        rows(
            "campaign_conversions",
            row ->
                !row.get("campaign_source").startsWith("(")
                    && is(row, "campaign_medium", "(all)"))) {
      BigDecimal[] sums =
          sources.computeIfAbsent(
              row.get("campaign_source"),
              name -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
      sums[0] = sums[0].add(number(row, "conversions"));
      sums[1] = sums[1].add(number(row, "events"));
    }
    return sources.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, BigDecimal[]> each) -> per(each.getValue()).negate())
                .thenComparing(Map.Entry::getKey))
        .map(
            each ->
                each.getKey()
                    + "|"
                    + each.getValue()[0]
                    + "|"
                    + each.getValue()[1]
                    + "|"
                    + Answers.number(per(each.getValue())))
        .toList();
  }

  private static BigDecimal per(BigDecimal[] sums) {
    return BigDecimal.valueOf(1_000).multiply(sums[0]).divide(sums[1], 1, RoundingMode.HALF_UP);
  }

  private List<String> disputes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String week : List.of("2026-06-01", "2026-06-08")) {
      BigDecimal disputes =
          sum(rows("disputes", row -> day(row).equals(week) && is(row, "dispute_kind", "(all)")));
      BigDecimal orders =
          sum(
              rows(
                  "activities",
                  row ->
                      is(row, "event_type", "order")
                          && is(row, "category", "(all)")
                          && day(row).compareTo(week) >= 0
                          && day(row)
                                  .compareTo(
                                      week.equals("2026-06-01") ? "2026-06-08" : "2026-06-15")
                              < 0));
      if (disputes.signum() > 0 && orders.signum() > 0) {
        lines.add(
            week
                + "|"
                + disputes
                + "|"
                + orders
                + "|"
                + ratio(disputes, orders, BigDecimal.valueOf(1_000), 1));
      }
    }
    return lines;
  }

  private List<String> windows() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String report : List.of("disputes", "live_and_reviews", "traffic_by_hour")) {
      Map<String, Integer> statuses = new TreeMap<>();
      site.tables().entrySet().stream()
          .filter(file -> file.getKey().startsWith(report + "/"))
          .forEach(
              file ->
                  statuses.merge(
                      file.getValue().lines().count() > 1 ? "shown" : "too few people",
                      1,
                      Integer::sum));
      statuses.forEach((status, n) -> lines.add(report + "|" + status + "|" + n));
    }
    return lines;
  }

  private List<String> noise() throws IOException {
    List<Map<String, String>> named =
        rows(
            "visits_by_country",
            row -> !is(row, "country", "(all)") && !is(row, "country", "(unknown)"));
    List<String> lines = new ArrayList<>();
    for (Map<String, String> a : named) {
      for (Map<String, String> b : named) {
        if (day(a).equals(day(b)) && b.get("country").compareTo(a.get("country")) > 0) {
          BigDecimal difference =
              number(a, "unique_people_draw").subtract(number(b, "unique_people_draw"));
          double error =
              Math.hypot(
                  number(a, "unique_people_error").doubleValue(),
                  number(b, "unique_people_error").doubleValue());
          lines.add(
              a.get("country")
                  + "|"
                  + b.get("country")
                  + "|"
                  + difference
                  + "|"
                  + Answers.number(BigDecimal.valueOf(error).setScale(1, RoundingMode.HALF_UP))
                  + "|"
                  + (Math.abs(difference.doubleValue()) > 2 * error ? "yes" : "may be noise"));
        }
      }
    }
    return lines;
  }

  private List<Map<String, String>> rows(String report, Predicate<Map<String, String>> wanted)
      throws IOException {
    return site.rows(report).stream().filter(wanted).toList();
  }

  private static BigDecimal sum(List<Map<String, String>> rows) {
    return rows.stream().map(row -> number(row, "events")).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean is(Map<String, String> row, String column, String value) {
    return value.equals(row.get(column));
  }

  private static String day(Map<String, String> row) {
    return row.get("window_start").substring(0, 10);
  }

  private static BigDecimal number(Map<String, String> row, String column) {
    return new BigDecimal(row.get(column));
  }

  private static String ratio(BigDecimal part, BigDecimal whole, BigDecimal times, int digits) {
    return Answers.number(times.multiply(part).divide(whole, digits, RoundingMode.HALF_UP));
  }
}
