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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The slow and obvious way to fill a report: whole lists, sets of ids, and BigDecimal. */
final class Oracle {
  /** What is in one group: events, and sessions. */
  record Cell(List<PseudonymousEvent> events, List<OracleSession> sessions) {
    Cell() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    static Cell union(List<Cell> cells) {
      Cell union = new Cell();
      cells.forEach(cell -> union.events.addAll(cell.events));
      cells.forEach(cell -> union.sessions.addAll(cell.sessions));
      return union;
    }
  }

  private final Report report;
  private final int mostEvents;
  private final boolean onlySessions;
  private final Map<Long, Instant> windows = new HashMap<>();

  Oracle(Report report) {
    this(report, 100_000);
  }

  /** Takes for a robot whoever has more events than that in a window. */
  Oracle(Report report, int mostEvents) {
    this.report = report;
    this.mostEvents = mostEvents;
    this.onlySessions = report.resolvedMeasures().stream().allMatch(Measure::ofSessions);
  }

  /** "window start|values" to the texts of all measures, and the number of people last. */
  Map<String, List<@Nullable String>> rows(List<ConsentedEvent> all) {
    Map<String, List<@Nullable String>> rows = new TreeMap<>();
    cells(all)
        .forEach(
            (window, cells) ->
                cells.forEach(
                    (values, cell) -> {
                      List<@Nullable String> row = row(cell);
                      row.add(Long.toString(people(cell, Set::size)));
                      rows.put(window + "|" + String.join("|", values), row);
                    }));
    return rows;
  }

  /** By the start of the window, and by values. */
  Map<Instant, Map<List<String>, Cell>> cells(List<ConsentedEvent> all) {
    Map<Instant, Map<List<String>, Cell>> windows = new TreeMap<>();
    List<ConsentedEvent> allowed = all.stream().filter(this::mayServe).toList();
    for (ConsentedEvent consented : allowed) {
      PseudonymousEvent event = consented.getEvent();
      if (!onlySessions && admitted(event)) {
        cell(windows, event).events.add(event);
      }
    }
    boolean sessions = report.resolvedMeasures().stream().anyMatch(Measure::ofSessions);
    for (OracleSession session : sessions ? sessions(allowed) : List.<OracleSession>of()) {
      if (admitted(session.first())) {
        cell(windows, session.first()).sessions.add(session);
      }
    }
    return windows;
  }

  private List<OracleSession> sessions(List<ConsentedEvent> allowed) {
    return OracleSession.all(report, allowed.stream(), this::window, mostEvents);
  }

  private Cell cell(Map<Instant, Map<List<String>, Cell>> windows, PseudonymousEvent event) {
    List<String> values =
        report.dimensions().stream().map(dimension -> text(event, dimension)).toList();
    return windows
        .computeIfAbsent(window(event.getEventTime()), w -> new LinkedHashMap<>())
        .computeIfAbsent(values, v -> new Cell());
  }

