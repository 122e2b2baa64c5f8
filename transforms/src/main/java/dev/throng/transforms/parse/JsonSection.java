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
import org.jspecify.annotations.Nullable;

/** An object of known names: the record itself, or one of its sections. */
final class JsonSection implements JsonMember {

  private final Map<String, Known> members = new HashMap<>();

  /**
   * The members that were found last, each at one place, with the very names they were found by.
   */
  private final @Nullable Known[] found;

  private final int shift;
  private final JsonMember otherwise;
  private final JsonMember rest;

  /**
   * An object at a path.
   *
   * @param values what is done with the values of known names, at most 64
   * @param otherwise what is done with a value that is no object; null aside, which says nothing
   * @param rest what is done with the values of all other names
   */
  JsonSection(
      String path,
      Map<String, ? extends JsonMember> values,
      JsonMember otherwise,
      JsonMember rest) {
    if (values.size() > Long.SIZE) {
      throw new IllegalArgumentException("an object has at most 64 known names");
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    values.forEach(
        (key, value) ->
            members.put(key, new Known(key, value, prefix + key, 1L << members.size())));
    this.otherwise = otherwise;
    this.rest = rest;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(8 * values.size());
    shift = Integer.SIZE - Math.min(bits, 8);
    found = new Known[1 << (Integer.SIZE - shift)];
  }

  /** The whole record as those settings want it. */
  static JsonSection record(ParseSettings settings) {
    return record(settings, "");
  }

  /**
   * The same, where it stands at a path of another record. If something else stands there, which
   * may hold what refuses, the record is rejected.
   */
  static JsonSection record(ParseSettings settings, String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    JsonMember otherwise =
        (in, draft) -> {
          throw in.reject(RejectReason.MALFORMED, path);
        };
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
          top.put(
              section,
              new JsonSection(prefix + section, members, unclear(section, fields), UNKNOWN));
        });
    return new JsonSection(path, top, otherwise, UNKNOWN);
  }

  /**
   * What a section says that is no object: consent that cannot be read refuses, and a dispute may
   * then be about anybody's health.
   */
  private static JsonMember unclear(String section, List<EventField> fields) {
    if (!section.equals("consent") && !section.equals("dispute")) {
      return SKIPPED;
    }
    List<EventField> strict =
        fields.stream()
            .filter(field -> JsonKind.strictest(field) != null)
            .filter(field -> !field.path().equals("dispute.explicit_consent"))
            .toList();
    return (in, draft) -> {
      for (EventField field : strict) {
        @Nullable Object strictest = JsonKind.strictest(field);
        if (strictest != null) {
          draft.put(field, strictest);
        }
      }
      JsonMember.skip(in);
    };
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
  public void read(JsonInput in, Draft draft) throws IOException, Rejected {
    if (in.token() != JsonToken.START_OBJECT) {
      (in.token() == JsonToken.VALUE_NULL ? SKIPPED : otherwise).read(in, draft);
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
      (member == null ? rest : member.value).read(in, draft);
    }
  }

  /** Names of one spelling are mostly one object, which shows faster than that they are equal. */
  private @Nullable Known named(String name) {
    int place = (name.hashCode() * 0x9E3779B9) >>> shift;
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
}
