package dev.throng.transforms.aggregate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an event adds to its group, where each person's part is bounded (design section 7). */
public enum Amount {
  /** The person: added up, whoever is there counts once. */
  PEOPLE(0),
  EVENTS(0),
  CONVERSIONS(0),
  EMAIL_SENT(0),
  EMAIL_OPEN(0),
  PRICE(4),
  QUANTITY(0),
  SEARCH_RESULTS(0),
  SESSIONS(0),
  /** Page and product views of sessions. */
  PAGES(0),
  /** How long sessions last. */
  SECONDS(3),
  /** Sessions with exactly one page. */
  BOUNCES(0),
  /** Sessions with a conversion or an order. */
  CONVERTED(0);

  private final int decimals;

  Amount(int decimals) {
    this.decimals = decimals;
  }

  /** The name in settings, as in {@code search_results}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many decimals its unit has. */
  public int decimals() {
    return decimals;
  }

  /** Whether a person has it or not, in a group and window, however often. */
  public boolean isOnce() {
    return this == EMAIL_SENT || this == EMAIL_OPEN;
  }

  /** Whether the report must say what one person, or one session, adds at most. */
  public boolean needsClamp() {
    return this == PRICE
        || this == QUANTITY
        || this == SEARCH_RESULTS
        || this == PAGES
        || this == SECONDS;
  }

  /** Whether sessions have it, not events. */
  public boolean isOfSessions() {
    return this == SESSIONS
        || this == PAGES
        || this == SECONDS
        || this == BOUNCES
        || this == CONVERTED;
  }

  long of(EventFacts facts) {
    return switch (this) {
      case PEOPLE, EVENTS -> 1;
      case CONVERSIONS, EMAIL_SENT, EMAIL_OPEN -> ofKind(facts.kind);
      case SESSIONS, PAGES, SECONDS, BOUNCES, CONVERTED -> 0;
      case PRICE -> orNothing(facts.event.getPrice());
      case QUANTITY -> orNothing(facts.event.getQuantity());
      case SEARCH_RESULTS -> orNothing(facts.event.getSearchResults());
    };
  }

  /** What an event has of which no more than its kind is known, in bits of {@link EventFacts}. */
  long ofKind(int kind) {
    return switch (this) {
      case PEOPLE, EVENTS -> 1;
      case CONVERSIONS -> has(kind, EventFacts.CONVERSION);
      case EMAIL_SENT -> has(kind, EventFacts.EMAIL_SENT);
      case EMAIL_OPEN -> has(kind, EventFacts.EMAIL_OPEN);
      default -> 0;
    };
  }

  /** What a session has. */
  long of(Session session) {
    return switch (this) {
      case SESSIONS -> 1;
      case PAGES -> session.pages;
      case SECONDS -> session.duration;
      case BOUNCES -> session.pages == 1 ? 1 : 0;
      case CONVERTED -> session.converted ? 1 : 0;
      default -> 0;
    };
  }

  private static long has(int kind, int kinds) {
    return (kind & kinds) != 0 ? 1 : 0;
  }

  private static long orNothing(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }
}
