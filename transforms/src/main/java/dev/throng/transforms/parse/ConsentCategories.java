package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Categories of cookies as consent platforms call them, and the purposes of ours that they stand
 * for. What is not understood refuses every purpose (law 2); a category that is not named, or not
 * known, says nothing.
 */
final class ConsentCategories {

  private static final EventField STATISTICAL = EventField.at("consent.statistical");
  private static final EventField PERSONALISATION = EventField.at("consent.personalisation");
  private static final EventField MARKETING = EventField.at("consent.marketing");
  private static final EventField SHARING = EventField.at("consent.share_with_sellers");
  private static final EventField RESEARCH = EventField.at("consent.research");

  /** What may be refused. */
  static final List<EventField> ALL =
      List.of(STATISTICAL, PERSONALISATION, MARKETING, SHARING, RESEARCH);

  /** The paths of what may be refused. */
  static final List<String> TARGETS = ALL.stream().map(EventField::path).toList();

  /** What it does, as the end of a sentence. */
  static final String ABOUT =
      "by category: analytics, performance, statistics or C0002 is statistical; functional,"
          + " personalization, preferences or C0003 is personalisation; advertising, marketing,"
          + " targeting, C0004 or C0005 is marketing; data sharing is share_with_sellers; what cannot"
          + " be read refuses everything";

  private static final Map<String, EventField> BY_NAME =
      Map.ofEntries(
          Map.entry("analytics", STATISTICAL),
          Map.entry("performance", STATISTICAL),
          Map.entry("statistical", STATISTICAL),
          Map.entry("statistics", STATISTICAL),
          Map.entry("c0002", STATISTICAL),
          Map.entry("functional", PERSONALISATION),
          Map.entry("personalisation", PERSONALISATION),
          Map.entry("personalization", PERSONALISATION),
          Map.entry("preferences", PERSONALISATION),
          Map.entry("c0003", PERSONALISATION),
          Map.entry("advertising", MARKETING),
          Map.entry("marketing", MARKETING),
          Map.entry("targeting", MARKETING),
          Map.entry("c0004", MARKETING),
          Map.entry("c0005", MARKETING),
          Map.entry("datasharing", SHARING),
          Map.entry("research", RESEARCH));

  /** What is always allowed, and permits nothing (P15). */
  private static final Set<String> ESSENTIAL =
      Set.of("essential", "necessary", "strictlynecessary", "c0001");

  /** Says no to everything, and goes to the end of the value at hand. */
  static final JsonMember REFUSAL =
      (in, draft) -> {
        refuse(draft);
        JsonMember.skip(in);
      };

  /** An object of categories, each true or false. */
  static final JsonMember PREFERENCES = ConsentCategories::preferences;

  /** A list of categories that are allowed. */
  static final JsonMember ALLOWED = (in, draft) -> list(in, draft, true);

  /** A list of categories that are refused. */
  static final JsonMember DENIED = (in, draft) -> list(in, draft, false);

  private ConsentCategories() {}

  /** Says no to everything. */
  static void refuse(Draft draft) {
    ALL.forEach(field -> draft.put(field, false));
  }

  /** Says something on the purpose of a category. */
  static void say(Draft draft, String category, boolean yes) {
    String name = category.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    @Nullable EventField field = BY_NAME.get(name);
    if (field != null) {
      draft.put(field, yes);
    } else if (!ESSENTIAL.contains(name)) {
      draft.unknown();
    }
  }

  private static void preferences(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.token() != JsonToken.START_OBJECT) {
      REFUSAL.read(in, draft);
      return;
    }
    Set<String> seen = new HashSet<>();
    while (in.nextName()) {
      in.unknownName(seen);
      String category = in.name();
      in.next();
      if (in.token() != JsonToken.VALUE_NULL) {
        say(draft, category, in.token() == JsonToken.VALUE_TRUE);
      }
      JsonMember.skip(in);
    }
  }

  private static void list(JsonInput in, Draft draft, boolean yes) throws IOException, Rejected {
    if (in.token() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.token() != JsonToken.START_ARRAY) {
      REFUSAL.read(in, draft);
      return;
    }
    while (in.next() != JsonToken.END_ARRAY) {
      if (in.token() == JsonToken.VALUE_STRING) {
        say(draft, in.text(), yes);
      } else {
        REFUSAL.read(in, draft);
      }
    }
  }
}
