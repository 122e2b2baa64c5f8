package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** An object of known names: the record itself, or one of its sections. */
final class JsonSection implements JsonMember {

  private final Map<String, Known> members = new HashMap<>();

  /**
   * The members that were found last, each at one place, with the very names they were found by.
   */
  private final @Nullable Known[] found = new Known[PLACES];

  private final List<EventField> refused;
  private final List<EventField> warned;

  private static final int PLACES = 256;

  private JsonSection(String name, Map<String, JsonMember> values, List<EventField> fields) {
    if (values.size() > Long.SIZE) {
      throw new IllegalArgumentException("an object has at most 64 known names");
    }
    String prefix = name.isEmpty() ? "" : name + ".";
    values.forEach(
        (key, value) ->
            members.put(key, new Known(key, value, prefix + key, 1L << members.size())));
    refused = name.equals("consent") ? fieldsOf(fields, JsonKind.ALLOWS) : List.of();
    // A dispute that cannot be read may be about anybody's health.
    warned =
        name.equals("consent") || name.equals("dispute")
            ? fieldsOf(fields, JsonKind.WARNS)
            : List.of();
  }

  /** The whole record as those settings want it. */
  static JsonSection record(ParseSettings settings) {
    Map<String, List<EventField>> sections = new LinkedHashMap<>();
    Map<String, JsonMember> top = new LinkedHashMap<>();
    for (EventField field : EventField.all()) {
      int dot = field.path().indexOf('.');
      if (dot < 0) {
        top.put(field.path(), leaf(field, settings));
      } else {
        String section = field.path().substring(0, dot);
        sections.computeIfAbsent(section, unused -> new ArrayList<>()).add(field);
        top.put(section, SKIPPED);
      }
    }
    sections.forEach(
        (section, fields) -> {
          Map<String, JsonMember> members = new LinkedHashMap<>();
          for (EventField field : fields) {
            members.put(field.path().substring(section.length() + 1), leaf(field, settings));
          }
          top.put(section, new JsonSection(section, members, fields));
        });
    return new JsonSection("", top, List.of());
  }

  private static JsonMember leaf(EventField field, ParseSettings settings) {
    if (!field.wantedBy(settings)) {
      return SKIPPED;
    }
    return switch (field.path()) {
      case "client_hints" -> new JsonTexts(field, name -> true);
      case "properties" -> new JsonTexts(field, settings.properties()::contains);
      default -> JsonField.of(field);
    };
  }

  @Override
  public void read(JsonInput in, JsonDraft draft) throws IOException, Rejected {
    if (in.token() != JsonToken.START_OBJECT) {
      if (in.token() != JsonToken.VALUE_NULL) {
        refused.forEach(field -> draft.put(field, false));
        warned.forEach(field -> draft.put(field, true));
      }
      JsonMember.skip(in);
      return;
    }
    long known = 0;
    @Nullable Set<String> unknown = null;
    while (in.nextName()) {
      @Nullable Known member = named(in.name());
      if (member == null) {
        unknown = unknown == null ? new HashSet<>() : unknown;
        in.unknownName(unknown);
      } else if ((known & member.bit) != 0) {
        throw in.reject(RejectReason.DUPLICATE_KEY, member.path);
      } else {
        known |= member.bit;
      }
      in.next();
      (member == null ? SKIPPED : member.value).read(in, draft);
    }
  }

  /** Names of one spelling are mostly one object, which shows faster than that they are equal. */
  private @Nullable Known named(String name) {
    int place = (name.hashCode() * 0x9E3779B9) >>> 24;
    @Nullable Known known = found[place];
    if (known != null && name.equals(known.name)) {
      return known;
    }
    known = members.get(name);
    if (known != null) {
      found[place] = new Known(name, known.value, known.path, known.bit);
    }
    return known;
  }

  /** What is done with a name, where it stands, and what marks it as seen. */
  private record Known(String name, JsonMember value, String path, long bit) {}

  private static List<EventField> fieldsOf(List<EventField> fields, JsonKind kind) {
    return fields.stream()
        .filter(field -> field.type() == Schema.Type.BOOLEAN)
        .filter(field -> JsonKind.of(field) == kind)
        .filter(field -> !field.path().equals("dispute.explicit_consent"))
        .toList();
  }
}
