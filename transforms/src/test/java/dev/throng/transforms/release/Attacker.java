package dev.throng.transforms.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who has all released rows of a window and adds up and subtracts them, each as often as
 * they like. Rows are sets of finest groups, so what comes out is a number of times each of these.
 * It is about the people of those groups that do not cancel out. The attacker wins where these are
 * fewer than k, and not nobody.
 *
 * <p>All combinations are searched, without trying any: for every k - 1 people, are there, in the
 * space that the rows span, vectors that are nothing outside of the groups of these people alone?
 * There are as many dimensions of those as the rank of all rows is more than their rank outside.
 */
final class Attacker {
  /**
   * A prime above the determinant of any matrix of zeros and ones with up to 20 rows (Hadamard:
   * {@code 21^10.5 / 2^20 < 2^27}), so that ranks modulo it are ranks.
   */
  private static final long PRIME = 2_147_483_647;

  private static final int MOST_ROWS = 20;

  /** The people of each finest group. */
  private final List<Set<Integer>> groups;

  Attacker(List<Set<Integer>> groups) {
    this.groups = groups;
  }

  /** Fewer than k people whom a combination of the rows is about; nothing where there are none. */
  Optional<Set<Integer>> narrows(List<Set<Integer>> rows, int k) {
    Set<Set<Integer>> distinct = new HashSet<>(rows);
    if (distinct.size() > MOST_ROWS && groups.size() > MOST_ROWS) {
      throw new IllegalArgumentException("too many rows for ranks to be exact");
    }
    List<Set<Integer>> all = List.copyOf(distinct);
    int rank = rank(all, Set.of());
    Set<Integer> empty = groupsOf(Set.of());
    int ofNobody = rank - rank(all, empty);
    Set<Integer> everybody = new TreeSet<>();
    groups.forEach(everybody::addAll);
    for (Set<Integer> few : subsets(List.copyOf(everybody), Math.min(k - 1, everybody.size()))) {
      Set<Integer> theirs = groupsOf(few);
      if (theirs.size() > empty.size() && rank - rank(all, theirs) > ofNobody) {
        return Optional.of(few);
      }
    }
    return Optional.empty();
  }

  /**
   * Finest groups whose sum a combination of the rows tells, and of which one person makes up more
   * than half; nothing where there are none. Each set of groups is tried.
   *
   * @param amounts what each person adds, for each finest group
   */
  Optional<Set<Integer>> dominated(List<Set<Integer>> rows, List<Map<Integer, Integer>> amounts) {
    List<Set<Integer>> all = List.copyOf(new HashSet<>(rows));
    int rank = rank(all, Set.of());
    for (int bits = 1; bits < 1 << groups.size(); bits++) {
      Set<Integer> chosen = new TreeSet<>();
      List<Map<Integer, Integer>> theirs = new ArrayList<>();
      for (int group = 0; group < groups.size(); group++) {
        if ((bits >> group & 1) == 1) {
          chosen.add(group);
          theirs.add(amounts.get(group));
        }
      }
      if (isDominated(theirs)) {
        List<Set<Integer>> more = new ArrayList<>(all);
        more.add(chosen);
        if (rank(more, Set.of()) == rank) {
          return Optional.of(chosen);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether one person makes up more than half of the sum of all these. */
  static boolean isDominated(List<Map<Integer, Integer>> amounts) {
    Map<Integer, Integer> sums = new HashMap<>();
    amounts.forEach(each -> each.forEach((who, amount) -> sums.merge(who, amount, Integer::sum)));
    int all = sums.values().stream().mapToInt(Integer::intValue).sum();
    return sums.values().stream().anyMatch(sum -> 2 * sum > all);
  }

  /** The finest groups in which there is nobody else. */
  private Set<Integer> groupsOf(Set<Integer> people) {
    Set<Integer> found = new HashSet<>();
    for (int group = 0; group < groups.size(); group++) {
      if (people.containsAll(groups.get(group))) {
        found.add(group);
      }
    }
    return found;
  }

  /** The rank of the rows where those groups are left out, by Gaussian elimination. */
  private int rank(List<Set<Integer>> rows, Set<Integer> without) {
    List<long[]> rest = new ArrayList<>();
    for (Set<Integer> row : rows) {
      long[] vector = new long[groups.size()];
      row.forEach(group -> vector[group] = without.contains(group) ? 0 : 1);
      rest.add(vector);
    }
    int rank = 0;
    for (int column = 0; column < groups.size(); column++) {
      int at = column;
      Optional<long[]> found = rest.stream().filter(row -> row[at] != 0).findFirst();
      if (found.isPresent()) {
        long[] pivot = found.get();
        rest.remove(pivot);
        rank++;
        long inverse = inverse(pivot[column]);
        for (long[] row : rest) {
          long factor = row[column] * inverse % PRIME;
          for (int i = column; i < row.length; i++) {
            row[i] = Math.floorMod(row[i] - factor * pivot[i], PRIME);
          }
        }
      }
    }
    return rank;
  }

  /** By Fermat's little theorem. */
  private static long inverse(long number) {
    long power = number;
    long product = 1;
    for (long rest = PRIME - 2; rest > 0; rest >>= 1) {
      product = (rest & 1) == 1 ? product * power % PRIME : product;
      power = power * power % PRIME;
    }
    return product;
  }

  private static List<Set<Integer>> subsets(List<Integer> all, int size) {
    if (size == 0) {
      return List.of(Set.of());
    }
    List<Set<Integer>> subsets = new ArrayList<>();
    for (int i = 0; i + size <= all.size(); i++) {
      for (Set<Integer> others : subsets(all.subList(i + 1, all.size()), size - 1)) {
        Set<Integer> subset = new HashSet<>(others);
        subset.add(all.get(i));
        subsets.add(subset);
      }
    }
    return subsets;
  }
}
