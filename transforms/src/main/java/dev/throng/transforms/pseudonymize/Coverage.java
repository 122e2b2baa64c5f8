package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PrivacyClass;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.Section;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Law 2 for the policy: every field of {@code IdentifiedEvent} has a treatment that its class may
 * have. The schema itself is asked, so a new field without a treatment fails the next start.
 */
final class Coverage {
  /** An event is nothing without it, though others of its class may go. */
  private static final String INDISPENSABLE = "event_type";

  private final String fileName;
  private final Map<String, PrivacyClass> fields;
  private final Map<PrivacyClass, Treatment> ofClasses = new EnumMap<>(PrivacyClass.class);
  private final Map<String, Treatment> treatments = new LinkedHashMap<>();

  Coverage(String fileName, Section classes, @Nullable Section exceptions) {
    this(fileName, classesOfFields(IdentifiedEvent.getClassSchema()), classes, exceptions);
  }

  private Coverage(
      String fileName,
      Map<String, PrivacyClass> fields,
      Section classes,
      @Nullable Section exceptions) {
    this.fileName = fileName;
    this.fields = fields;
    for (PrivacyClass raw : fields.values()) {
      if (!ofClasses.containsKey(raw)) {
        ofClasses.put(raw, ofClass(classes, raw));
      }
    }
    classes.end();
    for (Map.Entry<String, PrivacyClass> field : fields.entrySet()) {
      String path = field.getKey();
      PrivacyClass raw = field.getValue();
      Treatment treatment =
          exceptions != null && exceptions.has(path)
              ? treatment(exceptions, path, raw)
              : ofClasses.get(raw);
      if (treatment == Treatment.DROP && path.equals(INDISPENSABLE)) {
        throw new CoverageException(
            fileName + ": '" + path + "' cannot be dropped: an event is nothing without it");
      }
      treatments.put(path, treatment);
    }
    if (exceptions != null) {
      exceptions.end();
    }
  }

  /** What becomes of each field, by path in the schema's order. */
  Map<String, Treatment> treatments() {
    return Collections.unmodifiableMap(treatments);
  }

  /** The class of each field, by path in the schema's order. */
  static Map<String, PrivacyClass> classesOfFields(Schema raw) {
    Map<String, PrivacyClass> classes = new LinkedHashMap<>();
    for (Schema.Field field : raw.getFields()) {
      String path = field.getProp("path");
      String label = field.getProp("privacy");
      if (path == null || label == null) {
        throw new CoverageException("the field " + field.name() + " has no path or no class");
      }
      classes.put(
          path,
          PrivacyClass.of(label)
              .orElseThrow(() -> new CoverageException(path + " has an unknown class")));
    }
    return classes;
  }

  private Treatment ofClass(Section classes, PrivacyClass raw) {
    if (!classes.has(raw.label())) {
      throw new CoverageException(
          fileName
              + ": the class '"
              + raw.label()
              + "' has no treatment, and fields are of it: "
              + String.join(", ", pathsOf(raw))
              + "; name one under 'classes'");
    }
    return treatment(classes, raw.label(), raw);
  }

  private Iterable<String> pathsOf(PrivacyClass raw) {
    return fields.keySet().stream().filter(path -> fields.get(path) == raw).toList();
  }

  private static Treatment treatment(Section section, String key, PrivacyClass raw) {
    String label = section.word(key);
    Treatment treatment = Treatment.of(label);
    if (treatment == null) {
      String nearest = NearestWord.to(label, Treatment.labels());
      throw fault(
          section,
          key,
          "has the unknown treatment '"
              + label
              + "'"
              + (nearest == null
                  ? "; known are " + String.join(", ", Treatment.labels())
                  : "; did you mean '" + nearest + "'?"));
    }
    if (!treatment.treats(raw)) {
      throw fault(
          section,
          key,
          "cannot have the treatment '"
              + label
              + "': for the class '"
              + raw.label()
              + "' there are "
              + String.join(", ", Treatment.labelsFor(raw)));
    }
    return treatment;
  }

  private static CoverageException fault(Section section, String key, String message) {
    return new CoverageException(section.fault(key, message).getMessage());
  }
}
