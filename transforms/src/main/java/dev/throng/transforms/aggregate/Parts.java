package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much each of many has added, to know the largest part: of each by themselves while they are
 * {@value #EXACT} or fewer, then of {@value #CELLS} cells that their hashes lead to, since nothing
 * smaller than all of them would tell for sure. A cell may hold several, so what it tells is never
 * too little. Both forms depend on what was added alone, whatever the order, and so does the change
 * from one to the other. Parts are of 128 bits, unsigned.
 */
final class Parts {
  /** So many parts are told apart. */
  static final int EXACT = DistinctSet.EXACT;

  private static final int CELL_BITS = 12;
  private static final int CELLS = 1 << CELL_BITS;
  private static final int FIRST = 4;
  private static final byte LIST = 1;
  private static final byte FOLDED = 2;

  /** Open addressing, linear probing, at most half full; null where there are cells. */
  private long @Nullable [] hashes = new long[FIRST];

  /** The parts of those, or of the cells. 0 is a free slot, for who adds nothing has no part. */
  private long[] low = new long[FIRST];

  private long[] high = new long[FIRST];
  private int size;

  /**
   * Adds to somebody's part.
   *
   * @param amount unsigned
   * @return the growth in bytes
   */
  int add(long hash, long amount) {
    return add(hash, 0, amount);
  }

  private int add(long hash, long amountHigh, long amountLow) {
    if ((amountHigh | amountLow) == 0) {
      return 0;
    }
    long[] slots = hashes;
    if (slots == null) {
      addAt(cellOf(hash), amountHigh, amountLow);
      return 0;
    }
    int at = slotOf(hash, slots);
    boolean known = isTaken(at);
    slots[at] = hash;
    addAt(at, amountHigh, amountLow);
    if (known) {
      return 0;
    }
    size++;
    if (size > EXACT) {
      fold(slots);
      return (2 * CELLS - 3 * slots.length) * Long.BYTES;
    }
    return 2 * size > slots.length ? grow(slots) : 0;
  }

  /** Adds all of another's, which stay as they are. */
  void merge(Parts other) {
    long[] theirs = other.hashes;
    if (theirs == null) {
      addCells(other.high, other.low);
      return;
    }
    for (int i = 0; i < theirs.length; i++) {
      add(theirs[i], other.high[i], other.low[i]);
    }
  }

  /** No less than the largest part, and that itself up to {@value #EXACT}; 0 where is none. */
  BigInteger largest() {
    int largest = 0;
    for (int i = 1; i < low.length; i++) {
      int order = Long.compareUnsigned(high[i], high[largest]);
      if (order > 0 || (order == 0 && Long.compareUnsigned(low[i], low[largest]) > 0)) {
        largest = i;
      }
    }
    return unsigned(high[largest]).shiftLeft(Long.SIZE).add(unsigned(low[largest]));
  }

  void write(ByteArrayDataOutput out) {
    long[] slots = hashes;
    if (slots == null) {
      out.writeByte(FOLDED);
      Longs.write(high, CELLS, out);
      Longs.write(low, CELLS, out);
      return;
    }
    long[] sorted = new long[size];
    int next = 0;
    for (int i = 0; i < slots.length; i++) {
      if (isTaken(i)) {
        sorted[next++] = slots[i];
      }
    }
    Arrays.sort(sorted);
    out.writeByte(LIST);
    out.writeInt(size);
    Longs.write(sorted, size, out);
    for (long[] half : List.of(high, low)) {
      Longs.write(Arrays.stream(sorted).map(who -> half[slotOf(who, slots)]).toArray(), size, out);
    }
  }

  /** Adds what was written. */
  void read(ByteBuffer in) {
    if (in.get() == FOLDED) {
      long[] cellsHigh = read(in, CELLS);
      addCells(cellsHigh, read(in, CELLS));
      return;
    }
    int count = in.getInt();
    if (count < 0 || count > EXACT) {
      throw new IllegalStateException("a tally is damaged");
    }
    long[] who = read(in, count);
    long[] amountsHigh = read(in, count);
    long[] amountsLow = read(in, count);
    for (int i = 0; i < count; i++) {
      add(who[i], amountsHigh[i], amountsLow[i]);
    }
  }

  /** Where somebody's part goes once there are cells. */
  static int cellOf(long hash) {
    return (int) (Mix.of(hash) >>> (Long.SIZE - CELL_BITS));
  }

  private static long[] read(ByteBuffer in, int count) {
    long[] numbers = new long[count];
    int[] next = {0};
    Longs.read(in, count, number -> numbers[next[0]++] = number);
    return numbers;
  }

  private void addCells(long[] cellsHigh, long[] cellsLow) {
    if (hashes != null) {
      fold(hashes);
    }
    for (int cell = 0; cell < CELLS; cell++) {
      addAt(cell, cellsHigh[cell], cellsLow[cell]);
    }
  }

  private void fold(long[] slots) {
    long[] oldHigh = high;
    long[] oldLow = low;
    hashes = null;
    high = new long[CELLS];
    low = new long[CELLS];
    for (int i = 0; i < slots.length; i++) {
      addAt(cellOf(slots[i]), oldHigh[i], oldLow[i]);
    }
  }

  private int grow(long[] old) {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] slots = new long[2 * old.length];
    hashes = slots;
    high = new long[slots.length];
    low = new long[slots.length];
    for (int i = 0; i < old.length; i++) {
      if ((oldHigh[i] | oldLow[i]) != 0) {
        int at = slotOf(old[i], slots);
        slots[at] = old[i];
        addAt(at, oldHigh[i], oldLow[i]);
      }
    }
    return 3 * old.length * Long.BYTES;
  }

  private int slotOf(long hash, long[] slots) {
    int mask = slots.length - 1;
    int at = (int) Mix.of(hash) & mask;
    while (isTaken(at) && slots[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private boolean isTaken(int at) {
    return (high[at] | low[at]) != 0;
  }

  private void addAt(int at, long amountHigh, long amountLow) {
    low[at] += amountLow;
    high[at] += amountHigh + (Long.compareUnsigned(low[at], amountLow) < 0 ? 1 : 0);
  }

  private static BigInteger unsigned(long bits) {
    BigInteger rest = BigInteger.valueOf(bits & Long.MAX_VALUE);
    return bits < 0 ? rest.setBit(Long.SIZE - 1) : rest;
  }
}
