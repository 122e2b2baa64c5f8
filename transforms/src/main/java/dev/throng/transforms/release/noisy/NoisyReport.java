package dev.throng.transforms.release.noisy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.lattice.Level;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A report for third parties, as far as its release needs to know it.
 *
 * @param name of the report
 * @param definition the whole resolved report definition as text: purpose, audience, recipient,
 *     window, filters, dimensions, measures; whatever differs in it has unrelated noise
 * @param window its length
 * @param dimensions how many values a group has, 0 or more
 * @param rollups the levels that have subtotals, none the finest
 * @param quantities what is added up, besides people, each used by a measure
 * @param measures one or more
 * @param groupsPerPerson in how many groups a person stands at most
 * @param chosen which groups of a person stand, where there are more
 * @param listed the groups that are always shown, and no others; empty where they are selected
 * @param noise epsilon, delta and how they are spent
 */
public record NoisyReport(
    String name,
    String definition,
    Duration window,
    int dimensions,
    Set<Level> rollups,
    List<Quantity> quantities,
    List<NoisyMeasure> measures,
    int groupsPerPerson,
    Bounds.Chosen chosen,
    Set<List<String>> listed,
    NoiseSettings noise)
    implements Serializable {
  /** Where groups are chosen by rank. */
  public NoisyReport(
      String name,
      String definition,
      Duration window,
      int dimensions,
      Set<Level> rollups,
      List<Quantity> quantities,
      List<NoisyMeasure> measures,
      int groupsPerPerson,
      Set<List<String>> listed,
      NoiseSettings noise) {
    this(
        name,
        definition,
        window,
        dimensions,
        rollups,
        quantities,
        measures,
        groupsPerPerson,
        Bounds.Chosen.BY_RANK,
        listed,
        noise);
  }

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException for a combination that cannot be meant
   */
  public NoisyReport {
    quantities = ImmutableList.copyOf(quantities);
    measures = ImmutableList.copyOf(measures);
    Bounds bounds =
        new Bounds(
            name, "", window, dimensions, rollups, quantities, groupsPerPerson, chosen, listed);
    rollups = bounds.rollups();
    listed = bounds.listed();
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("a report needs a measure");
    }
    Set<String> known = new HashSet<>(Set.of(Quantity.PEOPLE));
    Set<String> signed = new HashSet<>();
    for (Quantity quantity : quantities) {
      known.add(quantity.name());
      if (!quantity.isNonNegative()) {
        signed.add(quantity.name());
      }
    }
    Set<String> used = new HashSet<>();
    for (NoisyMeasure measure : measures) {
      used.addAll(measure.quantities());
      if (measure instanceof NoisyMeasure.Quotient quotient
          && signed.contains(quotient.denominator())) {
        throw new IllegalArgumentException(
            "'" + measure.column() + "' divides by what may be negative");
      }
    }
    used.forEach(name1 -> check(known, name1, "is no quantity of the report"));
    quantities.forEach(each -> check(used, each.name(), "is used by no measure"));
    Set<String> shared = new HashSet<>(known);
    shared.add(NoiseSettings.SELECTION);
    noise.shares().keySet().forEach(each -> check(shared, each, "has a share, but no part"));
    if (!bounds.areListed() && noise.delta().signum() == 0) {
      throw new IllegalArgumentException(
          "delta must be more than 0 where groups are not listed: else none could be shown");
    }
  }

  /** What the report lets one person add. */
  public Bounds bounds() {
    return new Bounds(
        name, digest(), window, dimensions, rollups, quantities, groupsPerPerson, chosen, listed);
  }

  /** SHA-256 of everything that is said of the report, in hexadecimal. */
  public String digest() {
    StringBuilder text = new StringBuilder();
    put(text, name);
    put(text, definition);
    put(text, window.toString());
    put(text, Integer.toString(dimensions));
    rollups.stream().sorted(Level.FINEST_FIRST).forEach(each -> put(text, each.kept().toString()));
    quantities.forEach(each -> put(text, each.toString()));
    measures.forEach(each -> put(text, each.toString()));
    put(text, Integer.toString(groupsPerPerson));
    put(text, chosen.name());
    put(text, Integer.toString(listed.size()));
    listed.stream().map(NoisyReport::joined).sorted().forEach(group -> put(text, group));
    put(text, noise.epsilon() + " " + noise.delta() + " " + noise.shape() + noise.selection());
    new TreeMap<>(noise.shares()).forEach((name1, share) -> put(text, name1 + " " + share));
    return Hashing.sha256().hashBytes(bytes(text.toString())).toString();
  }

  private static String joined(List<String> group) {
    StringBuilder text = new StringBuilder();
    group.forEach(value -> put(text, value));
    return text.toString();
  }

  private static void put(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  /** UTF-16, which any string has some of its own. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static void check(Set<String> known, String name, String complaint) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException("'" + name + "' " + complaint);
    }
  }
}
