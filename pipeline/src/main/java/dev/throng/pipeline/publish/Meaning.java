package dev.throng.pipeline.publish;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the columns of released tables mean, for who has nothing but the table. */
public final class Meaning {
  /** Of the first instant of a window. */
  public static final String WINDOW_START = "First instant of the window, UTC.";

  /** Of its end. */
  public static final String WINDOW_END = "First instant after the window, UTC.";

  private static final Pattern NOISE = Pattern.compile("(.+)_(error|low|high|draw)");
  private static final Map<String, String> MEASURES = new LinkedHashMap<>();

  static {
    MEASURES.put(
        "events", "How many events there were. Adds up over the finest groups and over time.");
    MEASURES.put(
        "conversions",
        "Events that are a conversion or an order. Adds up over the finest groups and over time.");
    MEASURES.put(
        "sessions",
        "Visits, ended by 30 minutes without an event, in the window they began in. Adds up over the"
            + " finest groups and over time.");
    MEASURES.put("records", "How many records. Adds up.");
    MEASURES.put("rows", "How many events look like this row. Adds up.");
    MEASURES.put(
        "open_rate",
        "People who opened an e-mail, of the people to whom one was sent. From 0 to 1; empty where none"
            + " was sent. Does not add up.");
    MEASURES.put(
        "bounce_rate",
        "Sessions with exactly one page, of all sessions. From 0 to 1. Does not add up: weigh it by sessions.");
    MEASURES.put(
        "conversion_rate",
        "Sessions with a conversion or an order, of all sessions. From 0 to 1. Does not add up: weigh"
            + " it by sessions.");
    MEASURES.put(
        "pages_per_session",
        "Pages seen in a session, on average. Does not add up: weigh it by sessions.");
    MEASURES.put(
        "average_session_seconds",
        "Seconds from the first to the last event of a session, on average. Does not add up:"
            + " weigh it by sessions.");
  }

  private Meaning() {}

  /** Of a dimension, by its column. */
  public static String ofDimension(String name) {
    return "A group by "
        + name.replace('_', ' ')
        + "; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where"
        + " it is not told apart: do not add such a row to its parts.";
  }

  /** Of a measure or of what noise adds to one, by its column. */
  public static String ofMeasure(String name) {
    Matcher noise = NOISE.matcher(name);
    if (noise.matches()) {
      String of = noise.group(1);
      return switch (noise.group(2)) {
        case "error" -> "Standard error of the noise in " + of + ".";
        case "low" -> "Lower end of the 95 % interval of " + of + ", for the noise alone.";
        case "high" -> "Upper end of the 95 % interval of " + of + ", for the noise alone.";
        default -> "The draw behind " + of + ", also below 0: this is what to add up.";
      };
    }
    String known = MEASURES.get(name);
    if (known != null) {
      return known;
    }
    if (name.startsWith("unique_")) {
      return "Different "
          + name.substring("unique_".length()).toLowerCase(Locale.ROOT)
          + " in the group and window. Does not add up, neither over groups nor over time: one may be in"
          + " several.";
    }
    return "The sum of "
        + name.replaceFirst("^sum_", "").replace('_', ' ')
        + ". Adds up over the finest groups, within one currency or unit.";
  }
}
