package dev.throng.transforms.aggregate;

import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.settings.NearestWord;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A coarse field of the treated event by which people may be grouped. The list is closed:
 * pseudonyms, hashes, consent words, amounts and networks are never among them.
 */
final class Dimension {
  /** Every field that may group people. */
  static final List<String> COARSE =
      List.of(
          "event_type",
          "robot",
          "residence",
          "country",
          "region",
          "city",
          "browser",
          "browser_version",
          "os",
          "os_version",
          "device_class",
          "device_brand",
          "device_model",
          "screen",
          "language",
          "cookie_lifetime",
          "role",
          "sign_in",
          "host",
          "path",
          "query",
          "referrer",
          "title",
          "campaign_source",
          "campaign_medium",
          "campaign_name",
          "campaign_term",
          "campaign_content",
          "product",
          "category",
          "currency",
          "search_query",
          "dispute_kind");

  /** When in its day an event happened, UTC: two digits each. */
  static final List<String> CLOCK = List.of("hour", "minute");

  /** The seller's pseudonym: a dimension only of what each seller gets of their own (P11). */
  static final String SELLER = "seller";

  private static final String PROPERTY = "property.";
  private static final int MINUTES_A_HOUR = 60;
  private static final int HOURS_A_DAY = 24;
  private static final long MINUTE = 60_000;
  private static final String[] TWO_DIGITS =
      IntStream.range(0, MINUTES_A_HOUR)
          .mapToObj(number -> number < 10 ? "0" + number : Integer.toString(number))
          .toArray(String[]::new);

  private final String name;
  private final int index;
  private final @Nullable String property;

  private Dimension(String name, int index, @Nullable String property) {
    this.name = name;
    this.index = index;
    this.property = property;
  }

  /** The dimension of that name; an IllegalArgumentException names the nearest known one. */
  static Dimension named(String name) {
    if (name.matches("property\\.[A-Za-z0-9_.-]{1,64}")) {
      return new Dimension(name, indexOf("properties"), name.substring(PROPERTY.length()));
    }
    if (COARSE.contains(name)) {
      return new Dimension(name, indexOf(name), null);
    }
    if (CLOCK.contains(name)) {
      return new Dimension(name, indexOf("event_time"), null);
    }
    Schema.Field field = PseudonymousEvent.getClassSchema().getField(name);
    if (field != null) {
      throw new IllegalArgumentException("'" + name + "' is no field that may group people");
    }
    String nearest = NearestWord.to(name, COARSE);
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is no dimension; "
            + (nearest == null
                ? "known are "
                    + String.join(", ", COARSE)
                    + ", "
                    + String.join(", ", CLOCK)
                    + ", property.NAME"
                : "did you mean '" + nearest + "'?"));
  }

  /** The same, or the seller, where a report may be by seller. */
  static Dimension ofReport(String name) {
    return name.equals(SELLER) ? new Dimension(SELLER, indexOf(SELLER), null) : named(name);
  }

  String name() {
    return name;
  }

  /** The event's value, as it stands there; null is unknown. */
  @Nullable String of(PseudonymousEvent event) {
    Object value = event.get(index);
    if (property != null && value instanceof Map<?, ?> properties) {
      value = properties.get(property);
    }
    if (value instanceof Long time) {
      long minutes = Math.floorDiv(time, MINUTE);
      return name.equals("minute")
          ? TWO_DIGITS[(int) Math.floorMod(minutes, (long) MINUTES_A_HOUR)]
          : TWO_DIGITS[
              (int) Math.floorMod(Math.floorDiv(minutes, MINUTES_A_HOUR), (long) HOURS_A_DAY)];
    }
    if (value instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    return value instanceof Boolean flag ? (flag ? "true" : "false") : null;
  }

  private static int indexOf(String name) {
    return PseudonymousEvent.getClassSchema().getField(name).pos();
  }
}
