package dev.throng.transforms.aggregate;

import com.google.common.io.Resources;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.Section;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.settings.Span;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a reports file (design section 7). */
public final class ReportFile {
  private static final String SHIPPED = "reports.yaml";

  private ReportFile() {}

  /** The reports that ship with Throng. */
  public static List<Report> shipped() {
    try {
      return parse(
          SHIPPED,
          Resources.toString(
              Resources.getResource(ReportFile.class, SHIPPED), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The reports of a file, in its order.
   *
   * @param fileName how messages name it
   * @throws SettingsException with file and line, where something cannot be meant
   */
  public static List<Report> parse(String fileName, String yaml) {
    Section root = Section.parse(fileName, yaml);
    List<Report> reports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("reports")) {
      Report report = report(section);
      if (!names.add(report.name())) {
        throw section.fault("name", "is the name of an earlier report too");
      }
      reports.add(report);
    }
    root.end();
    if (reports.isEmpty()) {
      throw root.fault("reports", "must list at least one report");
    }
    if (reports.stream().filter(Report::countsSessions).count() > SessionPlan.MOST_REPORTS
        || reports.stream().filter(Report::countsNoisedSessions).count()
            > SessionPlan.MOST_REPORTS) {
      throw root.fault(
          "reports", "may hold at most " + SessionPlan.MOST_REPORTS + " that count sessions");
    }
    return List.copyOf(reports);
  }

  private static Report report(Section section) {
    String name = section.required("name", ReportName::check);
    Purpose purpose = section.required("purpose", w -> oneOf(w, Purpose.values(), Purpose::label));
    Audience audience =
        section.required("audience", w -> oneOf(w, Audience.values(), Audience::label));
    String recipient = section.required("recipient", ReportFile::notBlank);
    Duration window = section.required("window", ReportFile::window);
    Map<String, List<String>> where = where(section);
    List<String> dimensions = distinct(section, "dimensions", Dimension::ofReport);
    List<String> measures = distinct(section, "measures", Measures::named);
    if (measures.isEmpty()) {
      throw section.fault("measures", "must name at least one measure");
    }
    if (measures.contains("sum(price)")
        && !dimensions.contains("currency")
        && where.getOrDefault("currency", List.of()).size() != 1) {
      throw section.fault(
          "measures", "holds sum(price), which needs currency as a dimension, or one in 'where'");
    }
    List<List<String>> rollups = rollups(section, dimensions);
    Release release = new ReleaseSection(section, dimensions, measures).read(audience);
    section.end();
    try {
      return new Report(
          name,
          purpose,
          audience,
          recipient,
          window,
          where,
          dimensions,
          measures,
          rollups,
          release);
    } catch (IllegalArgumentException e) {
      throw section.fault("dimensions", "cannot be meant: " + e.getMessage());
    }
  }

  static <T> T oneOf(String word, T[] values, Function<T, String> label) {
    for (T value : values) {
      if (label.apply(value).equals(word)) {
        return value;
      }
    }
    List<String> labels = Arrays.stream(values).map(label).toList();
    String nearest = NearestWord.to(word, labels);
    throw new IllegalArgumentException(
        "must be one of "
            + String.join(", ", labels)
            + ", not '"
            + word
            + "'"
            + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
  }

  private static String notBlank(String word) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("must say who gets the report");
    }
    return word;
  }

  private static Duration window(String word) {
    Duration window = Span.parse(word);
    Windows unused = new Windows(window);
    return window;
  }

  private static Map<String, List<String>> where(Section section) {
    Map<String, List<String>> where = new LinkedHashMap<>();
    section
        .section("where")
        .ifPresent(
            fields -> {
              for (String field : fields.keys()) {
                List<String> values = fields.words(field);
                check(fields, field, () -> new Filter(Dimension.named(field), values));
                where.put(field, values);
              }
            });
    return where;
  }

  private static List<String> distinct(Section section, String key, Consumer<String> check) {
    List<String> words = section.words(key);
    Set<String> seen = new HashSet<>();
    for (String word : words) {
      check(section, key, () -> check.accept(word));
      if (!seen.add(word)) {
        throw section.fault(key, "names '" + word + "' twice");
      }
    }
    return words;
  }

  private static List<List<String>> rollups(Section section, List<String> dimensions) {
    List<List<String>> rollups = section.wordLists("rollups");
    Set<Set<String>> seen = new HashSet<>();
    for (List<String> rollup : rollups) {
      Set<String> kept = new HashSet<>(rollup);
      if (!dimensions.containsAll(kept) || kept.size() == dimensions.size()) {
        throw section.fault(
            "rollups", "holds " + rollup + ", which must be some of the dimensions and not all");
      }
      if (kept.size() < rollup.size()) {
        throw section.fault("rollups", "holds " + rollup + ", which names a dimension twice");
      }
      if (!seen.add(kept)) {
        throw section.fault("rollups", "holds " + rollup + " twice");
      }
    }
    return rollups;
  }

  static void check(Section section, String key, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw section.fault(key, e.getMessage());
    }
  }
}
