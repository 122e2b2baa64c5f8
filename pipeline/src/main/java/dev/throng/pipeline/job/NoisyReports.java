package dev.throng.pipeline.job;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.aggregate.Amount;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.Measure;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.noisy.NoiseSettings;
import dev.throng.transforms.release.noisy.NoisyMeasure;
import dev.throng.transforms.release.noisy.NoisyReport;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The noised reports of a job, as their release needs them. */
public final class NoisyReports {
  private NoisyReports() {}

  /**
   * Those of the reports that are noised, in their order.
   *
   * @throws IllegalArgumentException where one combines what cannot be meant together
   */
  public static List<NoisyReport> of(List<Report> reports) {
    return reports.stream().filter(Report::isNoised).map(NoisyReports::of).toList();
  }

  /** What one person adds to each at most, in the same order. */
  public static List<Bounds> bounds(List<Report> reports) {
    return of(reports).stream().map(NoisyReport::bounds).toList();
  }

  /**
   * A noised report.
   *
   * @throws IllegalArgumentException where it combines what cannot be meant together
   */
  public static NoisyReport of(Report report) {
    Release.Noised noised = report.noised();
    return new NoisyReport(
        report.name(),
        report.toString(),
        report.window(),
        report.dimensions().size(),
        report.rollups().stream()
            .map(kept -> Level.of(report.dimensions(), kept))
            .collect(Collectors.toSet()),
        Contributions.amounts(report).stream().map(amount -> quantity(amount, noised)).toList(),
        report.resolvedMeasures().stream().map(NoisyReports::measure).toList(),
        noised.groupsPerUnit(),
        switch (noised.contributions()) {
          case KEYED_HASH -> Bounds.Chosen.BY_RANK;
          case MOST_RECENT -> Bounds.Chosen.MOST_RECENT;
        },
        new HashSet<>(noised.groups()),
        new NoiseSettings(
            Rational.of(noised.epsilon()),
            Rational.of(noised.delta()),
            Choice.constant(noised.noise(), NoiseSettings.Shape.values()),
            Choice.constant(noised.selection(), NoiseSettings.Selecting.values()),
            shares(noised)));
  }

  private static Quantity quantity(Amount amount, Release.Noised noised) {
    Release.Clamp clamp = noised.clamps().get(amount);
    if (clamp != null && amount.isOfSessions()) {
      // The clamp is a session's, and a person in the group may have none.
      long most = noised.sessionsPerGroup() * clamp.high();
      return new Quantity(amount.label(), 0, most, amount.decimals());
    }
    if (clamp != null) {
      return new Quantity(amount.label(), clamp.low(), clamp.high(), amount.decimals());
    }
    if (amount.isOfSessions()) {
      return Quantity.count(amount.label(), noised.sessionsPerGroup());
    }
    return Quantity.count(amount.label(), amount.isOnce() ? 1 : noised.eventsPerGroup());
  }

  private static NoisyMeasure measure(Measure measure) {
    List<Amount> parts = measure.amounts();
    String first = parts.get(0).label();
    return parts.size() == 1
        ? new NoisyMeasure.Total(measure.column(), first)
        : new NoisyMeasure.Quotient(
            measure.column(), first, parts.get(1).label(), !parts.get(0).needsClamp());
  }

  private static Map<String, Rational> shares(Release.Noised noised) {
    ImmutableMap.Builder<String, Rational> shares = ImmutableMap.builder();
    noised.shares().forEach((name, share) -> shares.put(name, Rational.of(share)));
    return shares.buildOrThrow();
  }
}
