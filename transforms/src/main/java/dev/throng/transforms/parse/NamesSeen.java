package dev.throng.transforms.parse;

import java.util.Arrays;

/** The unknown names of the objects that are open, to find one that stands twice in an object. */
final class NamesSeen {

  private byte[][] bytes = new byte[32][];
  private int[] starts = new int[32];
  private int[] lengths = new int[32];
  private long[] hashes = new long[32];
  private int size;

  /** Forgets everything: a new record begins. */
  void clear() {
    size = 0;
  }

  /** Where the names of an object that opens now will stand. */
  int mark() {
    return size;
  }

  /** Forgets the names of the object that was opened at that mark. */
  void release(int mark) {
    size = mark;
  }

  /** Adds a name to the object that was opened at that mark; false if it has it already. */
  boolean add(int mark, byte[] from, int start, int length) {
    long hash = length;
    int at = start;
    for (; at + Long.BYTES <= start + length; at += Long.BYTES) {
      hash = (hash ^ Swar.eight(from, at)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 32;
    }
    for (; at < start + length; at++) {
      hash = (hash ^ from[at]) * 0x9e3779b97f4a7c15L;
    }
    for (int i = mark; i < size; i++) {
      if (hashes[i] == hash
          && Arrays.equals(
              bytes[i], starts[i], starts[i] + lengths[i], from, start, start + length)) {
        return false;
      }
    }
    if (size == hashes.length) {
      grow();
    }
    bytes[size] = from;
    starts[size] = start;
    lengths[size] = length;
    hashes[size++] = hash;
    return true;
  }

  private void grow() {
    int capacity = 2 * size;
    bytes = Arrays.copyOf(bytes, capacity);
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }
}
