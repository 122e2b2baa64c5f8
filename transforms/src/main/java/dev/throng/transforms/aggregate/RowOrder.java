package dev.throng.transforms.aggregate;

/**
 * The order of rows by key, then time. Keys are hashes, so counting them into as many parts as
 * there are rows leaves little to sort; what is left is merged, so a part of any size will do.
 */
final class RowOrder {
  private final long[] keys;
  private final long[] times;
  private int[] spare = {};

  private RowOrder(RowColumns rows) {
    keys = rows.keys;
    times = rows.times;
  }

  /** The numbers of the rows in order. */
  static int[] of(RowColumns rows) {
    return new RowOrder(rows).sorted(rows.size);
  }

  private int[] sorted(int size) {
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(1, size >> 2)));
    int shift = Long.SIZE - bits;
    int[] ends = new int[(1 << bits) + 1];
    for (int row = 0; row < size; row++) {
      ends[(int) (keys[row] >>> shift) + 1]++;
    }
    for (int part = 1; part < ends.length; part++) {
      ends[part] += ends[part - 1];
    }
    int[] order = new int[size];
    for (int row = 0; row < size; row++) {
      order[ends[(int) (keys[row] >>> shift)]++] = row;
    }
    spare = new int[size];
    int from = 0;
    for (int part = 0; part < ends.length - 1; part++) {
      sort(order, from, ends[part]);
      from = ends[part];
    }
    return order;
  }

  private void sort(int[] order, int from, int to) {
    if (to - from < 16) {
      insert(order, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(order, from, middle);
    sort(order, middle, to);
    if (!after(order[middle - 1], order[middle])) {
      return;
    }
    System.arraycopy(order, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    int next = from;
    while (left < middle && right < to) {
      order[next++] = after(spare[left], order[right]) ? order[right++] : spare[left++];
    }
    System.arraycopy(spare, left, order, next, middle - left);
  }

  private void insert(int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int row = order[i];
      int at = i;
      while (at > from && after(order[at - 1], row)) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = row;
    }
  }

  private boolean after(int left, int right) {
    int order = Long.compareUnsigned(keys[left], keys[right]);
    return order > 0 || (order == 0 && times[left] > times[right]);
  }
}
