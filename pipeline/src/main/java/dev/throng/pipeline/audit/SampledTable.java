package dev.throng.pipeline.audit;

/**
 * A table of hashes that never grows beyond a size. When it is full it forgets half of all hashes,
 * chosen by the hashes themselves, so that what it holds of one is all or nothing. After Gibbons,
 * "Distinct Sampling for Highly-Accurate Answers to Distinct Values Queries and Event Reports",
 * VLDB 2001.
 */
final class SampledTable {
  static final int MOST = 1 << 21;

  private final HashTable table = new HashTable();
  private final int most;
  private int level;

  SampledTable(int most) {
    this.most = most;
  }

  /** One of how many hashes is kept. */
  long rate() {
    return 1L << level;
  }

  int size() {
    return table.size();
  }

  /** The number of a hash, or {@link HashTable#NONE}. */
  int get(long hash) {
    return table.get(hash);
  }

  /** As {@link HashTable#putIfAbsent}, of a hash that is kept; of another it does nothing. */
  int putIfAbsent(long hash, int value) {
    if (!HashTable.samples(hash, level)) {
      return HashTable.NONE;
    }
    int before = table.putIfAbsent(hash, value);
    while (table.size() > most) {
      level++;
      table.keep((each, number) -> HashTable.samples(each, level));
    }
    return before;
  }
}
