package dev.throng.transforms.pseudonymize;

import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.Span;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.SignalMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a policy file (design section 4). */
final class PolicyFile {
  private static final List<String> BASES =
      List.of("consent", "contract", "law", "legitimate_interest");
  private static final List<String> OUTPUTS = List.of("events", "aggregates", "rejected");
  private static final List<String> AFTERWARDS = List.of("delete", "anonymize");
  private static final List<String> YES = List.of("yes", "true");
  private static final List<String> YES_OR_NO = List.of("yes", "no", "true", "false");

  final String version;
  final Map<String, Treatment> treatments;
  final Set<String> properties;
  final Set<String> queryParameters;
  final Map<Purpose, String> bases = new LinkedHashMap<>();
  final Map<String, String> retention = new LinkedHashMap<>();
  final Map<String, Retention> terms = new LinkedHashMap<>();
  final List<LegalHold> legalHolds = new ArrayList<>();
  final SignalMapping signals;
  final @Nullable String reconsentFrom;
  final int smallestCity;
  final boolean keepsNetwork;

  private PolicyFile(String fileName, Section root) {
    version = root.word("version");
    Section classes = required(root, "classes");
    treatments = new Coverage(fileName, classes, root.section("fields").orElse(null)).treatments();
    properties = names(root, "properties");
    queryParameters = names(root, "query_parameters");
    readBases(required(root, "purposes"));
    readRetention(required(root, "retention"));
    readHolds(root);
    signals = SignalSection.read(root);
    reconsentFrom = root.value("reconsent_from", PolicyFile::date).orElse(null);
    root.word("smallest_city");
    smallestCity = root.value("smallest_city", PolicyFile::people).orElseThrow();
    keepsNetwork =
        root.value("keep_network", word -> YES.contains(oneOf(word, YES_OR_NO))).orElse(false);
    root.end();
  }

  static PolicyFile read(String fileName, String yaml) {
    return new PolicyFile(fileName, Section.parse(fileName, yaml));
  }

  private void readBases(Section purposes) {
    for (Purpose purpose : Purpose.values()) {
      purposes.word(purpose.label());
      bases.put(purpose, purposes.value(purpose.label(), word -> oneOf(word, BASES)).orElseThrow());
    }
    purposes.end();
  }

  private void readRetention(Section outputs) {
    List<String> all = new ArrayList<>(OUTPUTS);
    if (outputs.has("research")) {
      all.add("research");
    }
    for (String name : all) {
      Section output = required(outputs, name);
      String keep = output.word("keep");
      Duration span = output.value("keep", Span::parse).orElseThrow();
      output.word("then");
      String then = output.value("then", word -> oneOf(word, AFTERWARDS)).orElseThrow();
      if (then.equals("anonymize") && !name.equals("events")) {
        throw output.fault("then", "must be delete: only events have pseudonyms to take off");
      }
      output.end();
      terms.put(name, new Retention(span, then.equals("anonymize")));
      retention.put(name, keep + ", then " + then);
    }
    outputs.end();
  }

  private void readHolds(Section root) {
    for (Section hold : root.sections("legal_holds")) {
      String name = hold.required("name", PolicyFile::name);
      List<String> types = hold.words("event_types");
      if (types.isEmpty()) {
        throw hold.fault("event_types", "must name at least one type of events");
      }
      for (String type : types) {
        if (!KnownWords.eventType(type).equals(type)) {
          throw hold.fault("event_types", "holds '" + type + "', which is no type of events");
        }
      }
      Duration keep = hold.required("keep", Span::parse);
      String basis = hold.word("basis");
      hold.end();
      legalHolds.add(new LegalHold(name, new LinkedHashSet<>(types), keep, basis));
    }
  }

  private static String name(String word) {
    if (!word.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException("must be of small letters, digits and underscores");
    }
    return word;
  }

  private static Section required(Section section, String key) {
    return section
        .section(key)
        .orElseThrow(() -> section.fault(key, "is missing: see the shipped policy file"));
  }

  private static Set<String> names(Section section, String key) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : section.words(key)) {
      if (name.isBlank() || !names.add(name)) {
        throw section.fault(key, "holds a blank or repeated name");
      }
    }
    return names;
  }

  private static String date(String word) {
    // Versions are compared as text.
    if (!word.matches("\\d{4}-\\d{2}-\\d{2}")) {
      throw new IllegalArgumentException("must be a date such as 2020-09-14, not '" + word + "'");
    }
    return word;
  }

  private static int people(String word) {
    if (!word.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException("must be a number of people, 1 to 999999999");
    }
    return Integer.parseInt(word);
  }

  private static String oneOf(String word, List<String> known) {
    if (!known.contains(word)) {
      String nearest = NearestWord.to(word, known);
      throw new IllegalArgumentException(
          "must be one of "
              + String.join(", ", known)
              + ", not '"
              + word
              + "'"
              + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
    }
    return word;
  }
}
