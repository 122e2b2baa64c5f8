package dev.throng.transforms.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  private record Addition(long hash, long amount) {}

  /** Sums in a map are what a set of parts must know, whatever was added where in which order. */
  @Test
  void theLargestPartIsExactUpTo4096AndNeverTooSmall() {
    for (int size : new int[] {0, 1, 2, 3, 8, 9, 500, 4095, 4096, 4097, 4098, 20_000}) {
      Random random = new Random(size);
      List<Addition> additions = new ArrayList<>();
      Map<Long, BigInteger> sums = new HashMap<>();
      for (int i = 0; i < size; i++) {
        long hash = i == 0 ? 0 : random.nextLong();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
          long amount = random.nextInt(50) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(100_000);
          additions.add(new Addition(hash, amount));
          sums.merge(hash, BigInteger.valueOf(amount), BigInteger::add);
        }
        additions.add(new Addition(random.nextLong(), 0));
      }
      BigInteger largest = sums.values().stream().reduce(BigInteger.ZERO, BigInteger::max);
      Parts once = new Parts();
      additions.forEach(addition -> once.add(addition.hash(), addition.amount()));
      if (size <= 4096) {
        assertEquals(largest, once.largest(), "size " + size);
      } else {
        assertEquals(cells(sums), once.largest(), "size " + size);
        assertTrue(once.largest().compareTo(largest) >= 0, "size " + size);
      }
      byte[] expected = bytes(once);
      for (int round = 0; round < 3; round++) {
        String message = "seed and size " + size + ", round " + round;
        Collections.shuffle(additions, random);
        Parts merged = inTree(additions, random, 5);
        assertArrayEquals(expected, bytes(merged), message);
        assertEquals(once.largest(), merged.largest(), message);
        Parts read = new Parts();
        read.read(ByteBuffer.wrap(expected));
        assertArrayEquals(expected, bytes(read), message);
      }
    }
  }

  /** What is documented of more than 4,096: the largest sum of those who share a cell. */
  private static BigInteger cells(Map<Long, BigInteger> sums) {
    Map<Integer, BigInteger> cells = new HashMap<>();
    sums.forEach((hash, sum) -> cells.merge(Parts.cellOf(hash), sum, BigInteger::add));
    return cells.values().stream().reduce(BigInteger.ZERO, BigInteger::max);
  }

  /** One in ten thousand of equal people is no reason to merge, although cells are shared. */
  @Test
  void cellsTellLittleTooMuch() {
    Parts parts = new Parts();
    for (int i = 0; i < 100_000; i++) {
      parts.add(Mix.of(i), 7);
    }
    assertTrue(parts.largest().longValueExact() < 700_000 / 1000, "a cell holds too many");
  }

  /** Memory is bounded: it ends at the cells, and what is said of it adds up. */
  @Test
  void growthIsWhatItSays() {
    Parts parts = new Parts();
    long grown = 0;
    for (int i = 1; i <= 100_000; i++) {
      grown += parts.add(Mix.of(i), 1);
    }
    assertEquals(2 * 4096 * 8 - 3 * 4 * 8, grown);
  }

  private static Parts inTree(List<Addition> additions, Random random, int depth) {
    Parts parts = new Parts();
    if (depth == 0 || additions.size() < 2) {
      additions.forEach(addition -> parts.add(addition.hash(), addition.amount()));
      return parts;
    }
    int cut = random.nextInt(additions.size());
    parts.merge(inTree(additions.subList(0, cut), random, depth - 1));
    Parts other = inTree(additions.subList(cut, additions.size()), random, depth - 1);
    if (random.nextBoolean()) {
      parts.merge(other);
    } else {
      parts.read(ByteBuffer.wrap(bytes(other)));
    }
    return parts;
  }

  private static byte[] bytes(Parts parts) {
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    parts.write(out);
    return out.toByteArray();
  }
}
