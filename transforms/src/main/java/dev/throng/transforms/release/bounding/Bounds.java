package dev.throng.transforms.release.bounding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.throng.transforms.release.lattice.Level;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one report lets one person add in one window.
 *
 * @param report its name
 * @param digest of the whole resolved report definition
 * @param window its length
 * @param dimensions how many values a group has, 0 or more
 * @param rollups the levels that have subtotals, none the finest
 * @param quantities what is added up, besides people
 * @param groupsPerPerson in how many groups a person stands at most, 1 or more
 * @param chosen which groups of a person stand, where there are more
 * @param listed the only groups that there are, named by whoever wrote the report; empty where
 *     groups come from the data
 */
public record Bounds(
    String report,
    String digest,
    Duration window,
    int dimensions,
    Set<Level> rollups,
    List<Quantity> quantities,
    int groupsPerPerson,
    Chosen chosen,
    Set<List<String>> listed)
    implements Serializable {
  /**
   * Which groups of a person stand, where there are more than may. Each way looks at this person's
   * rows and the key alone, so that a person taken away changes nobody else's groups.
   */
  public enum Chosen {
    /** Those of the lowest ranks. */
    BY_RANK,
    /** Those with the person's latest events; of several at the same instant, the lowest ranks. */
    MOST_RECENT
  }

  /** Where groups are chosen by rank. */
  public Bounds(
      String report,
      String digest,
      Duration window,
      int dimensions,
      Set<Level> rollups,
      List<Quantity> quantities,
      int groupsPerPerson,
      Set<List<String>> listed) {
    this(
        report,
        digest,
        window,
        dimensions,
        rollups,
        quantities,
        groupsPerPerson,
        Chosen.BY_RANK,
        listed);
  }

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException for a combination that cannot be meant
   */
  public Bounds {
    rollups = ImmutableSet.copyOf(rollups);
    quantities = ImmutableList.copyOf(quantities);
    ImmutableSet.Builder<List<String>> groups = ImmutableSet.builder();
    for (List<String> group : listed) {
      if (group.size() != dimensions) {
        throw new IllegalArgumentException(
            "a listed group needs a value for each of the " + dimensions + " dimensions");
      }
      groups.add(ImmutableList.copyOf(group));
    }
    listed = groups.build();
    for (Level rollup : rollups) {
      if (rollup.dimensions() != dimensions || rollup.isFinest()) {
        throw new IllegalArgumentException("a rollup must keep some of the dimensions");
      }
    }
    if (groupsPerPerson < 1) {
      throw new IllegalArgumentException("groups_per_person must be 1 or more");
    }
    Set<String> names = new HashSet<>();
    for (Quantity quantity : quantities) {
      if (!names.add(quantity.name())) {
        throw new IllegalArgumentException("'" + quantity.name() + "' is there twice");
      }
    }
  }

  /**
   * How many numbers a row carries: one a quantity, and behind them when it was, if that matters.
   */
  int numbers() {
    return quantities.size() + (chosen == Chosen.MOST_RECENT ? 1 : 0);
  }

  /** Whether the groups are named in the report, so that their existence tells nothing. */
  public boolean areListed() {
    return dimensions == 0 || !listed.isEmpty();
  }

  /** In how many finest groups a person stands at most. */
  public int finestGroups() {
    return groupsAt(Level.finest(dimensions));
  }

  /** In how many groups of a level a person stands at most. */
  public int groupsAt(Level level) {
    if (level.isTotal()) {
      return 1;
    }
    return listed.isEmpty() ? groupsPerPerson : Math.min(groupsPerPerson, listedAt(level).size());
  }

  /** The listed groups at a level. */
  public Set<List<String>> listedAt(Level level) {
    Set<List<String>> groups = new HashSet<>();
    for (List<String> group : listed) {
      groups.add(level.rolledUp(group));
    }
    return groups;
  }
}
