package dev.throng.pipeline.stream;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import java.util.HashMap;
import java.util.Map;

/**
 * Of which ids there may be facts, by bucket: most ids of events have none, and state need not be
 * asked for these. What it says no to is not there; it says yes wrongly once in a hundred times. It
 * lives as long as the worker's step, and learns from the state what was there before. For one
 * thread.
 */
@SuppressWarnings("UnstableApiUsage") // Bloom filters of Guava are.
final class KnownIds {
  private static final double WRONG = 0.01;
  private static final int FIRST = 1 << 12;

  private static final class Bucket {
    private final long capacity;
    private final BloomFilter<Long> filter;
    private long size;

    private Bucket(long capacity) {
      this.capacity = capacity;
      this.filter = BloomFilter.create(Funnels.longFunnel(), capacity, WRONG);
    }

    private void add(long id) {
      if (filter.put(id)) {
        size++;
      }
    }
  }

  private final Map<Integer, Bucket> buckets = new HashMap<>();

  /** Whether there may be facts of an id. */
  boolean mayHave(int bucket, long id, Iterable<Long> stored) {
    return bucket(bucket, stored).filter.mightContain(id);
  }

  /**
   * Says that there are facts of an id, before or after they are in the state.
   *
   * @param stored all ids of the bucket's state
   */
  void add(int bucket, long id, Iterable<Long> stored) {
    Bucket known = bucket(bucket, stored);
    known.add(id);
    if (known.size > known.capacity) {
      buckets.put(bucket, filled(2 * known.capacity, stored));
      buckets.get(bucket).add(id);
    }
  }

  private Bucket bucket(int bucket, Iterable<Long> stored) {
    return buckets.computeIfAbsent(bucket, first -> filled(FIRST, stored));
  }

  private static Bucket filled(long capacity, Iterable<Long> stored) {
    Bucket bucket = new Bucket(capacity);
    for (long id : stored) {
      bucket.add(id);
      if (bucket.size > capacity) {
        return filled(2 * capacity, stored);
      }
    }
    return bucket;
  }
}
