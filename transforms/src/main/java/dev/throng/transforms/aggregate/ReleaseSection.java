package dev.throng.transforms.aggregate;

import dev.throng.transforms.aggregate.Release.Clamp;
import dev.throng.transforms.aggregate.Release.Contributing;
import dev.throng.transforms.aggregate.Release.Unit;
import dev.throng.transforms.settings.Section;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads {@code release} of a report. */
final class ReleaseSection {
  private static final String LAPLACE = "laplace";

  /** In units: more than the milliseconds of a day, and small enough to be multiplied. */
  private static final long MOST_OF_SESSION = 1_000_000_000;

  private static final String GEOMETRIC = "truncated_geometric";

  private final Section report;
  private final List<String> dimensions;
  private final List<String> measures;
  private final Set<Amount> amounts = new TreeSet<>();

  ReleaseSection(Section report, List<String> dimensions, List<String> measures) {
    this.report = report;
    this.dimensions = dimensions;
    this.measures = measures;
    measures.forEach(measure -> amounts.addAll(Measures.named(measure).amounts()));
  }

  Release read(Audience audience) {
    Section release =
        report
            .section("release")
            .orElseThrow(
                () ->
                    report.fault(
                        "release",
                        "is missing: say {at_least: 20}, or {epsilon: ..., delta: ...}"));
    Release read = audience == Audience.THIRD_PARTY ? noised(release) : atLeast(release);
    release.end();
    return read;
  }

  private Release atLeast(Section release) {
    if (release.has("epsilon")) {
      throw release.fault("epsilon", "is for third parties; an internal report says at_least");
    }
    Release.Diversity diversity = release.section("diversity").map(this::diversity).orElse(null);
    return release.required(
        "at_least", word -> new Release.AtLeast((int) whole(word, 999_999), diversity));
  }

  private Release.Diversity diversity(Section section) {
    if (measures.stream().allMatch(measure -> Measures.named(measure).ofSessions())) {
      throw section.fault("of", "needs a measure of events: sessions have no such value");
    }
    String of = section.word("of");
    ReportFile.check(section, "of", () -> Dimension.named(of));
    Release.Diversity diversity =
        section.required("least", word -> new Release.Diversity(of, (int) whole(word, 999_999)));
    section.end();
    return diversity;
  }

  private Release noised(Section release) {
    if (release.has("at_least")) {
      throw release.refusal(
          "at_least",
          "does not protect against third parties, who may know others in the data:"
              + " say {epsilon: ..., delta: ...} instead");
    }
    measures.forEach(
        measure -> ReportFile.check(report, "measures", () -> Measures.noisable(measure)));
    BigDecimal epsilon = release.required("epsilon", ReleaseSection::decimal);
    BigDecimal delta = release.value("delta", ReleaseSection::decimal).orElse(BigDecimal.ZERO);
    Unit unit =
        release
            .value("unit", word -> ReportFile.oneOf(word, Unit.values(), ReleaseSection::label))
            .orElse(Unit.PERSON);
    int groups =
        dimensions.isEmpty()
            ? 1
            : (int) (long) release.required("groups_per_person", w -> atLeastOne(w));
    boolean counts = amounts.contains(Amount.EVENTS) || amounts.contains(Amount.CONVERSIONS);
    long events = counts ? release.required("events_per_group", w -> atLeastOne(w)) : 0;
    return new Release.Noised(
        epsilon,
        delta,
        unit,
        groups,
        events,
        sessions(release),
        listed(release),
        clamps(release),
        word(release, "noise", List.of(LAPLACE, "gaussian")),
        word(release, "selection", List.of(GEOMETRIC, "threshold")),
        release
            .value(
                "contributions",
                word -> ReportFile.oneOf(word, Contributing.values(), ReleaseSection::label))
            .orElse(Contributing.KEYED_HASH),
        shares(release));
  }

  private long sessions(Section release) {
    if (amounts.stream().noneMatch(Amount::isOfSessions)) {
      return 0;
    }
    if (amounts.stream().anyMatch(amount -> amount.needsClamp() && !amount.isOfSessions())) {
      throw report.fault("measures", "holds sessions and a sum: with noise that is two reports");
    }
    return release.required("sessions_per_group", w -> atLeastOne(w));
  }

  private List<List<String>> listed(Section release) {
    List<List<String>> groups = release.wordLists("groups");
    for (List<String> group : groups) {
      if (group.size() != dimensions.size()) {
        throw release.fault(
            "groups", "holds " + group + ", which needs a value for each of " + dimensions);
      }
    }
    return groups;
  }

  /** As in {@code {sum(price): [0, 500]}}. */
  private Map<Amount, Clamp> clamps(Section release) {
    Map<Amount, Clamp> clamps = new EnumMap<>(Amount.class);
    Section section = release.section("clamps").orElse(null);
    for (String measure : measures) {
      for (Amount amount : Measures.named(measure).amounts()) {
        if (!amount.needsClamp()) {
          continue;
        }
        List<String> bounds = section == null ? List.of() : section.words(measure);
        if (bounds.size() != 2) {
          throw release.fault(
              "clamps",
              "must say what one "
                  + (amount.isOfSessions() ? "session" : "person")
                  + " adds to "
                  + measure
                  + " of a group at least and at most, as in {"
                  + measure
                  + ": [0, 500]}");
        }
        ReportFile.check(
            release,
            "clamps",
            () ->
                clamps.put(
                    amount,
                    clamp(amount, units(bounds.get(0), amount), units(bounds.get(1), amount))));
      }
    }
    if (section != null) {
      section.end();
    }
    return clamps;
  }

  private static Clamp clamp(Amount amount, long low, long high) {
    if (amount.isOfSessions() && (low < 0 || low > high || high > MOST_OF_SESSION)) {
      throw new IllegalArgumentException("holds what no session adds");
    }
    return new Clamp(low, high);
  }

  private static long units(String word, Amount amount) {
    try {
      return decimal(word).movePointRight(amount.decimals()).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + word + "' is too large, or has more than " + amount.decimals() + " decimals");
    }
  }

  private static Map<String, BigDecimal> shares(Section release) {
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    release
        .section("share")
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        key ->
                            shares.put(
                                key, section.value(key, ReleaseSection::decimal).orElseThrow())));
    return shares;
  }

  private static String word(Section release, String key, List<String> known) {
    return release
        .value(
            key, word -> ReportFile.oneOf(word, known.toArray(String[]::new), Function.identity()))
        .orElse(known.get(0));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static long atLeastOne(String word) {
    long number = whole(word, 999_999_999);
    if (number < 1) {
      throw new IllegalArgumentException("must be 1 or more");
    }
    return number;
  }

  private static long whole(String word, long most) {
    if (!word.matches("\\d{1,9}") || Long.parseLong(word) > most) {
      throw new IllegalArgumentException("must be a whole number, not '" + word + "'");
    }
    return Long.parseLong(word);
  }

  private static BigDecimal decimal(String word) {
    if (!word.matches("-?\\d{1,18}(\\.\\d{1,18})?([eE]-?\\d{1,2})?")) {
      throw new IllegalArgumentException(
          "must be a number such as 0.5 or 1e-9, not '" + word + "'");
    }
    return new BigDecimal(word);
  }
}
