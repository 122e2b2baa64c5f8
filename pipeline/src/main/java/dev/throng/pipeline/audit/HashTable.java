package dev.throng.pipeline.audit;

/**
 * A table from 64-bit hashes to numbers from 0 on: open addressing, at most half full, so 24 bytes
 * a hash and 48 while it grows.
 */
final class HashTable {
  static final int NONE = -1;

  private long[] hashes = new long[1 << 10];
  private int[] values = new int[1 << 10];
  private int size;

  /** What may stay. */
  interface Rule {
    boolean keeps(long hash, int value);
  }

  int size() {
    return size;
  }

  /** The number of a hash, or {@link #NONE}. */
  int get(long hash) {
    int place = place(key(hash));
    return hashes[place] == 0 ? NONE : values[place];
  }

  /** Gives a hash its number unless it has one; returns the one that it had, or {@link #NONE}. */
  int putIfAbsent(long hash, int value) {
    int place = place(key(hash));
    if (hashes[place] != 0) {
      return values[place];
    }
    hashes[place] = key(hash);
    values[place] = value;
    size++;
    if (2 * size > hashes.length) {
      rebuild(2 * hashes.length, (each, number) -> true);
    }
    return NONE;
  }

  void keep(Rule rule) {
    rebuild(hashes.length, rule);
  }

  private void rebuild(int length, Rule rule) {
    long[] before = hashes;
    int[] numbers = values;
    hashes = new long[length];
    values = new int[length];
    size = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0 && rule.keeps(before[i], numbers[i])) {
        int place = place(before[i]);
        hashes[place] = before[i];
        values[place] = numbers[i];
        size++;
      }
    }
  }

  /** Nothing stands for an empty place but 0. */
  private static long key(long hash) {
    return hash == 0 ? 1 : hash;
  }

  private int place(long key) {
    int mask = hashes.length - 1;
    int place = (int) mixed(key) & mask;
    while (hashes[place] != 0 && hashes[place] != key) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** Whether a hash is among one in {@code 2^level}, told by bits that choose no place. */
  static boolean samples(long hash, int level) {
    return level == 0 || mixed(key(hash)) >>> (Long.SIZE - level) == 0;
  }

  /** The finalizer of MurmurHash3 (Appleby, public domain). */
  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
