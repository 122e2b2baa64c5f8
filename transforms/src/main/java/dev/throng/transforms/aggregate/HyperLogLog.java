package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;

/**
 * HyperLogLog with 65,536 registers of a byte (Flajolet et al., 2007), read by the improved raw
 * estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017,
 * algorithm 6): standard error 0.41 % at every size, no tables, no modes.
 *
 * <p>The registers are the whole state, and each is a maximum. That is why it is not a library's:
 * the serial forms of DataSketches' HLL hold an accumulator and a table that depend on the order of
 * updates, and equal sets have to give equal bytes here.
 */
final class HyperLogLog {
  /** Memory in bytes, and length of what is written. */
  static final int BYTES = 1 << 16;

  private static final int INDEX_BITS = 16;
  private static final int LONGEST = 64 - INDEX_BITS;
  private static final double ALPHA = 1 / (2 * Math.log(2));

  private final byte[] registers = new byte[BYTES];

  void add(long hash) {
    long bits = Mix.of(hash);
    int register = (int) (bits >>> LONGEST);
    int rank = Math.min(LONGEST, Long.numberOfLeadingZeros(bits << INDEX_BITS)) + 1;
    if (rank > registers[register]) {
      registers[register] = (byte) rank;
    }
  }

  void merge(HyperLogLog other) {
    for (int i = 0; i < BYTES; i++) {
      if (other.registers[i] > registers[i]) {
        registers[i] = other.registers[i];
      }
    }
  }

  long estimate() {
    int[] ranks = new int[LONGEST + 2];
    for (byte rank : registers) {
      ranks[rank]++;
    }
    double z = BYTES * tau(1 - (double) ranks[LONGEST + 1] / BYTES);
    for (int rank = LONGEST; rank >= 1; rank--) {
      z = (z + ranks[rank]) / 2;
    }
    z += BYTES * sigma((double) ranks[0] / BYTES);
    return Math.round(ALPHA * BYTES * BYTES / z);
  }

  void write(ByteArrayDataOutput out) {
    out.write(registers);
  }

  static HyperLogLog read(ByteBuffer in) {
    HyperLogLog sketch = new HyperLogLog();
    in.get(sketch.registers);
    for (byte rank : sketch.registers) {
      if (rank < 0 || rank > LONGEST + 1) {
        throw new IllegalStateException("a sketch of another kind");
      }
    }
    return sketch;
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (z != before);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y /= 2;
      z -= (1 - x) * (1 - x) * y;
    } while (z != before);
    return z / 3;
  }
}
