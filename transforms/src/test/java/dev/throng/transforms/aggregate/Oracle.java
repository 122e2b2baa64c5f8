package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The slow and obvious way to fill a report: whole lists, sets of ids, and BigDecimal. */
final class Oracle {
  private final Report report;

  Oracle(Report report) {
    this.report = report;
  }

  /** "window start|values" to the texts of all measures, and the number of people last. */
  Map<String, List<@Nullable String>> rows(List<ConsentedEvent> all) {
    Map<String, List<PseudonymousEvent>> groups = new TreeMap<>();
    for (ConsentedEvent consented : all) {
      PseudonymousEvent event = consented.getEvent();
      if (mayServe(consented) && admitted(event)) {
        groups.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
      }
    }
    Map<String, List<OracleSession>> sessions = new TreeMap<>();
    for (OracleSession session : OracleSession.all(report, all.stream().filter(this::mayServe))) {
      if (admitted(session.first())) {
        sessions.computeIfAbsent(key(session.first()), k -> new ArrayList<>()).add(session);
      }
    }
    Map<String, List<@Nullable String>> rows = new TreeMap<>();
    groups.forEach(
        (key, events) -> {
          List<@Nullable String> row = new ArrayList<>();
          for (String measure : report.measures()) {
            row.add(measure(measure, events, sessions.getOrDefault(key, List.of())));
          }
          row.add(Long.toString(population(events)));
          rows.put(key, row);
        });
    return rows;
  }

  private boolean mayServe(ConsentedEvent event) {
    boolean advert =
        Set.of("ad_view", "ad_click", "conversion").contains(event.getEvent().getEventType());
    int allowed = event.getPurposes();
    return (allowed & report.purpose().bit()) != 0 && (!advert || (allowed & 6) == 6);
  }

  private boolean admitted(PseudonymousEvent event) {
    return report.where().entrySet().stream()
        .allMatch(filter -> filter.getValue().contains(text(event, filter.getKey())));
  }

  private String key(PseudonymousEvent event) {
    StringBuilder key = new StringBuilder(window(event.getEventTime()).toString());
    report.dimensions().forEach(dimension -> key.append('|').append(text(event, dimension)));
    return key.toString();
  }

  static String text(PseudonymousEvent event, String field) {
    Object value =
        field.startsWith("property.")
            ? (event.getProperties() == null
                ? null
                : event.getProperties().get(field.substring("property.".length())))
            : event.get(field);
    String text = value == null ? "" : value.toString();
    if (text.isEmpty()) {
      return "(unknown)";
    }
    return text.startsWith("(") || text.startsWith("\\") ? "\\" + text : text;
  }

