package dev.throng.transforms.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Quotients as decimal text with six places, rounded half to even. */
final class Ratio {
  private static final int PLACES = 6;

  private Ratio() {}

  /** Null where there is nothing to divide by. */
  static @Nullable String text(long part, long whole) {
    return text(BigInteger.valueOf(part), BigInteger.valueOf(whole));
  }

  static @Nullable String text(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? null
        : new BigDecimal(part)
            .divide(new BigDecimal(whole), PLACES, RoundingMode.HALF_EVEN)
            .toPlainString();
  }
}
