package dev.throng.transforms.parse;

import dev.throng.transforms.step.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of known names: the record itself, or one of its sections. */
final class JsonSection implements JsonMember {

  /** The value of a name that is known and not wanted. */
  private static final JsonMember SKIPPED = (in, draft) -> in.skip();

  private final String name;
  private final NameTable table;
  private final List<String> names;
  private final JsonMember[] members;
  private final List<EventField> refused;
  private final List<EventField> warned;

  private JsonSection(String name, Map<String, JsonMember> members, List<EventField> fields) {
    this.name = name;
    names = List.copyOf(members.keySet());
    table = new NameTable(names);
    this.members = members.values().toArray(JsonMember[]::new);
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
  public void read(JsonScanner in, JsonDraft draft) throws Rejected {
    int next = in.peek();
    if (next != '{') {
      in.skip();
      if (next != 'n') {
        refused.forEach(field -> draft.put(field, false));
        warned.forEach(field -> draft.put(field, true));
      }
      return;
    }
    int mark = in.open();
    if (!in.isEmpty('}')) {
      long seen = 0;
      do {
        in.name();
        int member = in.nameIn(table);
        if (member < 0) {
          in.unknownName(mark);
          in.skip();
        } else {
          long bit = 1L << member;
          if ((seen & bit) != 0) {
            throw in.reject(RejectReason.DUPLICATE_KEY, path(member));
          }
          seen |= bit;
          members[member].read(in, draft);
        }
      } while (in.more('}'));
    }
    in.close(mark);
  }

  private String path(int member) {
    return name.isEmpty() ? names.get(member) : name + "." + names.get(member);
  }

  private static List<EventField> fieldsOf(List<EventField> fields, JsonKind kind) {
    return fields.stream()
        .filter(field -> field.type() == org.apache.avro.Schema.Type.BOOLEAN)
        .filter(field -> JsonKind.of(field) == kind)
        .filter(field -> !field.path().equals("dispute.explicit_consent"))
        .toList();
  }
}
