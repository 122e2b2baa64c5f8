package dev.throng.transforms.release.noisy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NonNegativeTest {
  private static List<BigInteger> numbers(long... numbers) {
    return Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList();
  }

  @Test
  void byHand() {
    assertEquals(numbers(5, 0, 7), NonNegative.of(numbers(5, 0, 7)));
    assertEquals(numbers(0, 0, 100, 4), NonNegative.of(numbers(-5, 2, 100, 7)));
    assertEquals(numbers(0, 0, 3), NonNegative.of(numbers(-1, 1, 3)));
    assertEquals(numbers(0, 3, 4), NonNegative.of(numbers(-1, 4, 4)));
    assertEquals(numbers(0, 0), NonNegative.of(numbers(-10, 3)));
    assertEquals(List.of(), NonNegative.of(List.of()));
  }

  /** The sum stays, nothing rises but what was negative, and of two numbers the larger stays so. */
  @Test
  void laws() {
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      List<BigInteger> draws = new ArrayList<>();
      for (int n = random.nextInt(30); n > 0; n--) {
        draws.add(BigInteger.valueOf((long) (random.nextGaussian() * 20 + random.nextInt(10))));
      }
      List<BigInteger> values = NonNegative.of(draws);
      BigInteger sum = draws.stream().reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger after = values.stream().reduce(BigInteger.ZERO, BigInteger::add);
      assertEquals(sum.max(BigInteger.ZERO), after, "seed " + seed);
      int inPart = 0;
      for (int i = 0; i < draws.size(); i++) {
        BigInteger draw = draws.get(i);
        BigInteger value = values.get(i);
        assertTrue(value.signum() >= 0, "seed " + seed);
        assertTrue(value.compareTo(draw.max(BigInteger.ZERO)) <= 0, "seed " + seed);
        if (value.signum() > 0 && !value.equals(draw)) {
          inPart++;
        }
        for (int j = 0; j < draws.size(); j++) {
          assertTrue(
              draw.compareTo(draws.get(j)) <= 0 || value.compareTo(values.get(j)) >= 0,
              "seed " + seed);
        }
      }
      assertTrue(inPart <= 1, "seed " + seed);
    }
  }
}
