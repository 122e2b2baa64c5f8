package dev.throng.pipeline.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Prices in steps of 1, 2 and 5 times a power of ten, as in {@code 100-200}. */
final class PriceBuckets {
  private static final int[] STEPS = {1, 2, 5};
  private static final int DECIMALS = 4;
  private static final long[] BOUNDS;
  private static final String[] LABELS;

  static {
    List<BigDecimal> bounds = new ArrayList<>();
    for (int power = 0; power <= 19; power++) {
      for (int step : STEPS) {
        bounds.add(BigDecimal.valueOf(step).scaleByPowerOfTen(power));
      }
    }
    BigDecimal largest = BigDecimal.valueOf(Long.MAX_VALUE);
    int count = (int) bounds.stream().filter(bound -> bound.compareTo(largest) <= 0).count();
    BOUNDS = new long[count];
    LABELS = new String[count];
    for (int i = 0; i < count; i++) {
      BOUNDS[i] = bounds.get(i).longValueExact();
      LABELS[i] = inUnits(bounds.get(i)) + "-" + inUnits(bounds.get(i + 1));
    }
  }

  private PriceBuckets() {}

  /**
   * The bucket of a price in ten-thousandths: its lower bound belongs to it, its upper does not.
   * Zero is {@code 0}, and everything below is {@code <0}.
   */
  static String of(long price) {
    if (price <= 0) {
      return price == 0 ? "0" : "<0";
    }
    int low = 0;
    int high = BOUNDS.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (BOUNDS[middle] <= price) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return LABELS[low];
  }

  private static String inUnits(BigDecimal tenThousandths) {
    return tenThousandths.scaleByPowerOfTen(-DECIMALS).stripTrailingZeros().toPlainString();
  }
}
