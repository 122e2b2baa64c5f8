package dev.throng.transforms.release.noisy;

import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.Noise;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a noised report promises and what it is good for, in words for people. It follows from the
 * report's settings alone.
 */
public final class Guidance {
  private static final Rational HALF = Rational.of(1, 2);
  private static final Rational NEARLY_ALWAYS = Rational.of(95, 100);

  private final NoisyPlan plan;

  /** About that plan. */
  public Guidance(NoisyPlan plan) {
    this.plan = plan;
  }

  /** The guarantee, in a sentence. */
  public String guarantee() {
    NoiseSettings noise = plan.report().noise();
    Rational factor = Rational.of(Enclosure.of(noise.epsilon(), 20).exp().high());
    String sentence =
        "Whether a person is in the data of a window with all that they did in it, or not at all,"
            + " changes the probability of anything that this report may show of the window by a"
            + " factor of at most "
            + factor.text(3, RoundingMode.CEILING)
            + " (epsilon "
            + noise.epsilon().text(4, RoundingMode.CEILING);
    if (plan.cost().delta().signum() == 0) {
      return sentence + ").";
    }
    return sentence
        + "), apart from a probability of at most "
        + plan.cost().delta().text(4, RoundingMode.CEILING)
        + " (delta).";
  }

  /** How large groups must be, and how far numbers are off: a sentence for each level. */
  public List<String> utility() {
    List<String> sentences = new ArrayList<>();
    for (NoisyLevel level : plan.levels()) {
      StringBuilder sentence = new StringBuilder(name(level)).append(": ");
      if (level.selection() instanceof NoisyLevel.Listed) {
        sentence.append("always shown");
      } else {
        sentence
            .append("shown in half of the cases with ")
            .append(peopleShown(level, HALF))
            .append(" people, in 95 % with ")
            .append(peopleShown(level, NEARLY_ALWAYS));
      }
      for (NoisedQuantity noised : level.quantities()) {
        sentence
            .append("; ")
            .append(noised.name())
            .append(" within ")
            .append(
                Rational.of(noised.margin())
                    .over(Rational.of(BigInteger.TEN.pow(noised.decimals())))
                    .text(4, RoundingMode.CEILING))
            .append(" in 95 % of the cases");
      }
      sentences.add(sentence.append('.').toString());
    }
    return List.copyOf(sentences);
  }

  private static String name(NoisyLevel noisy) {
    Level level = noisy.level();
    if (level.isFinest()) {
      return "Groups";
    }
    return level.isTotal()
        ? "The total"
        : (level.kept().size() == 1 ? "Subtotals by dimension " : "Subtotals by dimensions ")
            + level.kept().stream()
                .map(place -> Integer.toString(place + 1))
                .collect(Collectors.joining(", "));
  }

  /** The fewest people with whom a group is shown with at least that probability. */
  private static BigInteger peopleShown(NoisyLevel level, Rational chance) {
    if (level.selection() instanceof NoisyLevel.Geometric geometric) {
      return BigInteger.valueOf(geometric.mechanism().peopleShown(chance));
    }
    if (level.selection() instanceof NoisyLevel.Above above) {
      // n with P(noise >= least - n) >= chance, that is P(noise >= n - least + 1) <= 1 - chance.
      Noise noise = level.quantities().get(0).noise();
      return above
          .threshold()
          .least()
          .subtract(BigInteger.ONE)
          .add(noise.upperPoint(Rational.ONE.minus(chance)));
    }
    return BigInteger.ONE;
  }
}
