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
  SEARCH_RESULTS(0);

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

  /** Whether the report must say what one person adds at most. */
  public boolean needsClamp() {
    return this == PRICE || this == QUANTITY || this == SEARCH_RESULTS;
  }

  long of(EventFacts facts) {
    return switch (this) {
      case PEOPLE, EVENTS -> 1;
      case CONVERSIONS -> has(facts, EventFacts.CONVERSION);
      case EMAIL_SENT -> has(facts, EventFacts.EMAIL_SENT);
      case EMAIL_OPEN -> has(facts, EventFacts.EMAIL_OPEN);
      case PRICE -> orNothing(facts.event.getPrice());
      case QUANTITY -> orNothing(facts.event.getQuantity());
      case SEARCH_RESULTS -> orNothing(facts.event.getSearchResults());
    };
  }

  private static long has(EventFacts facts, int kinds) {
    return facts.is(kinds) ? 1 : 0;
  }

  private static long orNothing(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }
}
