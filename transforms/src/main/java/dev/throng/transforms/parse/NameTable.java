package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds a known name by its bytes without making a string of it. */
final class NameTable {

  private final byte[][] names;
  private final byte[] slots;
  private final int mask;

  /** A table of those names; at most 64. */
  NameTable(List<String> known) {
    if (known.size() > Long.SIZE) {
      throw new IllegalArgumentException("a table has at most 64 names");
    }
    names = new byte[known.size()][];
    slots = new byte[Integer.highestOneBit(Math.max(1, known.size())) * 8];
    mask = slots.length - 1;
    Arrays.fill(slots, (byte) -1);
    for (int i = 0; i < names.length; i++) {
      names[i] = known.get(i).getBytes(StandardCharsets.UTF_8);
      int slot = slot(names[i], 0, names[i].length);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = (byte) i;
    }
  }

  /** The position of that name in the list, or -1. */
  int find(byte[] bytes, int from, int length) {
    for (int slot = slot(bytes, from, length); slots[slot] >= 0; slot = (slot + 1) & mask) {
      byte[] name = names[slots[slot]];
      if (name.length == length && Arrays.equals(name, 0, length, bytes, from, from + length)) {
        return slots[slot];
      }
    }
    return -1;
  }

  private int slot(byte[] bytes, int from, int length) {
    if (length == 0) {
      return 0;
    }
    int mixed = length + 31 * bytes[from] + 961 * bytes[from + length - 1];
    mixed += 127 * bytes[from + (length >> 1)];
    mixed *= 0x9e3779b9;
    return (mixed >>> 16) & mask;
  }
}
