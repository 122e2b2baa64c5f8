package dev.throng.transforms.aggregate;

import dev.throng.transforms.aggregate.Measure.Kind;
import dev.throng.transforms.settings.NearestWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every measure there is: one line each. */
final class Measures {
  private static final Map<String, Measure> KNOWN = new LinkedHashMap<>();

  static {
    for (Measure measure :
        List.of(
            Measure.ofEvents("events", Kind.COUNT, EventCount::ofAll, Amount.EVENTS),
            Measure.ofEvents(
                "conversions", Kind.COUNT, EventCount::ofConversions, Amount.CONVERSIONS),
            Measure.ofEvents("unique_people", Kind.COUNT, UniqueCount::ofPeople, Amount.PEOPLE),
            Measure.ofEvents("unique_devices", Kind.COUNT, UniqueCount::ofDevices),
            Measure.ofEvents("unique_users", Kind.COUNT, UniqueCount::ofUsers),
            Measure.ofEvents("unique_companies", Kind.COUNT, UniqueCount::ofCompanies),
            Measure.ofEvents(
                "open_rate", Kind.RATIO, OpenRate::new, Amount.EMAIL_OPEN, Amount.EMAIL_SENT),
            Measure.ofEvents("sum(price)", Kind.SUM, AmountSum::ofPrice, Amount.PRICE),
            Measure.ofEvents("sum(quantity)", Kind.SUM, AmountSum::ofQuantity, Amount.QUANTITY),
            Measure.ofEvents(
                "sum(search_results)", Kind.SUM, AmountSum::ofSearchResults, Amount.SEARCH_RESULTS),
            Measure.ofSessions("sessions", Kind.COUNT, SessionCount::new, Amount.SESSIONS),
            Measure.ofSessions(
                "pages_per_session",
                Kind.RATIO,
                SessionRatio::pages,
                Amount.PAGES,
                Amount.SESSIONS),
            Measure.ofSessions(
                "average_session_seconds",
                Kind.RATIO,
                SessionRatio::seconds,
                Amount.SECONDS,
                Amount.SESSIONS),
            Measure.ofSessions(
                "bounce_rate", Kind.RATIO, SessionRatio::bounces, Amount.BOUNCES, Amount.SESSIONS),
            Measure.ofSessions(
                "conversion_rate",
                Kind.RATIO,
                SessionRatio::conversions,
                Amount.CONVERTED,
                Amount.SESSIONS))) {
      KNOWN.put(measure.name(), measure);
    }
  }

  private Measures() {}

  /** The measure of that name; an IllegalArgumentException names the nearest known one. */
  static Measure named(String name) {
    Measure measure = KNOWN.get(name);
    if (measure != null) {
      return measure;
    }
    if (name.startsWith("sum(") && name.endsWith(")")) {
      throw new IllegalArgumentException(
          "'" + name + "': a sum needs an amount: price, quantity or search_results");
    }
    String nearest = NearestWord.to(name, KNOWN.keySet());
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is no measure; "
            + (nearest == null
                ? "known are " + String.join(", ", KNOWN.keySet())
                : "did you mean '" + nearest + "'?"));
  }

  /** Refuses, with an IllegalArgumentException, a measure that cannot be noised. */
  static void noisable(String name) {
    if (named(name).amounts().isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot be noised; what can is "
              + KNOWN.values().stream()
                  .filter(measure -> !measure.amounts().isEmpty())
                  .map(Measure::name)
                  .collect(Collectors.joining(", ")));
    }
  }
}
