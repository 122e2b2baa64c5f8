package dev.throng.transforms.release;

import dev.throng.transforms.release.lattice.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Releases rows about at least k people each (design section 7, P13).
 *
 * <p>Merging is done once, on the finest groups, the last dimension first: groups under k people
 * merge into {@code (other)} of their parent; while that has fewer than k, the smallest visible
 * sibling joins it (ties: by the bytes of its value); failing that, all of the parent merges at the
 * parent's level, and so on up to nothing, which suppresses the window. Every rollup row, over
 * whichever of the dimensions, is a union of whole merged rows: those with equal values there, of
 * which {@code (other)} is one. So whatever is added up and subtracted of released rows is, in
 * additive measures, a number of times each whole merged row, and those have k people each.
 *
 * <p>Not guaranteed: anything across reports or windows, or against readers who can invent people.
 *
 * @param <T> a group of people
 */
public final class AtLeast<T> {
  /** The value of what merged over a dimension. */
  public static final String OTHER = "(other)";

  private final Crowd<T> crowd;
  private final int k;
  private final int dimensions;
  private final Set<Level> rollups;

  /**
   * A release of one report's windows.
   *
   * @param k fewest people a row, 2 or more
   * @param dimensions how many values a group has, 0 or more
   * @param rollups the subtotals to add, each over other dimensions, none the finest level
   * @throws IllegalArgumentException outside of that
   */
  public AtLeast(Crowd<T> crowd, int k, int dimensions, Collection<Level> rollups) {
    if (k < 2 || dimensions < 0) {
      throw new IllegalArgumentException("at_least must be 2 or more");
    }
    for (Level rollup : rollups) {
      if (rollup.dimensions() != dimensions || rollup.isFinest()) {
        throw new IllegalArgumentException("a rollup must keep some of the dimensions");
      }
    }
    this.crowd = crowd;
    this.k = k;
    this.dimensions = dimensions;
    this.rollups = Set.copyOf(rollups);
  }

  /** What may go out of the groups of one window; their order does not matter. */
  public Released<T> release(Collection<T> groups) {
    List<Node<T>> level = new ArrayList<>(groups.size());
    for (T group : groups) {
      List<String> values = List.copyOf(crowd.values(group));
      if (values.size() != dimensions) {
        throw new IllegalArgumentException("a group of other dimensions");
      }
      List<Row<T>> rows = List.of(new Row<>(values, group));
      level.add(new Node<>(values, rows, group, crowd.people(group), 1, 0));
    }
    level.sort(Comparator.comparing(Node::prefix, ByteOrder.OF_VALUES));
    for (int length = dimensions - 1; length >= 0; length--) {
      level = parents(level, length);
    }
    if (level.isEmpty() || level.get(0).people() < k) {
      return new Released<>(List.of(), 0, 0, groups.size());
    }
    Node<T> root = level.get(0);
    return new Released<>(withRollups(root.rows()), root.rows().size(), root.merged(), 0);
  }

  /** Puts the nodes under their parents, whose prefixes have that length, and merges in each. */
  private List<Node<T>> parents(List<Node<T>> children, int length) {
    Map<List<String>, List<Node<T>>> families = new LinkedHashMap<>();
    for (Node<T> child : children) {
      families
          .computeIfAbsent(child.prefix().subList(0, length), p -> new ArrayList<>())
          .add(child);
    }
    List<Node<T>> parents = new ArrayList<>(families.size());
    families.forEach((prefix, family) -> parents.add(parent(prefix, family)));
    return parents;
  }

  private Node<T> parent(List<String> prefix, List<Node<T>> family) {
    List<Node<T>> small = new ArrayList<>();
    PriorityQueue<Node<T>> visible =
        new PriorityQueue<>(
            Comparator.<Node<T>>comparingLong(Node::people)
                .thenComparing(Node::name, ByteOrder::compare));
    for (Node<T> child : family) {
      if (child.people() < k) {
        small.add(child);
      } else {
        visible.add(child);
      }
    }
    if (!small.isEmpty()) {
      Node<T> other = merge(prefix, small);
      while (other.people() < k && !visible.isEmpty()) {
        other = merge(prefix, List.of(other, visible.remove()));
      }
      visible.add(other);
    }
    List<Row<T>> rows = new ArrayList<>();
    List<T> wholes = new ArrayList<>();
    long finest = 0;
    long merged = 0;
    for (Node<T> child : visible) {
      rows.addAll(child.rows());
      wholes.add(child.whole());
      finest += child.finest();
      merged += child.merged();
    }
    T whole = wholes.size() == 1 ? wholes.get(0) : crowd.union(wholes);
    return new Node<>(prefix, rows, whole, crowd.people(whole), finest, merged);
  }

  /** One row of all these siblings, {@code (other)} in their dimension and in all below. */
  private Node<T> merge(List<String> parent, List<Node<T>> siblings) {
    List<T> wholes = new ArrayList<>(siblings.size());
    long finest = 0;
    for (Node<T> sibling : siblings) {
      wholes.add(sibling.whole());
      finest += sibling.finest();
    }
    T whole = crowd.union(wholes);
    List<String> values = new ArrayList<>(parent);
    while (values.size() < dimensions) {
      values.add(OTHER);
    }
    return new Node<>(
        values.subList(0, parent.size() + 1),
        List.of(new Row<>(values, whole)),
        whole,
        crowd.people(whole),
        finest,
        finest);
  }

  private List<Row<T>> withRollups(List<Row<T>> finest) {
    List<Row<T>> rows = new ArrayList<>(finest);
    for (Level rollup : rollups) {
      Map<List<String>, List<T>> families = new LinkedHashMap<>();
      for (Row<T> row : finest) {
        families
            .computeIfAbsent(rollup.rolledUp(row.values()), values -> new ArrayList<>())
            .add(row.group());
      }
      families.forEach((values, family) -> rows.add(new Row<>(values, crowd.union(family))));
    }
    rows.sort(Comparator.comparing(Row::values, ByteOrder.OF_VALUES));
    return rows;
  }
}
