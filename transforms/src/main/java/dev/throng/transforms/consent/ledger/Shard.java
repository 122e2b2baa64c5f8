package dev.throng.transforms.consent.ledger;

import dev.throng.transforms.consent.Fact;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ledger: facts as columns of numbers. First they are gathered in any order, then
 * {@link #seal} orders them by id, time and strictness, and a directory finds an id at once, as the
 * bits of its pseudonym are evenly spread.
 */
final class Shard {
  /** Bits of a pseudonym that told the shard. */
  static final int SHARD_BITS = 8;

  private static final int FIRST_SIZE = 16;

  private long[] high = new long[FIRST_SIZE];
  private long[] low = new long[FIRST_SIZE];
  private long[] facts = new long[FIRST_SIZE];
  private long @Nullable [] recorded;
  private int size;

  /** Where the facts of each id start; one more than there are ids. */
  private int[] starts = {0};

  /** For the next bits of a pseudonym, how many ids are below: one more than there are buckets. */
  private int[] directory = {0, 0};

  private int directoryBits;

  Shard(boolean keepsRecorded) {
    recorded = keepsRecorded ? new long[FIRST_SIZE] : null;
  }

  void add(long keyHigh, long keyLow, long fact, long factRecorded) {
    if (size == facts.length) {
      grow(Math.addExact(size, size >> 1));
    }
    high[size] = keyHigh;
    low[size] = keyLow;
    facts[size] = fact;
    if (recorded != null) {
      recorded[size] = factRecorded;
    }
    size++;
  }

  private void grow(int length) {
    high = Arrays.copyOf(high, length);
    low = Arrays.copyOf(low, length);
    facts = Arrays.copyOf(facts, length);
    if (recorded != null) {
      recorded = Arrays.copyOf(recorded, length);
    }
  }

  /** Ends the gathering. Facts that stand here twice count once. */
  void seal() {
    sort(0, size - 1);
    int ids = 0;
    int kept = 0;
    int[] begins = new int[size + 1];
    for (int i = 0; i < size; i++) {
      boolean same = ids > 0 && high[i] == high[ids - 1] && low[i] == low[ids - 1];
      if (same && facts[i] == facts[kept - 1] && recordedAt(i) == recordedAt(kept - 1)) {
        continue;
      }
      if (!same) {
        high[ids] = high[i];
        low[ids] = low[i];
        begins[ids++] = kept;
      }
      facts[kept] = facts[i];
      if (recorded != null) {
        recorded[kept] = recorded[i];
      }
      kept++;
    }
    begins[ids] = kept;
    high = Arrays.copyOf(high, ids);
    low = Arrays.copyOf(low, ids);
    starts = Arrays.copyOf(begins, ids + 1);
    facts = Arrays.copyOf(facts, kept);
    recorded = recorded == null ? null : Arrays.copyOf(recorded, kept);
    size = kept;
    fillDirectory(ids);
  }

  private void fillDirectory(int ids) {
    directoryBits = Math.max(1, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(ids | 1));
    directory = new int[(1 << directoryBits) + 1];
    for (int id = 0; id < ids; id++) {
      directory[bucket(high[id]) + 1]++;
    }
    for (int bucket = 0; bucket < 1 << directoryBits; bucket++) {
      directory[bucket + 1] += directory[bucket];
    }
  }

  private int bucket(long keyHigh) {
    return (int) (keyHigh << SHARD_BITS >>> (Long.SIZE - directoryBits));
  }

  /** Which of the ids this is, from 0; -1 where nothing is known of it. Only once sealed. */
  int find(long keyHigh, long keyLow) {
    int bucket = bucket(keyHigh);
    for (int id = directory[bucket]; id < directory[bucket + 1]; id++) {
      if (high[id] == keyHigh && low[id] == keyLow) {
        return id;
      }
    }
    return -1;
  }

  /** Where the facts of an id start. */
  int from(int id) {
    return starts[id];
  }

  /** Where they end. */
  int to(int id) {
    return starts[id + 1];
  }

  /** What {@link Fact} says, of all ids. */
  long[] facts() {
    return facts;
  }

  /** When each was recorded; null where that does not matter. */
  long @Nullable [] recorded() {
    return recorded;
  }

  private long recordedAt(int at) {
    return recorded == null ? 0 : recorded[at];
  }

  /** Hoare's quicksort; the pseudonyms are keyed hashes, so that nobody can choose a bad order. */
  private void sort(int first, int last) {
    int from = first;
    int to = last;
    while (from < to) {
      int middle = (from + to) >>> 1;
      long pivotHigh = high[middle];
      long pivotLow = low[middle];
      long pivotFact = facts[middle];
      long pivotRecorded = recordedAt(middle);
      int i = from;
      int j = to;
      while (i <= j) {
        while (compare(i, pivotHigh, pivotLow, pivotFact, pivotRecorded) < 0) {
          i++;
        }
        while (compare(j, pivotHigh, pivotLow, pivotFact, pivotRecorded) > 0) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      // The smaller part first, so that the stack stays low.
      if (j - from < to - i) {
        sort(from, j);
        from = i;
      } else {
        sort(i, to);
        to = j;
      }
    }
  }

  private int compare(int at, long keyHigh, long keyLow, long fact, long factRecorded) {
    int order = Long.compareUnsigned(high[at], keyHigh);
    if (order == 0) {
      order = Long.compare(low[at], keyLow);
    }
    if (order == 0) {
      order = Long.compare(facts[at], fact);
    }
    return order == 0 ? Long.compare(recordedAt(at), factRecorded) : order;
  }

  private void swap(int a, int b) {
    swap(high, a, b);
    swap(low, a, b);
    swap(facts, a, b);
    if (recorded != null) {
      swap(recorded, a, b);
    }
  }

  private static void swap(long[] column, int a, int b) {
    long value = column[a];
    column[a] = column[b];
    column[b] = value;
  }
}
