package dev.throng.transforms.pseudonymize.key;

import org.jspecify.annotations.Nullable;

/**
 * What became of recent ids: a table of fixed size in which an id has one place, and the newer
 * evicts the older. It lives in memory only (law 1). For one thread.
 */
final class Recent {
  private final int mask;
  private final @Nullable String[] ids;
  private final @Nullable Hmac[] keys;
  private final @Nullable String[] types;
  private final @Nullable String[] texts;
  private final long[] hashes;

  /** A table of 2^bits places. */
  Recent(int bits) {
    int size = 1 << bits;
    mask = size - 1;
    ids = new @Nullable String[size];
    keys = new @Nullable Hmac[size];
    types = new @Nullable String[size];
    texts = new @Nullable String[size];
    hashes = new long[size];
  }

  /** The place of an id of a type under a key. */
  int place(Hmac key, String type, String id) {
    // The multiplier is 2^32 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4).
    int hash = (id.hashCode() ^ type.hashCode() ^ System.identityHashCode(key)) * 0x9E3779B9;
    return hash >>> 13 & mask;
  }

  boolean holds(int place, Hmac key, String type, String id) {
    return keys[place] == key && id.equals(ids[place]) && type.equals(types[place]);
  }

  @Nullable String text(int place) {
    return texts[place];
  }

  long hash(int place) {
    return hashes[place];
  }

  void put(int place, Hmac key, String type, String id, @Nullable String text, long hash) {
    keys[place] = key;
    types[place] = type;
    ids[place] = id;
    texts[place] = text;
    hashes[place] = hash;
  }
}
