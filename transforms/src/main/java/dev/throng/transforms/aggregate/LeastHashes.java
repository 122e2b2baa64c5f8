package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The k smallest distinct hashes of a set, in order: enough to know whether there are k, and tiny.
 * Above k the count is estimated from the k-th smallest (Bar-Yossef et al., "Counting distinct
 * elements in a data stream", 2002), and never below k; nothing is released by that estimate.
 */
final class LeastHashes implements Hashes {
  private static final double RANGE = Math.pow(2, 64);

  private static final long MANY = 1L << 60;

  private final int limit;
  private long[] least;
  private int size;

  LeastHashes(int limit) {
    this.limit = limit;
    this.least = new long[Math.min(4, limit)];
  }

  @Override
  public int add(long hash) {
    if (size > 0 && hash >= least[size - 1]) {
      // Mostly: of a large set, and of all that was written in order.
      return size == limit || hash == least[size - 1] ? 0 : insert(size, hash);
    }
    int found = Arrays.binarySearch(least, 0, size, hash);
    return found >= 0 ? 0 : insert(~found, hash);
  }

  @Override
  public long bound() {
    return size == limit ? least[size - 1] : Long.MAX_VALUE;
  }

  private int insert(int at, long hash) {
    int before = least.length;
    if (size == least.length && size < limit) {
      least = Arrays.copyOf(least, Math.min(limit, 2 * size));
    }
    int kept = size == limit ? size - 1 : size;
    System.arraycopy(least, at, least, at + 1, kept - at);
    least[at] = hash;
    size = kept + 1;
    return (least.length - before) * Long.BYTES;
  }

  @Override
  public void merge(Hashes other) {
    LeastHashes that = (LeastHashes) other;
    for (int i = 0; i < that.size; i++) {
      add(that.least[i]);
    }
  }

  @Override
  public long count() {
    if (size < limit) {
      return size;
    }
    double share = ((double) least[size - 1] + RANGE / 2) / RANGE;
    return share <= 0 ? MANY : Math.min(MANY, Math.max(limit, (long) ((limit - 1) / share)));
  }

  @Override
  public void write(ByteArrayDataOutput out) {
    out.writeInt(size);
    Longs.write(least, size, out);
  }

  @Override
  public void read(ByteBuffer in) {
    Longs.read(in, in.getInt(), this::add);
  }
}