  /** The texts of all measures. */
  List<@Nullable String> row(Cell cell) {
    List<@Nullable String> row = new ArrayList<>();
    for (String measure : report.measures()) {
      row.add(measure(measure, cell.events, cell.sessions));
    }
    return row;
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

  private Instant window(long time) {
    return windows.computeIfAbsent(time, this::walkToWindow);
  }

  /** Found by walking, not by dividing. */
  private Instant walkToWindow(long time) {
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

  /**
   * Those of the events or of the sessions, whichever are fewer, where there are both; nobody where
   * somebody makes up more than half of a sum.
   */
  long people(Cell cell, ToLongFunction<Set<Long>> size) {
    if (isDominated(cell)) {
      return 0;
    }
    List<PseudonymousEvent> starts = new ArrayList<>();
    cell.sessions.forEach(session -> starts.add(session.first()));
    long ofEvents = makers(cell.events, size);
    long ofSessions = makers(starts, size);
    return ofEvents == 0 || ofSessions == 0
        ? Math.max(ofEvents, ofSessions)
        : Math.min(ofEvents, ofSessions);
  }

  /** Whether a person or company makes up more than half of a sum, by size. */
  private boolean isDominated(Cell cell) {
    return report.measures().stream()
        .anyMatch(
            name ->
                switch (name) {
                  case "sum(price)" -> isDominated(cell, PseudonymousEvent::getPrice);
                  case "sum(quantity)" -> isDominated(cell, PseudonymousEvent::getQuantity);
                  case "sum(search_results)" ->
                      isDominated(cell, PseudonymousEvent::getSearchResults);
                  default -> false;
                });
  }

  private static boolean isDominated(
      Cell cell, Function<PseudonymousEvent, @Nullable Long> amount) {
    List<PseudonymousEvent> adding =
        cell.events.stream()
            .filter(event -> event.getPersonHash() != null && !event.getRobot())
            .filter(event -> amount.apply(event) != null)
            .toList();
    BigDecimal half = size(adding, amount).divide(BigDecimal.valueOf(2));
    Map<Object, List<PseudonymousEvent>> parts = new HashMap<>();
    Map<LocalDate, BigDecimal> ofDays = new HashMap<>();
    for (PseudonymousEvent event : adding) {
      if (!event.getDayBound()) {
        parts.computeIfAbsent(event.getPersonHash(), p -> new ArrayList<>()).add(event);
      }
      if (event.getCompanyHash() != null) {
        String company = "company " + event.getCompanyHash();
        parts.computeIfAbsent(company, c -> new ArrayList<>()).add(event);
      }
    }
    for (PseudonymousEvent event : adding) {
      if (event.getDayBound()) {
        List<PseudonymousEvent> same =
            adding.stream()
                .filter(e -> e.getDayBound() && day(e).equals(day(event)))
                .filter(e -> e.getPersonHash().equals(event.getPersonHash()))
                .toList();
        ofDays.merge(day(event), size(same, amount), BigDecimal::max);
      }
    }
    BigDecimal largest =
        parts.values().stream()
            .map(part -> size(part, amount))
            .reduce(
                ofDays.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add), BigDecimal::max);
    return largest.compareTo(half) > 0;
  }

  private static BigDecimal size(
      List<PseudonymousEvent> events, Function<PseudonymousEvent, @Nullable Long> amount) {
    return events.stream()
        .map(event -> BigDecimal.valueOf(amount.apply(event)).abs())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Distinct people or companies, whichever are fewer; sets are sized as told. */
  private static long makers(List<PseudonymousEvent> events, ToLongFunction<Set<Long>> size) {
    Set<Long> people = new HashSet<>();
    Set<Long> companies = new HashSet<>();
    Map<LocalDate, Set<Long>> peopleOfDay = new TreeMap<>();
    Map<LocalDate, Set<Long>> companiesOfDay = new TreeMap<>();
    for (PseudonymousEvent event : events) {
      Long person = event.getPersonHash();
      Long company = event.getCompanyHash();
      if (person != null && !event.getRobot()) {
        boolean bound = event.getDayBound();
        (bound ? of(peopleOfDay, event) : people).add(person);
        (bound && company == null ? of(companiesOfDay, event) : companies)
            .add(company == null ? EventFacts.companyOf(person) : company);
      }
    }
    return Math.min(
        size.applyAsLong(people) + largest(peopleOfDay, size),
        size.applyAsLong(companies) + largest(companiesOfDay, size));
  }

  private static Set<Long> of(Map<LocalDate, Set<Long>> ofDay, PseudonymousEvent event) {
    return ofDay.computeIfAbsent(day(event), d -> new HashSet<>());
  }

  private static long distinct(
      List<PseudonymousEvent> events,
      Function<PseudonymousEvent, @Nullable Long> id,
      Predicate<PseudonymousEvent> which) {
    Set<Long> standing = new HashSet<>();
    Map<LocalDate, Set<Long>> ofDay = new TreeMap<>();
    for (PseudonymousEvent event : events) {
      Long hash = id.apply(event);
      if (hash != null && event.getPersonHash() != null && !event.getRobot() && which.test(event)) {
        if (event.getDayBound()) {
          of(ofDay, event).add(hash);
        } else {
          standing.add(hash);
        }
      }
    }
    return standing.size() + largest(ofDay, Set::size);
  }

  private static long largest(Map<LocalDate, Set<Long>> ofDay, ToLongFunction<Set<Long>> size) {
    return ofDay.values().stream().mapToLong(size).max().orElse(0);
  }

  static LocalDate day(PseudonymousEvent event) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(event.getEventTime()), ZoneOffset.UTC);
  }
}
