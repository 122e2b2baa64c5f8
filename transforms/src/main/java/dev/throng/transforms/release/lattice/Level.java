package dev.throng.transforms.release.lattice;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One level of a report: some of its dimensions keep their values, the others are rolled up. All of
 * them kept are the finest groups, none is the total. The levels form a lattice, the subsets of the
 * dimensions.
 *
 * @param dimensions how many the report has, 0 or more
 * @param kept the places of those that keep their values, from 0, rising
 */
public record Level(int dimensions, List<Integer> kept) implements Serializable {
  /** The value of a dimension that is rolled up. Values from outside never begin with a bracket. */
  public static final String ALL = "(all)";

  /** The finer first, and of those that keep equally many the one that keeps earlier dimensions. */
  public static final Comparator<Level> FINEST_FIRST =
      Comparator.<Level>comparingInt(level -> -level.kept.size())
          .thenComparing(level -> level.kept, Level::compare);

  /**
   * Sorts and copies.
   *
   * @throws IllegalArgumentException where there is no such place
   */
  public Level {
    kept = ImmutableList.copyOf(new TreeSet<>(kept));
    for (int place : kept) {
      if (place < 0 || place >= dimensions) {
        throw new IllegalArgumentException("a rollup keeps a dimension that there is not");
      }
    }
  }

  /** The finest groups. */
  public static Level finest(int dimensions) {
    return first(dimensions, dimensions);
  }

  /** The level that keeps the first dimensions, so many of them. */
  public static Level first(int dimensions, int length) {
    return new Level(dimensions, IntStream.range(0, length).boxed().toList());
  }

  /**
   * The level that keeps these dimensions, in whatever order.
   *
   * @throws IllegalArgumentException where one is none of the report's
   */
  public static Level of(List<String> dimensions, Collection<String> kept) {
    return new Level(dimensions.size(), kept.stream().map(dimensions::indexOf).toList());
  }

  /** Whether a group is of this level, told by what is rolled up in it. */
  public boolean holds(List<String> group) {
    int next = 0;
    for (int i = 0; i < dimensions; i++) {
      boolean keeps = next < kept.size() && kept.get(next) == i;
      if (keeps == group.get(i).equals(ALL)) {
        return false;
      }
      next += keeps ? 1 : 0;
    }
    return true;
  }

  /** Whether nothing is rolled up. */
  public boolean isFinest() {
    return kept.size() == dimensions;
  }

  /** Whether everything is rolled up. */
  public boolean isTotal() {
    return kept.isEmpty();
  }

  /** Whether it keeps less than the other, and nothing that the other does not. */
  public boolean isAbove(Level other) {
    return kept.size() < other.kept.size() && other.kept.containsAll(kept);
  }

  /** The group of this level that a group of a finer one is part of. */
  public List<String> rolledUp(List<String> group) {
    String[] values = Collections.nCopies(dimensions, ALL).toArray(String[]::new);
    for (int place : kept) {
      values[place] = group.get(place);
    }
    return ImmutableList.copyOf(values);
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
