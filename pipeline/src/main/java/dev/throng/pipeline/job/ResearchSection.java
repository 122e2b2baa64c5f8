package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.AggregateFormat;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.settings.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code output.research} of a job file. */
final class ResearchSection {
  private static final int MOST = 999_999;

  /** The columns of which one means nothing without the one before it. */
  private static final Map<String, String> FINER =
      Map.of(
          "minute", "hour",
          "city", "region",
          "region", "country",
          "browser_version", "browser",
          "os_version", "os",
          "device_model", "device_brand");

  private final Section section;
  private final Output<AggregateFormat> output;

  private ResearchSection(Section section, Output<AggregateFormat> output) {
    this.section = section;
    this.output = output;
  }

  static Research parse(Section section, Output<AggregateFormat> output) {
    return new ResearchSection(section, output).read();
  }

  private Research read() {
    String recipient = section.required("recipient", ResearchSection::notBlank);
    List<List<String>> chains = section.wordLists("quasi_identifiers");
    List<String> columns = columns(chains);
    BigDecimal suppress =
        section
            .value("suppress", RejectedShare::parse)
            .map(RejectedShare::percent)
            .orElse(BigDecimal.ONE)
            .movePointLeft(2);
    Optional<Release.Diversity> diversity = section.section("diversity").map(this::diversity);
    diversity.ifPresent(
        differing -> {
          if (columns.contains(differing.of())) {
            throw section.fault(
                "diversity",
                "names "
                    + differing.of()
                    + ", which is a quasi-identifier: in rows that are alike"
                    + " it never differs");
          }
          columns.add(differing.of());
        });
    Release.KAnonymous release =
        section.required(
            "k",
            word ->
                new Release.KAnonymous(
                    Choice.number(word, 0, MOST),
                    diversity.orElse(null),
                    chains.stream().map(List::size).toList(),
                    suppress));
    List<String> excluded = section.words("exclude_regions");
    Report report = Research.counted(recipient, columns, release);
    section.end();
    return new Research(report, output, new HashSet<>(excluded));
  }

  private List<String> columns(List<List<String>> chains) {
    List<String> columns = new ArrayList<>();
    for (List<String> chain : chains) {
      for (String column : chain) {
        try {
          Report.checkDimension(column);
        } catch (IllegalArgumentException e) {
          throw section.fault("quasi_identifiers", e.getMessage());
        }
        if (columns.contains(column)) {
          throw section.fault("quasi_identifiers", "names '" + column + "' twice");
        }
        String coarser = FINER.getOrDefault(column, "");
        int at = chain.indexOf(column);
        if (!coarser.isEmpty() && (at == 0 || !chain.get(at - 1).equals(coarser))) {
          throw section.fault(
              "quasi_identifiers",
              "must name '" + coarser + "' right before '" + column + "', which is finer");
        }
        columns.add(column);
      }
      if (chain.isEmpty()) {
        throw section.fault("quasi_identifiers", "holds an empty list");
      }
    }
    if (columns.isEmpty()) {
      throw section.fault(
          "quasi_identifiers",
          "must list what somebody may know of a person, each with its coarser columns before it,"
              + " as in [[country, region, city], [hour, minute], [browser, browser_version]]");
    }
    return columns;
  }

  private Release.Diversity diversity(Section differing) {
    String of = differing.word("of");
    Release.Diversity diversity =
        differing.required(
            "least", word -> new Release.Diversity(of, Choice.number(word, 0, MOST)));
    differing.end();
    return diversity;
  }

  private static String notBlank(String word) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("must say who gets the extract");
    }
    return word;
  }
}
