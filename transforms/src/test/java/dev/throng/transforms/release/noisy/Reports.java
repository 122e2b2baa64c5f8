package dev.throng.transforms.release.noisy;

import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Noised reports to try things with. */
public final class Reports {
  /** A thousandth of a millionth. */
  public static final Rational DELTA = Rational.parse("1e-9");

  private Reports() {}

  /** The report of the design's section 7, by country and device. */
  static NoisyReport traffic(NoiseSettings noise) {
    return new NoisyReport(
        "public_traffic",
        "everything else that the report says",
        Duration.ofDays(1),
        2,
        Set.of(),
        List.of(Quantity.count("events", 10)),
        List.of(
            new NoisyMeasure.Total("events", "events"),
            new NoisyMeasure.Total("unique_people", Quantity.PEOPLE)),
        4,
        Set.of(),
        noise);
  }

  /** With subtotals by country and a total. */
  static NoisyReport rolledUp(NoiseSettings noise) {
    NoisyReport report = traffic(noise);
    return new NoisyReport(
        report.name(),
        report.definition(),
        report.window(),
        2,
        Set.of(Level.first(2, 0), Level.first(2, 1)),
        report.quantities(),
        report.measures(),
        4,
        Set.of(),
        noise);
  }

  /** With subtotals by country, by device, and a total. */
  static NoisyReport inEachWay(NoiseSettings noise) {
    NoisyReport report = traffic(noise);
    return new NoisyReport(
        report.name(),
        report.definition(),
        report.window(),
        2,
        Set.of(Level.first(2, 0), Level.first(2, 1), new Level(2, List.of(1))),
        report.quantities(),
        report.measures(),
        4,
        Set.of(),
        noise);
  }

  /** Counts, people, an amount, a mean and a rate over listed groups. */
  public static NoisyReport listed(NoiseSettings noise, List<String> groups) {
    return new NoisyReport(
        "listed",
        "everything else that the report says",
        Duration.ofDays(1),
        1,
        Set.of(Level.first(1, 0)),
        List.of(
            Quantity.count("events", 2),
            Quantity.count("orders", 1),
            new Quantity("sum(price)", 0, 1_000_000, 4),
            new Quantity("sum(change)", -20_000, 10_000, 4)),
        List.of(
            new NoisyMeasure.Total("events", "events"),
            new NoisyMeasure.Total("unique_people", Quantity.PEOPLE),
            new NoisyMeasure.Total("sum_price", "sum(price)"),
            new NoisyMeasure.Total("sum_change", "sum(change)"),
            new NoisyMeasure.Quotient("mean_price", "sum(price)", "events", false),
            new NoisyMeasure.Quotient("order_rate", "orders", "events", true)),
        1,
        Set.copyOf(groups.stream().map(List::of).toList()),
        noise);
  }

  /** Laplace noise at that epsilon. */
  public static NoiseSettings laplace(String epsilon) {
    return NoiseSettings.of(Rational.parse(epsilon), DELTA);
  }

  static NoiseSettings with(
      String epsilon, NoiseSettings.Shape shape, NoiseSettings.Selecting selection) {
    return new NoiseSettings(Rational.parse(epsilon), DELTA, shape, selection, Map.of());
  }

  static BoundedGroup group(NoisyReport report, List<String> values, long people, long... totals) {
    return new BoundedGroup(
        report.name(),
        0,
        values,
        people,
        Arrays.stream(totals).mapToObj(BigInteger::valueOf).toList());
  }
}
