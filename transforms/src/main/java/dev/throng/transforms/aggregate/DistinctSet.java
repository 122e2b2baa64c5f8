package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct hashes: exactly up to {@value #EXACT}, then by a sketch, within 1 % in 95 of 100
 * cases. Both forms depend on the set alone, and so does the change from one to the other.
 */
final class DistinctSet implements Hashes {
  /** The largest count that is exact. */
  static final int EXACT = 4096;

  private static final byte LIST = 1;
  private static final byte SKETCH = 2;

  /**
   * Open addressing, linear probing, at most three quarters full: what an addition costs is the
   * memory that it has to fetch. 0 marks a free slot.
   */
  private long @Nullable [] table = new long[8];

  private int size;
  private boolean zero;
  private @Nullable HyperLogLog sketch;

  @Override
  public int add(long hash) {
    long[] slots = table;
    if (slots == null) {
      sketch().add(hash);
      return 0;
    }
    if (hash == 0) {
      size += zero ? 0 : 1;
      zero = true;
      return size > EXACT ? toSketch() : 0;
    }
    int mask = slots.length - 1;
    int at = (int) Mix.of(hash) & mask;
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return 0;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    size++;
    if (size > EXACT) {
      return toSketch();
    }
    return 4 * size > 3 * slots.length ? grow(slots) : 0;
  }

  private int grow(long[] old) {
    move(old, 2 * old.length);
    return old.length * Long.BYTES;
  }

  private void move(long[] old, int length) {
    long[] slots = new long[length];
    int mask = slots.length - 1;
    for (long hash : old) {
      if (hash != 0) {
        int at = (int) Mix.of(hash) & mask;
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = hash;
      }
    }
    table = slots;
  }

  private int toSketch() {
    HyperLogLog into = new HyperLogLog();
    for (long hash : hashes()) {
      into.add(hash);
    }
    int before = table == null ? 0 : table.length * Long.BYTES;
    sketch = into;
    table = null;
    return HyperLogLog.BYTES - before;
  }

  @Override
  public void merge(Hashes other) {
    DistinctSet that = (DistinctSet) other;
    if (that.sketch != null) {
      if (sketch == null) {
        toSketch();
      }
      sketch().merge(that.sketch);
      return;
    }
    makeRoom(that.size);
    if (that.zero) {
      add(0);
    }
    if (that.table != null) {
      for (long hash : that.table) {
        if (hash != 0) {
          add(hash);
        }
      }
    }
  }

  /** Grows at once for so many more, if all of them may be exact. */
  private void makeRoom(int more) {
    long[] slots = table;
    int all = size + more;
    if (slots != null && all <= EXACT && 4 * all > 3 * slots.length) {
      move(slots, Integer.highestOneBit(4 * all / 3) << 1);
    }
  }

  /** Exact up to {@value #EXACT}; above, an estimate that is never {@value #EXACT} or less. */
  @Override
  public long count() {
    return sketch == null ? size : Math.max(EXACT + 1, sketch.estimate());
  }

  @Override
  public void write(ByteArrayDataOutput out) {
    if (sketch != null) {
      out.writeByte(SKETCH);
      sketch.write(out);
      return;
    }
    long[] sorted = hashes();
    Arrays.sort(sorted);
    out.writeByte(LIST);
    out.writeInt(sorted.length);
    Longs.write(sorted, sorted.length, out);
  }

  @Override
  public void read(ByteBuffer in) {
    if (in.get() == LIST) {
      int count = in.getInt();
      makeRoom(Math.max(0, Math.min(count, EXACT)));
      Longs.read(in, count, this::add);
      return;
    }
    if (sketch == null) {
      toSketch();
    }
    sketch().merge(HyperLogLog.read(in));
  }

  private HyperLogLog sketch() {
    if (sketch == null) {
      throw new IllegalStateException("the set is still exact");
    }
    return sketch;
  }

  /** The exact hashes, in no order. */
  private long[] hashes() {
    long[] all = new long[size];
    int n = 0;
    if (zero) {
      all[n++] = 0;
    }
    if (table != null) {
      for (long hash : table) {
        if (hash != 0) {
          all[n++] = hash;
        }
      }
    }
    return all;
  }
}
