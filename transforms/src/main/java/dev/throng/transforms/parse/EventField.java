package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * One field of {@link IdentifiedEvent} as the schema tells it.
 *
 * @param index its position in the record
 * @param path its path in throng-json: a name, or a section and a name
 * @param privacy its privacy class
 * @param type its Avro type, null aside
 */
record EventField(int index, String path, String privacy, Schema.Type type) {

  static final String TYPE = "event_type";
  static final String TIME = "event_time";

  /** Classes of fields that can only make a decision stricter by being read: never skipped. */
  private static final Set<String> ALWAYS =
      Set.of("consent_word", "consent_signal", "policy_version", "minor", "special_flag");

  private static final List<EventField> ALL = read(IdentifiedEvent.getClassSchema());

  /** All fields in the order of the record. */
  static List<EventField> all() {
    return ALL;
  }

  /** The paths of all fields. */
  static Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    ALL.forEach(field -> paths.add(field.path));
    return paths;
  }

  /** The field of that path. */
  static EventField at(String path) {
    return ALL.stream().filter(field -> field.path.equals(path)).findFirst().orElseThrow();
  }

  /** Whether a reader decodes this field when asked for those. */
  boolean wantedBy(ParseSettings settings) {
    return path.equals(TYPE)
        || path.equals(TIME)
        || ALWAYS.contains(privacy)
        || settings.fields().contains(path);
  }

  private static List<EventField> read(Schema schema) {
    List<EventField> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Schema.Type type =
          field.schema().getTypes().stream()
              .map(Schema::getType)
              .filter(t -> t != Schema.Type.NULL)
              .findFirst()
              .orElseThrow();
      fields.add(
          new EventField(field.pos(), field.getProp("path"), field.getProp("privacy"), type));
    }
    return List.copyOf(fields);
  }
}
