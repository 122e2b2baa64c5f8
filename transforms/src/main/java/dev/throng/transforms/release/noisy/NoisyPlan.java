package dev.throng.transforms.release.noisy;

import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.budget.Cost;
import dev.throng.transforms.release.exact.Enclosure;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.DiscreteGaussian;
import dev.throng.transforms.release.mechanisms.DiscreteLaplace;
import dev.throng.transforms.release.mechanisms.Noise;
import dev.throng.transforms.release.mechanisms.Sensitivity;
import dev.throng.transforms.release.mechanisms.Threshold;
import dev.throng.transforms.release.mechanisms.TruncatedGeometric;
import dev.throng.transforms.release.mechanisms.Zcdp;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a report spends its epsilon and delta. The parts are: at each level the quantities that
 * measures are made of, each noised once, and the selection of groups where it has a draw of its
 * own. With Laplace noise they share epsilon, and the selections alone use delta. With Gaussian
 * noise they share rho, which half of delta makes of epsilon (all of it, where nothing is
 * selected); the selections use the other half.
 *
 * <p>Compiled on the worker: not Serializable, and for one thread.
 */
public final class NoisyPlan {
  private static final int DIGITS = 40;

  private final NoisyReport report;
  private final Bounds bounds;
  private final List<NoisyLevel> levels = new ArrayList<>();
  private final boolean aboveThreshold;
  private Cost cost = Cost.NOTHING;

  /** The plan of a report. */
  public NoisyPlan(NoisyReport report) {
    this.report = report;
    this.bounds = report.bounds();
    NoiseSettings settings = report.noise();
    aboveThreshold =
        !bounds.areListed() && settings.selection() == NoiseSettings.Selecting.THRESHOLD;
    List<Level> all = new ArrayList<>(List.of(Level.finest(report.dimensions())));
    report.rollups().stream().sorted(Level.FINEST_FIRST).forEach(all::add);
    Set<String> names = names();
    Rational parts = Rational.ZERO;
    long selecting = 0;
    for (Level level : all) {
      for (String name : names) {
        parts = parts.plus(settings.share(name));
      }
      if (selects(level)) {
        selecting++;
        parts = aboveThreshold ? parts : parts.plus(settings.share(NoiseSettings.SELECTION));
      }
    }
    boolean gaussian = settings.shape() == NoiseSettings.Shape.GAUSSIAN;
    Rational failing = selecting == 0 ? Rational.ZERO : settings.delta();
    Rational whole = settings.epsilon();
    if (gaussian) {
      failing = failing.over(2);
      whole = Zcdp.rho(settings.epsilon(), settings.delta().minus(failing));
    }
    for (Level level : all) {
      Rational delta = selects(level) ? failing.over(selecting) : Rational.ZERO;
      levels.add(plan(level, names, whole.over(parts), delta));
    }
    if (gaussian) {
      cost = new Cost(settings.epsilon(), settings.delta(), cost.rho(), cost.rhoDelta());
    }
  }

  /** What one window of the report spends. */
  public Cost cost() {
    return cost;
  }

  /** The columns of a row, behind its group. */
  public List<NoisyColumn> columns() {
    List<NoisyColumn> columns = new ArrayList<>();
    for (NoisyMeasure measure : report.measures()) {
      columns.addAll(NoisyColumn.of(measure, decimals(measure.quantities().get(0))));
    }
    return List.copyOf(columns);
  }

  NoisyReport report() {
    return report;
  }

  Bounds bounds() {
    return bounds;
  }

  /** The finest groups first, then the rollups, each before those above it. */
  List<NoisyLevel> levels() {
    return levels;
  }

  private int decimals(String name) {
    return report.quantities().stream()
        .filter(each -> each.name().equals(name))
        .mapToInt(Quantity::decimals)
        .findFirst()
        .orElse(0);
  }

  /** What is noised, people first. */
  private Set<String> names() {
    Set<String> used = new LinkedHashSet<>();
    report.measures().forEach(measure -> used.addAll(measure.quantities()));
    Set<String> names = new LinkedHashSet<>();
    if (aboveThreshold || used.contains(Quantity.PEOPLE)) {
      names.add(Quantity.PEOPLE);
    }
    report.quantities().forEach(quantity -> names.add(quantity.name()));
    return names;
  }

  /** Whether the level's groups come from the data; that there is a total of all is known. */
  private boolean selects(Level level) {
    return !level.isTotal() && !bounds.areListed();
  }

  /**
   * Plans a level, and adds what it costs.
   *
   * @param unit what a share of 1 is: of epsilon, or of rho
   * @param delta for the selection
   */
  private NoisyLevel plan(Level level, Set<String> names, Rational unit, Rational delta) {
    int groups = bounds.groupsAt(level);
    List<NoisedQuantity> noised = new ArrayList<>();
    if (names.contains(Quantity.PEOPLE)) {
      Noise noise = noise(Quantity.PEOPLE, Sensitivity.spread(groups, 1), unit);
      noised.add(NoisedQuantity.of(Quantity.PEOPLE, 0, true, noise));
    }
    for (Quantity quantity : report.quantities()) {
      int finest = bounds.finestGroups();
      Sensitivity sensitivity =
          level.isFinest()
              ? Sensitivity.spread(finest, quantity.bound())
              : Sensitivity.gathered(finest, quantity.bound());
      Noise noise = noise(quantity.name(), sensitivity, unit);
      noised.add(
          NoisedQuantity.of(quantity.name(), quantity.decimals(), quantity.isNonNegative(), noise));
    }
    if (!selects(level)) {
      return new NoisyLevel(level, List.copyOf(noised), new NoisyLevel.Listed());
    }
    if (aboveThreshold) {
      cost = cost.plus(Cost.ofFailure(delta));
      Threshold threshold = Threshold.of(noised.get(0).noise(), delta, groups);
      return new NoisyLevel(level, List.copyOf(noised), new NoisyLevel.Above(threshold));
    }
    Rational share = report.noise().share(NoiseSettings.SELECTION).times(unit);
    Rational each =
        report.noise().shape() == NoiseSettings.Shape.LAPLACE
            ? share.over(groups)
            : rootDown(share.times(2).over(groups));
    cost = cost.plus(Cost.ofSelection(each, delta.over(groups), groups));
    return new NoisyLevel(
        level,
        List.copyOf(noised),
        new NoisyLevel.Geometric(new TruncatedGeometric(each, delta.over(groups))));
  }

  private Noise noise(String name, Sensitivity sensitivity, Rational unit) {
    Rational share = report.noise().share(name).times(unit);
    if (report.noise().shape() == NoiseSettings.Shape.LAPLACE) {
      cost = cost.plus(Cost.ofLaplace(share, sensitivity));
      return DiscreteLaplace.of(share, sensitivity);
    }
    cost = cost.plus(new Cost(Rational.ZERO, Rational.ZERO, share, Rational.ZERO));
    return DiscreteGaussian.of(share, sensitivity);
  }

  /** The epsilon whose half square is no more than rho is the root of twice that, rounded down. */
  private static Rational rootDown(Rational number) {
    Enclosure root = Enclosure.of(number, DIGITS).sqrt();
    return Rational.of(Rational.of(root.low()).decimal(15, RoundingMode.FLOOR));
  }
}
