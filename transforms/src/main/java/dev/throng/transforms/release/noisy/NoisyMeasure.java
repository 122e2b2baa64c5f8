package dev.throng.transforms.release.noisy;

import java.io.Serializable;
import java.util.List;

/**
 * A measure of a noised report, made of quantities. Each quantity is noised once in each group: two
 * measures that share one tell the same of it.
 */
public sealed interface NoisyMeasure extends Serializable {
  /** The column of its value; those of its error and interval are named after it. */
  String column();

  /** The quantities that it is made of. */
  List<String> quantities();

  /** The noisy number itself. */
  record Total(String column, String quantity) implements NoisyMeasure {
    @Override
    public List<String> quantities() {
      return List.of(quantity);
    }
  }

  /**
   * A noisy number over another: means and rates. Noise in the denominator makes it biased, the
   * more the smaller the group; its interval allows for that.
   *
   * @param part whether the numerator counts some of what the denominator counts, so that the
   *     result is between 0 and 1
   */
  record Quotient(String column, String numerator, String denominator, boolean part)
      implements NoisyMeasure {
    @Override
    public List<String> quantities() {
      return List.of(numerator, denominator);
    }
  }
}
