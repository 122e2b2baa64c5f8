package dev.throng.transforms.release.noisy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Noisy numbers as text, with their errors and intervals. */
final class Figures {
  private static final int ERROR_PLACES = 4;
  private static final int RATIO_PLACES = 6;
  private static final MathContext DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);

  private Figures() {}

  /**
   * Value, error, low, high and draw of a total. The interval is that of the draw: at least 95 % of
   * such intervals hold the exact bounded number. Where numbers are not negative it is cut at 0,
   * and where the value is outside of it, it is widened to hold it.
   *
   * @param draw the exact number with its noise
   * @param value the draw, or what {@link NonNegative} made of it
   */
  static List<@Nullable String> total(NoisedQuantity noised, BigInteger draw, BigInteger value) {
    BigInteger low = draw.subtract(noised.margin()).min(value);
    BigInteger high = draw.add(noised.margin()).max(value);
    if (noised.nonNegative()) {
      low = low.max(BigInteger.ZERO);
    }
    return List.of(
        text(value, noised),
        error(noised).setScale(ERROR_PLACES, RoundingMode.CEILING).toPlainString(),
        text(low, noised),
        text(high, noised),
        text(draw, noised));
  }

  /**
   * Value, error, low and high of a quotient. Where the noisy denominator is not above 0 there is
   * no value, and an end of the interval that nothing bounds is null. The error is that of the
   * delta method, sqrt(errorN^2 + value^2 errorD^2) / D. The interval holds all quotients of two
   * numbers from their 97.5 % intervals, so at least 95 % of such intervals hold the exact bounded
   * quotient.
   */
  static List<@Nullable String> quotient(
      boolean part,
      NoisedQuantity over,
      BigInteger numerator,
      NoisedQuantity under,
      BigInteger denominator) {
    BigDecimal n = decimal(numerator, over);
    BigDecimal d = decimal(denominator, under);
    BigDecimal nLow = decimal(numerator.subtract(over.widerMargin()), over);
    BigDecimal nHigh = decimal(numerator.add(over.widerMargin()), over);
    BigDecimal dLow = decimal(denominator.subtract(under.widerMargin()), under);
    BigDecimal dHigh = decimal(denominator.add(under.widerMargin()), under);
    if (over.nonNegative()) {
      nLow = nLow.max(BigDecimal.ZERO);
      nHigh = nHigh.max(BigDecimal.ZERO);
    }
    @Nullable BigDecimal least = part || over.nonNegative() ? BigDecimal.ZERO : null;
    @Nullable BigDecimal most = part ? BigDecimal.ONE : null;
    // Below 0 no denominator can be; the nearer to 0, the larger the quotient.
    @Nullable BigDecimal low =
        nLow.signum() >= 0 ? over(nLow, dHigh, false) : over(nLow, dLow, false);
    @Nullable BigDecimal high =
        nHigh.signum() >= 0 ? over(nHigh, dLow, true) : over(nHigh, dHigh, true);
    low = low == null ? least : between(low, least, most);
    high = high == null ? most : between(high, least, most);
    if (d.signum() <= 0) {
      return Arrays.asList(null, null, ratio(low), ratio(high));
    }
    BigDecimal value = n.divide(d, DIGITS);
    BigDecimal error =
        error(over)
            .pow(2)
            .add(value.multiply(error(under)).pow(2))
            .sqrt(DIGITS)
            .divide(d, DIGITS)
            .setScale(RATIO_PLACES, RoundingMode.CEILING);
    return Arrays.asList(
        ratio(between(value.setScale(RATIO_PLACES, RoundingMode.HALF_EVEN), least, most)),
        ratio(error),
        ratio(low),
        ratio(high));
  }

  /** Rounded outwards; null, which is no bound, over what may be 0. */
  private static @Nullable BigDecimal over(BigDecimal number, BigDecimal divisor, boolean up) {
    return divisor.signum() <= 0
        ? null
        : number.divide(divisor, RATIO_PLACES, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  private static BigDecimal between(
      BigDecimal number, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    BigDecimal result = least == null ? number : number.max(least);
    return most == null ? result : result.min(most);
  }

  private static @Nullable String ratio(@Nullable BigDecimal number) {
    return number == null
        ? null
        : number.setScale(RATIO_PLACES, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String text(BigInteger number, NoisedQuantity noised) {
    BigDecimal decimal = decimal(number, noised);
    return noised.decimals() == 0
        ? decimal.toPlainString()
        : decimal.setScale(ERROR_PLACES).toPlainString();
  }

  private static BigDecimal decimal(BigInteger number, NoisedQuantity noised) {
    return new BigDecimal(number, noised.decimals());
  }

  private static BigDecimal error(NoisedQuantity noised) {
    return noised.error().movePointLeft(noised.decimals());
  }
}
