package dev.throng.transforms.release.noisy;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.release.exact.Rational;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * How a report is noised. Epsilon and delta are all that one person spends in one window of it.
 *
 * @param epsilon more than 0, at most 100
 * @param delta 0 or more, less than 1
 * @param shape of the noise
 * @param selection of groups that nobody listed
 * @param shares weights by which the quantities and {@link #SELECTION} share what is spent: of
 *     epsilon with Laplace noise, of rho with Gaussian noise; 1 where nothing is said
 */
public record NoiseSettings(
    Rational epsilon,
    Rational delta,
    Shape shape,
    Selecting selection,
    Map<String, Rational> shares)
    implements Serializable {
  /** The share of the selection of groups. */
  public static final String SELECTION = "selection";

  private static final Rational MOST = Rational.of(100);

  /** The distribution of the noise. */
  public enum Shape {
    /** Better where a person stands in few groups; the guarantee needs no delta. */
    LAPLACE,
    /** Better where a person stands in many groups. */
    GAUSSIAN;

    /** The name in files and settings. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How groups are selected. */
  public enum Selecting {
    /** By a decision of its own; what is shown of a group is not biased by its being shown. */
    TRUNCATED_GEOMETRIC,
    /** By the noisy number of people, which then costs no epsilon of its own. */
    THRESHOLD;

    /** The name in files and settings. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException outside of the ranges
   */
  public NoiseSettings {
    if (epsilon.signum() <= 0 || epsilon.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("epsilon must be more than 0 and at most " + MOST);
    }
    if (delta.signum() < 0 || delta.compareTo(Rational.ONE) >= 0) {
      throw new IllegalArgumentException("delta must be 0 or more and less than 1");
    }
    if (shape == Shape.GAUSSIAN && delta.signum() == 0) {
      throw new IllegalArgumentException("delta must be more than 0 for gaussian noise");
    }
    shares = ImmutableMap.copyOf(shares);
    shares.forEach(
        (name, share) -> {
          if (share.signum() <= 0) {
            throw new IllegalArgumentException("the share of '" + name + "' must be more than 0");
          }
        });
  }

  /** Laplace noise, a decision of its own for each group, equal shares. */
  public static NoiseSettings of(Rational epsilon, Rational delta) {
    return new NoiseSettings(
        epsilon, delta, Shape.LAPLACE, Selecting.TRUNCATED_GEOMETRIC, Map.of());
  }

  Rational share(String name) {
    return shares.getOrDefault(name, Rational.ONE);
  }
}
