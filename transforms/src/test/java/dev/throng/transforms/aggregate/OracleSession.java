package dev.throng.transforms.aggregate;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** Sessions found the obvious way: one identity's events in order of time, cut where they end. */
record OracleSession(List<PseudonymousEvent> events) {
  private static final long MINUTE = 60_000;

  static List<OracleSession> all(
      Report report, Stream<ConsentedEvent> allowed, LongFunction<Instant> window, int mostEvents) {
    Map<String, List<PseudonymousEvent>> byIdentity = new TreeMap<>();
    allowed
        .map(ConsentedEvent::getEvent)
        .filter(event -> event.getPersonHash() != null && !event.getRobot())
        .forEach(e -> byIdentity.computeIfAbsent(identity(e), i -> new ArrayList<>()).add(e));
    List<OracleSession> sessions = new ArrayList<>();
    for (List<PseudonymousEvent> events : byIdentity.values()) {
      events.sort(Comparator.comparingLong(PseudonymousEvent::getEventTime));
      List<OracleSession> mine = new ArrayList<>();
      List<PseudonymousEvent> open = new ArrayList<>();
      for (PseudonymousEvent event : events) {
        if (!open.isEmpty() && ends(open, event)) {
          mine.add(of(report, open));
          open = new ArrayList<>();
        }
        open.add(event);
      }
      mine.add(of(report, open));
      mine.removeIf(session -> robot(session, events, window, mostEvents));
      sessions.addAll(mine);
    }
    return sessions;
  }

  private static boolean robot(
      OracleSession session,
      List<PseudonymousEvent> all,
      LongFunction<Instant> window,
      int mostEvents) {
    Instant start = window.apply(session.first().getEventTime());
    return all.size() > mostEvents
        && all.stream().filter(e -> window.apply(e.getEventTime()).equals(start)).count()
            > mostEvents;
  }

  private static boolean ends(List<PseudonymousEvent> open, PseudonymousEvent next) {
    PseudonymousEvent first = open.get(0);
    PseudonymousEvent last = open.get(open.size() - 1);
    return next.getEventTime() - last.getEventTime() >= 30 * MINUTE
        || next.getEventTime() - first.getEventTime() > 24 * 60 * MINUTE
        || (next.getDayBound() && !Oracle.day(next).equals(Oracle.day(first)));
  }

  /** Puts the right one of the simultaneous first events first. */
  private static OracleSession of(Report report, List<PseudonymousEvent> events) {
    long start = events.get(0).getEventTime();
    List<PseudonymousEvent> ordered = new ArrayList<>(events);
    Comparator<PseudonymousEvent> order = Comparator.comparing(PseudonymousEvent::getEventType);
    for (String dimension : report.dimensions()) {
      order = order.thenComparing(event -> raw(event, dimension));
    }
    order =
        order
            .thenComparing(event -> admitted(report, event))
            .thenComparing(PseudonymousEvent::getPersonHash);
    PseudonymousEvent first =
        events.stream().filter(e -> e.getEventTime() == start).min(order).orElseThrow();
    ordered.remove(first);
    ordered.add(0, first);
    return new OracleSession(ordered);
  }

  private static boolean admitted(Report report, PseudonymousEvent event) {
    return report.where().entrySet().stream()
        .allMatch(filter -> filter.getValue().contains(Oracle.text(event, filter.getKey())));
  }

  private static String raw(PseudonymousEvent event, String field) {
    String text = Oracle.text(event, field);
    return text.equals("(unknown)") ? "" : text.startsWith("\\") ? text.substring(1) : text;
  }

  private static String identity(PseudonymousEvent event) {
    return event.getDeviceHash() != null
        ? "device " + event.getDeviceHash()
        : event.getCookieHash() != null
            ? "cookie " + event.getCookieHash()
            : "user " + event.getUserHash();
  }

  PseudonymousEvent first() {
    return events.get(0);
  }

  int pages() {
    return (int)
        events.stream()
            .filter(e -> List.of("page_view", "product_view").contains(e.getEventType()))
            .count();
  }

  boolean converts() {
    return events.stream().anyMatch(e -> List.of("order", "conversion").contains(e.getEventType()));
  }

  long millis() {
    return events.stream().mapToLong(PseudonymousEvent::getEventTime).max().orElseThrow()
        - first().getEventTime();
  }
}