  /** Found by walking, not by dividing. */
  private Instant window(long time) {
    Instant at = Instant.ofEpochMilli(time);
    if (report.window().toDays() > 0 && report.window().toDays() % 7 == 0) {
      LocalDate monday = LocalDate.ofInstant(at, ZoneOffset.UTC);
      while (monday.getDayOfWeek() != DayOfWeek.MONDAY
          || ChronoUnit.DAYS.between(LocalDate.of(1970, 1, 5), monday) % report.window().toDays()
              != 0) {
        monday = monday.minusDays(1);
      }
      return monday.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    long minutes = report.window().toMinutes();
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    while (minute.getEpochSecond() / 60 % minutes != 0) {
      minute = minute.minus(1, ChronoUnit.MINUTES);
    }
    return minute;
  }

  private @Nullable String measure(
      String name, List<PseudonymousEvent> events, List<OracleSession> sessions) {
    long count = sessions.size();
    return switch (name) {
      case "events" -> "" + events.size();
      case "conversions" ->
          ""
              + events.stream()
                  .filter(e -> Set.of("order", "conversion").contains(e.getEventType()))
                  .count();
      case "unique_people" -> "" + distinct(events, PseudonymousEvent::getPersonHash, e -> true);
      case "unique_devices" -> "" + distinct(events, PseudonymousEvent::getDeviceHash, e -> true);
      case "unique_users" -> "" + distinct(events, PseudonymousEvent::getUserHash, e -> true);
      case "unique_companies" ->
          "" + distinct(events, PseudonymousEvent::getCompanyHash, e -> true);
      case "open_rate" ->
          ratio(
              BigDecimal.valueOf(people(events, "email_open")),
              BigDecimal.valueOf(people(events, "email_sent")));
      case "sum(price)" -> sum(events, PseudonymousEvent::getPrice, 4);
      case "sum(quantity)" -> sum(events, PseudonymousEvent::getQuantity, 0);
      case "sum(search_results)" -> sum(events, PseudonymousEvent::getSearchResults, 0);
      case "sessions" -> "" + count;
      case "pages_per_session" -> each(sessions, s -> (long) s.pages());
      case "average_session_seconds" ->
          ratio(
              BigDecimal.valueOf(sessions.stream().mapToLong(OracleSession::millis).sum(), 3),
              BigDecimal.valueOf(count));
      case "bounce_rate" -> each(sessions, s -> s.pages() == 1 ? 1L : 0L);
      case "conversion_rate" -> each(sessions, s -> s.converts() ? 1L : 0L);
      default -> throw new AssertionError(name);
    };
  }

  private static @Nullable String each(
      List<OracleSession> sessions, Function<OracleSession, Long> part) {
    long sum = sessions.stream().mapToLong(part::apply).sum();
    return ratio(BigDecimal.valueOf(sum), BigDecimal.valueOf(sessions.size()));
  }

  private static @Nullable String ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? null
        : part.divide(whole, 6, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String sum(
      List<PseudonymousEvent> events,
      Function<PseudonymousEvent, @Nullable Long> field,
      int scale) {
    BigDecimal sum = BigDecimal.ZERO;
    for (PseudonymousEvent event : events) {
      Long value = field.apply(event);
      sum = value == null ? sum : sum.add(BigDecimal.valueOf(value, scale));
    }
    return sum.setScale(4).toPlainString();
  }

  private static long people(List<PseudonymousEvent> events, String type) {
    return distinct(
        events, PseudonymousEvent::getPersonHash, event -> event.getEventType().equals(type));
  }

  private static long population(List<PseudonymousEvent> events) {
    Set<Object> companies = new HashSet<>();
    Map<LocalDate, Set<Object>> ofDay = new TreeMap<>();
    for (PseudonymousEvent event : events) {
      if (event.getPersonHash() != null && !event.getRobot()) {
        Object company =
            event.getCompanyHash() != null
                ? event.getCompanyHash()
                : "company of " + event.getPersonHash();
        if (event.getDayBound() && event.getCompanyHash() == null) {
          ofDay.computeIfAbsent(day(event), d -> new HashSet<>()).add(company);
        } else {
          companies.add(company);
        }
      }
    }
    return Math.min(
        distinct(events, PseudonymousEvent::getPersonHash, e -> true),
        companies.size() + largest(ofDay));
  }

  private static long distinct(
      List<PseudonymousEvent> events,
      Function<PseudonymousEvent, @Nullable Long> id,
      Predicate<PseudonymousEvent> which) {
    Set<Long> standing = new HashSet<>();
    Map<LocalDate, Set<Object>> ofDay = new TreeMap<>();
    for (PseudonymousEvent event : events) {
      Long hash = id.apply(event);
      if (hash != null && event.getPersonHash() != null && !event.getRobot() && which.test(event)) {
        if (event.getDayBound()) {
          ofDay.computeIfAbsent(day(event), d -> new HashSet<>()).add(hash);
        } else {
          standing.add(hash);
        }
      }
    }
    return standing.size() + largest(ofDay);
  }

  private static long largest(Map<LocalDate, Set<Object>> ofDay) {
    return ofDay.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  static LocalDate day(PseudonymousEvent event) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(event.getEventTime()), ZoneOffset.UTC);
  }
}
