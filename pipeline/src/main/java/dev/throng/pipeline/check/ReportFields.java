package dev.throng.pipeline.check;

import dev.throng.transforms.aggregate.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of the treated event a report looks at. */
final class ReportFields {
  /** What any report needs: its window, its threshold, and whether the event may be in it. */
  private static final List<String> ALWAYS =
      List.of(
          "event_time",
          "robot",
          "person_hash",
          "company_hash",
          "day_bound",
          "granted",
          "refused",
          "gpc",
          "outdated",
          "minor",
          "health_data",
          "explicit_consent",
          "residence");

  private static final List<String> SESSIONS =
      List.of("event_type", "device_hash", "cookie_hash", "user_hash");

  private static final Map<String, List<String>> MEASURES =
      Map.of(
          "unique_devices", List.of("device_hash"),
          "unique_users", List.of("user_hash"),
          "sum(price)", List.of("price"),
          "sum(quantity)", List.of("quantity"),
          "sum(search_results)", List.of("search_results"),
          "conversions", List.of("event_type"),
          "open_rate", List.of("event_type"));

  private ReportFields() {}

  static Set<String> of(Report report) {
    Set<String> fields = new TreeSet<>(ALWAYS);
    report.dimensions().forEach(name -> fields.add(field(name)));
    report.where().keySet().forEach(name -> fields.add(field(name)));
    report.measures().forEach(name -> fields.addAll(MEASURES.getOrDefault(name, List.of())));
    if (report.diversity() != null) {
      fields.add(field(report.diversity().of()));
    }
    if (report.countsSessions() || report.countsNoisedSessions()) {
      fields.addAll(SESSIONS);
    }
    return fields;
  }

  private static String field(String dimension) {
    return switch (dimension) {
      case "hour", "minute" -> "event_time";
      default -> dimension.startsWith("property.") ? "properties" : dimension;
    };
  }
}
