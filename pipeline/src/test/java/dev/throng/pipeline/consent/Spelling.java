package dev.throng.pipeline.consent;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Texts and times as JSON, now in one way, now in another that means the same. */
final class Spelling {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
  private static final Map<Long, List<String>> TIMES = new ConcurrentHashMap<>();

  private final Random random;

  Spelling(Random random) {
    this.random = random;
  }

  /** A text in quotes. */
  String text(String text) {
    int escaped = random.nextInt(8) == 0 && !text.isEmpty() ? random.nextInt(text.length()) : -1;
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == escaped || c < ' ' || c == '"' || c == '\\') {
        json.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  /** A name in quotes, its colon, and the space that may be around it. */
  String name(String name) {
    return switch (random.nextInt(8)) {
      case 0 -> text(name) + " : ";
      case 1 -> "\"" + name + "\"\t:";
      default -> "\"" + name + "\":";
    };
  }

  /** An instant of the years 1970 to 9999: with this offset or that, or as a number. */
  String time(long millis) {
    List<String> spelled = TIMES.computeIfAbsent(millis, Spelling::spelled);
    return spelled.get(random.nextInt(spelled.size()));
  }

  private static List<String> spelled(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    String utc = LOCAL.format(instant.atOffset(ZoneOffset.UTC));
    String east = LOCAL.format(instant.atOffset(ZoneOffset.ofHours(3)));
    // Decimals beyond the third do not count.
    return List.of(
        "\"" + instant + "\"",
        "\"" + utc + "Z\"",
        "\"" + utc + "999Z\"",
        millis < Grid.LAST ? "\"" + east + "+03:00\"" : "\"" + utc + "+00:00\"",
        Long.toString(millis));
  }
}
