package dev.throng.transforms.aggregate;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.step.Purpose;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one report counts, for whom, and when a row of it may go out. Names are resolved by {@link
 * ReportFile}, which tells people what is wrong and in which line.
 *
 * @param name {@code [a-z][a-z0-9_]*}; names the report's folder or table
 * @param purpose only events that may serve it are counted (P10)
 * @param audience who it is for (P13)
 * @param recipient who gets it, in words for people (P30)
 * @param window whole minutes, at most 366 days; windows start at multiples of it from
 *     1970-01-01T00:00Z, or from Monday 1970-01-05 where it is whole weeks
 * @param where field to allowed values; an event must have an allowed value in each. Values are
 *     written as they stand in reports: {@code (unknown)} is a missing value
 * @param dimensions coarse fields of the treated event, or {@code property.NAME}; the first may be
 *     {@code seller}, and then each seller gets their own rows only (P11)
 * @param measures names as in {@code sum(price)}
 * @param rollups subtotals: some of the dimensions each, in their order; none of them is the total
 * @param release when a row may go out
 */
public record Report(
    String name,
    Purpose purpose,
    Audience audience,
    String recipient,
    Duration window,
    Map<String, List<String>> where,
    List<String> dimensions,
    List<String> measures,
    List<List<String>> rollups,
    Release release)
    implements Serializable {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException for a name, length or combination that cannot be meant
   */
  public Report {
    ReportName.check(name);
    new Windows(window);
    ImmutableMap.Builder<String, List<String>> filters = ImmutableMap.builder();
    where.forEach((field, values) -> filters.put(field, ImmutableList.copyOf(values)));
    where = filters.buildOrThrow();
    dimensions = ImmutableList.copyOf(new LinkedHashSet<>(dimensions));
    measures = ImmutableList.copyOf(new LinkedHashSet<>(measures));
    ImmutableList.Builder<List<String>> subtotals = ImmutableList.builder();
    for (List<String> rollup : rollups) {
      subtotals.add(dimensions.stream().filter(rollup::contains).collect(toImmutableList()));
    }
    rollups = subtotals.build();
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("a report needs a measure");
    }
    if ((release instanceof Release.Noised) != (audience == Audience.THIRD_PARTY)) {
      throw new IllegalArgumentException("what third parties get is noised, and nothing else");
    }
    if (release instanceof Release.Noised) {
      measures.forEach(Measures::noisable);
    }
    where.forEach((field, values) -> new Filter(Dimension.named(field), values));
    dimensions.forEach(Dimension::ofReport);
    if (dimensions.contains(Dimension.SELLER)) {
      checkBySeller(purpose, audience, dimensions, rollups, release);
    }
    measures.forEach(Measures::named);
  }

  private static void checkBySeller(
      Purpose purpose,
      Audience audience,
      List<String> dimensions,
      List<List<String>> rollups,
      Release release) {
    if (audience != Audience.THIRD_PARTY || purpose != Purpose.SHARE_WITH_SELLERS) {
      throw new IllegalArgumentException(
          "a report by seller is for sellers: its audience is third_party, its purpose"
              + " share_with_sellers");
    }
    if (!dimensions.get(0).equals(Dimension.SELLER)
        || rollups.stream().anyMatch(kept -> !kept.contains(Dimension.SELLER))) {
      throw new IllegalArgumentException(
          "a report by seller has seller as its first dimension and in each rollup: what is of"
              + " several sellers is for none of them");
    }
    if (release instanceof Release.Noised noised && !noised.groups().isEmpty()) {
      throw new IllegalArgumentException(
          "a report by seller lists no groups: sellers are known by pseudonyms there");
    }
  }

  /** Whether each seller gets their own rows, and nobody else's (P11). */
  public boolean isBySeller() {
    return dimensions.contains(Dimension.SELLER);
  }

  /**
   * Checks that people can be grouped by a field.
   *
   * @throws IllegalArgumentException where they cannot, with the nearest that there is
   */
  public static void checkDimension(String name) {
    Dimension.named(name);
  }

  /** The measures with their columns and kinds, in the report's order. */
  public List<Measure> resolvedMeasures() {
    return measures.stream().map(Measures::named).toList();
  }

  /** Whether its numbers are noised, from {@link Contributions}. */
  public boolean isNoised() {
    return release instanceof Release.Noised;
  }

  /**
   * How its numbers are noised.
   *
   * @throws IllegalStateException where they are not
   */
  public Release.Noised noised() {
    if (release instanceof Release.Noised noised) {
      return noised;
    }
    throw new IllegalStateException("the report is not noised");
  }

  /** What must differ within a row; null for nothing. */
  public Release.@Nullable Diversity diversity() {
    if (release instanceof Release.KAnonymous extract) {
      return extract.diversity();
    }
    return release instanceof Release.AtLeast threshold ? threshold.diversity() : null;
  }

  /**
   * How many people a row is about at least.
   *
   * @throws IllegalStateException where it is noised instead
   */
  public int atLeast() {
    if (release instanceof Release.AtLeast threshold) {
      return threshold.people();
    }
    if (release instanceof Release.KAnonymous extract) {
      return extract.people();
    }
    throw new IllegalStateException("the report is noised");
  }

  /** Whether it counts anything of events; otherwise {@link PreAggregation} has no part in it. */
  public boolean countsEvents() {
    return !isNoised()
        && !measures.stream().allMatch(measure -> Measures.named(measure).ofSessions());
  }

  /** Whether it counts sessions, which needs the rows of {@link SessionRows}. */
  public boolean countsSessions() {
    return !isNoised()
        && measures.stream().anyMatch(measure -> Measures.named(measure).ofSessions());
  }

  /** Whether it counts sessions and is noised, which needs rows of them by person. */
  public boolean countsNoisedSessions() {
    return isNoised()
        && measures.stream().anyMatch(measure -> Measures.named(measure).ofSessions());
  }

  /**
   * The first instant of the window that holds a time.
   *
   * @param timeMillis milliseconds since 1970-01-01T00:00Z
   */
  public long windowStart(long timeMillis) {
    return new Windows(window).startOf(timeMillis);
  }

  /** The first instant after the window that starts then, in the same milliseconds. */
  public long windowEnd(long windowStart) {
    return windowStart + window.toMillis();
  }
}
