package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what became of a text: one place a hash, the newcomer displaces the older. Bounded in
 * entries, and in characters, for longer texts are not kept. No input can make it slow, only
 * useless. Not thread-safe.
 */
final class BoundedCache<V> {

  private final int longestKey;
  private final @Nullable String[] keys;
  private final @Nullable Object[] values;

  /**
   * @param entries how many texts are kept at most, rounded up to a power of two
   * @param longestKey how many characters a text that is kept has at most
   */
  BoundedCache(int entries, int longestKey) {
    if (entries < 1 || entries > 1 << 20) {
      throw new IllegalArgumentException("a cache has 1 to 1048576 entries");
    }
    int places = Integer.highestOneBit(2 * entries - 1);
    this.longestKey = longestKey;
    this.keys = new String[places];
    this.values = new Object[places];
  }

  /** Where a text is kept, or -1 if it is too long to be. */
  int place(String key) {
    if (key.length() > longestKey) {
      return -1;
    }
    int hash = key.hashCode() * 0x9e3779b9; // Fibonacci hashing: the upper bits are the good ones
    return (hash ^ hash >>> 16) & (keys.length - 1);
  }

  boolean holds(int place, String key) {
    return place >= 0 && key.equals(keys[place]);
  }

  /** What is kept at a place that {@link #holds} the key. */
  @SuppressWarnings("unchecked")
  @Nullable V get(int place) {
    return (V) values[place];
  }

  void put(int place, String key, @Nullable V value) {
    if (place >= 0) {
      keys[place] = key;
      values[place] = value;
    }
  }
}
