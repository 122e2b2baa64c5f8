package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what became of a text: two places a hash, of which the newcomer takes that of the one
 * asked for longest ago. Bounded in entries, and in characters, for longer texts are not kept. No
 * input can make it slow, only useless. Not thread-safe.
 */
final class BoundedCache<V> {

  private final int longestKey;

  /** Looked at first: of a text that is not kept, nothing else is fetched from memory. */
  private final int[] hashes;

  private final @Nullable String[] keys;
  private final @Nullable Object[] values;

  /**
   * @param entries how many texts are kept at most, rounded up to a power of two, and to two
   * @param longestKey how many characters a text that is kept has at most
   */
  BoundedCache(int entries, int longestKey) {
    if (entries < 1 || entries > 1 << 20) {
      throw new IllegalArgumentException("a cache has 1 to 1048576 entries");
    }
    int places = Math.max(2, Integer.highestOneBit(2 * entries - 1));
    this.longestKey = longestKey;
    this.hashes = new int[places];
    this.keys = new String[places];
    this.values = new Object[places];
  }

  /** Where a text is looked for, or -1 if it is too long to be. */
  int place(String key) {
    if (key.length() > longestKey) {
      return -1;
    }
    int hash = key.hashCode() * 0x9e3779b9; // Fibonacci hashing: the upper bits are the good ones
    return (hash ^ hash >>> 16) & (keys.length - 2);
  }

  /** Whether a text is kept; then it is the last to be displaced. */
  boolean holds(int place, String key) {
    if (place < 0) {
      return false;
    }
    int hash = key.hashCode();
    if (hashes[place] == hash && key.equals(keys[place])) {
      return true;
    }
    if (hashes[place + 1] != hash || !key.equals(keys[place + 1])) {
      return false;
    }
    putFirst(place, key, values[place + 1]);
    return true;
  }

  private void putFirst(int place, String key, @Nullable Object value) {
    hashes[place + 1] = hashes[place];
    keys[place + 1] = keys[place];
    values[place + 1] = values[place];
    hashes[place] = key.hashCode();
    keys[place] = key;
    values[place] = value;
  }

  /** What is kept at a place that {@link #holds} the key. */
  @SuppressWarnings("unchecked")
  @Nullable V get(int place) {
    return (V) values[place];
  }

  void put(int place, String key, @Nullable V value) {
    if (place >= 0) {
      putFirst(place, key, value);
    }
  }
}
