package dev.throng.pipeline.job;

import dev.throng.pipeline.publish.Counts;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How much of the input may be rejected before the run is refused.
 *
 * @param percent 0 to 100
 */
public record RejectedShare(BigDecimal percent) implements Serializable {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** However much it is. */
  static final RejectedShare EVERYTHING = new RejectedShare(HUNDRED);

  /** Checks the range. */
  public RejectedShare {
    if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException("must be 0% to 100%");
    }
  }

  /**
   * Reads a share as in {@code 1%} or {@code 0.05%}.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static RejectedShare parse(String word) {
    if (!word.matches("\\d{1,3}(\\.\\d{1,6})?%")) {
      throw new IllegalArgumentException("must be a share such as 1% or 0.05%");
    }
    return new RejectedShare(new BigDecimal(word.substring(0, word.length() - 1)));
  }

  /** Whether more was rejected than this allows. */
  public boolean exceededBy(Counts counts) {
    BigDecimal rejected = BigDecimal.valueOf(counts.allRejected()).multiply(HUNDRED);
    return rejected.compareTo(percent.multiply(BigDecimal.valueOf(counts.read()))) > 0;
  }

  @Override
  public String toString() {
    return percent.toPlainString() + "%";
  }
}
