package dev.throng.transforms.release.bounding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
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
 * @param rollups lengths of the prefixes that have subtotals, each less than the dimensions
 * @param quantities what is added up, besides people
 * @param groupsPerPerson in how many groups a person stands at most, 1 or more
 * @param listed the only groups that there are, named by whoever wrote the report; empty where
 *     groups come from the data
 */
public record Bounds(
    String report,
    String digest,
    Duration window,
    int dimensions,
    Set<Integer> rollups,
    List<Quantity> quantities,
    int groupsPerPerson,
    Set<List<String>> listed)
    implements Serializable {
  /** The value of a dimension that is rolled up. */
  public static final String ALL = "(all)";

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
    for (int length : rollups) {
      if (length < 0 || length >= dimensions) {
        throw new IllegalArgumentException("a rollup must be shorter than the dimensions");
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

  /** Whether the groups are named in the report, so that their existence tells nothing. */
  public boolean areListed() {
    return dimensions == 0 || !listed.isEmpty();
  }

  /** In how many finest groups a person stands at most. */
  public int finestGroups() {
    return groupsAt(dimensions);
  }

  /**
   * In how many groups of a level, whose first values have that length, a person stands at most.
   */
  public int groupsAt(int length) {
    if (length == 0) {
      return 1;
    }
    return listed.isEmpty() ? groupsPerPerson : Math.min(groupsPerPerson, listedAt(length).size());
  }

  /** The listed groups at a level, each with {@code (all)} behind its first values. */
  public Set<List<String>> listedAt(int length) {
    Set<List<String>> groups = new HashSet<>();
    for (List<String> group : listed) {
      groups.add(rolledUp(group, length));
    }
    return groups;
  }

  /** A group's first values, and {@code (all)} in place of the others. */
  public static List<String> rolledUp(List<String> group, int length) {
    ImmutableList.Builder<String> values = ImmutableList.builder();
    for (int i = 0; i < group.size(); i++) {
      values.add(i < length ? group.get(i) : ALL);
    }
    return values.build();
  }

  /** How many of a group's values are not rolled up. */
  public static int lengthOf(List<String> group) {
    int rolled = group.indexOf(ALL);
    return rolled < 0 ? group.size() : rolled;
  }
}
