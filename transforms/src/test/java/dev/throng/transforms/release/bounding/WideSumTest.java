package dev.throng.transforms.release.bounding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WideSumTest {
  private static final long[] EDGES = {
    0,
    1,
    -1,
    1L << 31,
    -(1L << 31),
    1L << 32,
    (1L << 32) - 1,
    -(1L << 32),
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 1,
    Long.MIN_VALUE + 1
  };

  @Test
  void addsUpAndClampsAsBigNumbersDo() {
    Random random = new Random(3);
    for (int round = 0; round < 3000; round++) {
      WideSum sum = new WideSum();
      BigInteger expected = BigInteger.ZERO;
      for (int n = random.nextInt(12); n > 0; n--) {
        long value = random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
        sum.add(value);
        expected = expected.add(BigInteger.valueOf(value));
      }
      assertEquals(expected, sum.toBigInteger());
      long low = -random.nextInt(1000);
      long high = random.nextBoolean() ? random.nextInt(1000) : Long.MAX_VALUE;
      BigInteger clamped = expected.max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high));
      assertEquals(clamped.longValueExact(), sum.clamped(low, high));
      sum.clear();
      assertEquals(BigInteger.ZERO, sum.toBigInteger());
    }
  }
}
