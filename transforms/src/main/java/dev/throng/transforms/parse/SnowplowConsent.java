package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code consent_preferences} says: who allowed all or some, by consent, allows the scopes
 * that it lists. It can express statistics, preferences and marketing; what of these it does not
 * list, or cannot be read, is refused (design section 5). Implied consent nobody gave.
 */
final class SnowplowConsent implements JsonMember {

  /** The paths of what it may set. */
  static final List<String> TARGETS =
      List.of(
          "consent.statistical",
          "consent.personalisation",
          "consent.marketing",
          "consent.policy_version");

  /** What it does, as the end of a sentence. */
  static final String ABOUT =
      "allow_all and allow_selected on the basis of consent allow the scopes listed: statistics,"
          + " preferences (personalisation), marketing; all else refuses these";

  private static final EventField VERSION = EventField.at("consent.policy_version");
  private static final List<String> SCOPES = List.of("statistics", "preferences", "marketing");
  private static final List<EventField> FIELDS =
      TARGETS.subList(0, SCOPES.size()).stream().map(EventField::at).toList();

  /** Its names, and what is done with the values of others of the schema. */
  private static final Set<String> OTHERS =
      Set.of("consent_url", "domains_applied", "gdpr_applies", "consent_scopes");

  /** Refuses all that it could express. */
  static final JsonMember REFUSAL =
      (in, draft) -> {
        FIELDS.forEach(field -> draft.put(field, false));
        JsonMember.skip(in);
      };

  @Override
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.token() != JsonToken.START_OBJECT) {
      REFUSAL.read(in, draft);
      return;
    }
    Set<String> seen = new HashSet<>();
    Set<String> scopes = Set.of();
    boolean allows = false;
    boolean consents = false;
    while (in.nextName()) {
      String name = in.name();
      in.unknownName(seen);
      in.next();
      @Nullable String text = in.token() == JsonToken.VALUE_STRING ? in.text() : null;
      switch (name) {
        case "event_type" -> allows = "allow_all".equals(text) || "allow_selected".equals(text);
        case "basis_for_processing" -> consents = "consent".equals(text);
        case "consent_version" -> {
          if (text != null) {
            draft.put(VERSION, text);
          }
        }
        case "consent_scopes" -> scopes = scopes(in);
        default -> {
          if (!OTHERS.contains(name)) {
            draft.unknown();
          }
        }
      }
      JsonMember.skip(in);
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      draft.put(FIELDS.get(i), allows && consents && scopes.contains(SCOPES.get(i)));
    }
  }

  /** The scopes of a list of texts; none of anything else. */
  private static Set<String> scopes(JsonInput in) throws IOException, Rejected {
    Set<String> scopes = new HashSet<>();
    boolean texts = in.token() == JsonToken.START_ARRAY;
    if (!texts) {
      return scopes;
    }
    while (in.next() != JsonToken.END_ARRAY) {
      texts &= in.token() == JsonToken.VALUE_STRING;
      if (texts) {
        scopes.add(in.text());
      }
      JsonMember.skip(in);
    }
    return texts ? scopes : Set.of();
  }
}
