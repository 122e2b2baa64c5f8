package dev.throng.transforms.release;

import java.util.List;

/**
 * What the release asks of a group, whoever counted it.
 *
 * @param <T> a group of people, immutable
 */
public interface Crowd<T> {
  /** One value a dimension. All groups have equally many, and no two have the same. */
  List<String> values(T group);

  /**
   * How many people, or companies where those are fewer. Exact below the threshold; from there on
   * any number that is no less, which only serves to find the smallest. 0 where the group must not
   * stand by itself for another reason: one that ends where it is merged with enough others, and
   * does not come back where groups that may stand are merged.
   */
  long people(T group);

  /** The union of one or more groups; people who are in several count once. */
  T union(List<T> groups);
}
