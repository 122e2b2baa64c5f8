package dev.throng.pipeline.audit;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many people share each combination of values in some columns: the k of k-anonymity (Sweeney
 * 2002), where no value is a value too. A person with several combinations counts in each.
 *
 * <p>Memory: at most a million pairs of a person and a combination; beyond that of a sample of
 * combinations, each of them whole.
 */
final class GroupSizes {
  private static final int MOST = 1 << 20;

  private final List<String> columns;
  private final HashTable pairs = new HashTable();
  private final HashTable numbers = new HashTable();
  private final List<Group> groups = new ArrayList<>();
  private final int most;
  private int level;

  private static final class Group {
    final long hash;
    long people;

    Group(long hash) {
      this.hash = hash;
    }
  }

  /**
   * What it came to.
   *
   * @param people pairs of a person and a combination
   * @param small those in groups of fewer people than asked
   * @param alone those in groups of one
   * @param smallest people in the smallest group, 0 where there is none
   * @param rate one of how many combinations was looked at
   */
  record Sizes(long groups, long people, long small, long alone, long smallest, long rate) {}

  GroupSizes(List<String> columns) {
    this(columns, MOST);
  }

  /** Holds that many pairs at most. */
  GroupSizes(List<String> columns, int most) {
    this.columns = columns;
    this.most = most;
  }

  List<String> columns() {
    return columns;
  }

  void add(long person, AuditedRow row) {
    Hasher hasher = Hashing.farmHashFingerprint64().newHasher();
    for (String column : columns) {
      @Nullable String value = row.text(column);
      hasher.putInt(value == null ? -1 : value.length());
      if (value != null) {
        hasher.putString(value, StandardCharsets.UTF_8);
      }
    }
    long combination = hasher.hash().asLong();
    if (!HashTable.samples(combination, level)) {
      return;
    }
    int number = numbers.putIfAbsent(combination, groups.size());
    if (number == HashTable.NONE) {
      number = groups.size();
      groups.add(new Group(combination));
    }
    if (pairs.putIfAbsent(31 * combination + person, number) == HashTable.NONE) {
      groups.get(number).people++;
    }
    while (pairs.size() > most) {
      level++;
      pairs.keep((hash, each) -> HashTable.samples(groups.get(each).hash, level));
    }
  }

  Sizes sizes(int k) {
    long count = 0;
    long people = 0;
    long small = 0;
    long alone = 0;
    long smallest = 0;
    for (Group group : groups) {
      if (HashTable.samples(group.hash, level)) {
        count++;
        people += group.people;
        small += group.people < k ? group.people : 0;
        alone += group.people == 1 ? 1 : 0;
        smallest = smallest == 0 ? group.people : Math.min(smallest, group.people);
      }
    }
    return new Sizes(count, people, small, alone, smallest, 1L << level);
  }
}
