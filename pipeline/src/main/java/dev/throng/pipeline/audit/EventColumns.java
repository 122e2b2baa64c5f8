package dev.throng.pipeline.audit;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of the columns of stored events. */
final class EventColumns {
  /** Each is a domain of its own: the same id in two of them gives two pseudonyms. */
  static final List<String> PSEUDONYMS =
      List.of("event", "device", "cookie", "user", "company", "seller", "order");

  /** An epoch or a day, then 128 bits in base64url. */
  static final Pattern PSEUDONYM =
      Pattern.compile("(d?\\d{4}-(?:W\\d{2}|\\d{2}(?:-\\d{2})?))\\.([A-Za-z0-9_-]{22})");

  /** By which a person is known, the first that is there. */
  static final List<String> PERSON = List.of("user", "device", "cookie");

  static final Set<String> NUMBERS = Set.of("event_time", "quantity", "search_results");

  /** Codes of the platform's own catalogue, which may be short numbers. */
  static final Set<String> CATALOGUE = Set.of("product", "category", "dispute_kind");

  static final String NETWORK = "network";

  private EventColumns() {}
}
