package dev.throng.transforms.release;

import dev.throng.transforms.release.AtLeastTest.Bag;
import dev.throng.transforms.release.lattice.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Planted faults: mergings of two dimensions that look right, a row at a time, and are not. What
 * they give are rows, each as the numbers of the finest groups that are in it.
 */
final class BrokenMergings {
  private BrokenMergings() {}

  /** Every rollup is merged on its own: what is merged here stands alone in a difference there. */
  static List<Set<Integer>> eachRollupByItself(List<Bag> bags, List<Level> rollups, int k) {
    List<Set<Integer>> rows = new ArrayList<>();
    for (Level level : levels(rollups)) {
      List<Set<Integer>> large = new ArrayList<>();
      Set<Integer> other = new HashSet<>();
      for (Set<Integer> family : families(bags, level)) {
        if (people(family, bags) < k) {
          other.addAll(family);
        } else {
          large.add(family);
        }
      }
      large.sort(Comparator.comparingInt(family -> people(family, bags)));
      while (!other.isEmpty() && people(other, bags) < k && !large.isEmpty()) {
        other.addAll(large.remove(0));
      }
      rows.addAll(large);
      if (people(other, bags) >= k) {
        rows.add(other);
      }
    }
    return rows;
  }

  /** Small rows are left out, and stand in the rollups all the same. */
  static List<Set<Integer>> suppressedNotMerged(List<Bag> bags, List<Level> rollups, int k) {
    List<Set<Integer>> rows = new ArrayList<>();
    for (Level level : levels(rollups)) {
      families(bags, level).stream().filter(family -> people(family, bags) >= k).forEach(rows::add);
    }
    return rows;
  }

  /** What is small is gathered, and goes out however few it is. */
  static List<Set<Integer>> otherStandsAlone(List<Bag> bags, List<Level> rollups, int k) {
    List<Set<Integer>> rows = new ArrayList<>();
    Set<Integer> other = new HashSet<>();
    for (Set<Integer> family : families(bags, Level.finest(2))) {
      if (people(family, bags) < k) {
        other.addAll(family);
      } else {
        rows.add(family);
      }
    }
    rows.add(other);
    return rows;
  }

  /**
   * Merged once, and well; but rollups count what merged under the values that it had, and not as
   * {@code (other)}.
   */
  static List<Set<Integer>> otherUnderItsOldName(List<Bag> bags, List<Level> rollups, int k) {
    List<Set<Integer>> rows = new ArrayList<>();
    new AtLeast<>(AtLeastTest.BAGS, k, 2, List.of())
        .release(bags)
        .rows()
        .forEach(row -> rows.add(row.group().parts()));
    for (Level rollup : rollups) {
      families(bags, rollup).stream()
          .filter(family -> people(family, bags) >= k)
          .forEach(rows::add);
    }
    return rows;
  }

  /** Merged once, and well, by how many people there are; whose a sum is nobody asks. */
  static List<Set<Integer>> headsAlone(List<Bag> bags, List<Level> rollups, int k) {
    List<Bag> blind =
        bags.stream().map(bag -> new Bag(bag.values(), bag.parts(), bag.people())).toList();
    return new AtLeast<>(AtLeastTest.BAGS, k, 2, rollups)
        .release(blind).rows().stream().map(row -> row.group().parts()).toList();
  }

  /** The same, and rows of which one person makes up most are not printed. */
  static List<Set<Integer>> dominatedRowsLeftOut(List<Bag> bags, List<Level> rollups, int k) {
    return headsAlone(bags, rollups, k).stream()
        .filter(
            row ->
                !Attacker.isDominated(
                    bags.stream()
                        .filter(bag -> row.containsAll(bag.parts()))
                        .map(Bag::amounts)
                        .toList()))
        .toList();
  }

  private static List<Level> levels(List<Level> rollups) {
    List<Level> levels = new ArrayList<>(List.of(Level.finest(2)));
    levels.addAll(rollups);
    return levels;
  }

  private static List<Set<Integer>> families(List<Bag> bags, Level level) {
    Map<List<String>, Set<Integer>> families = new LinkedHashMap<>();
    for (Bag bag : bags) {
      families
          .computeIfAbsent(level.rolledUp(bag.values()), values -> new HashSet<>())
          .addAll(bag.parts());
    }
    return List.copyOf(families.values());
  }

  private static int people(Set<Integer> family, List<Bag> bags) {
    Set<Integer> people = new HashSet<>();
    bags.stream()
        .filter(bag -> family.containsAll(bag.parts()))
        .forEach(bag -> people.addAll(bag.people()));
    return people.size();
  }
}
