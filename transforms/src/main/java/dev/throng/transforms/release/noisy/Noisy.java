package dev.throng.transforms.release.noisy;

import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.release.ByteOrder;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.bounding.Bounds;
import dev.throng.transforms.release.bounding.Quantity;
import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.Draw;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Releases one window of a report with noise (design section 7, P13): (epsilon,
 * delta)-differentially private in what one person did in the window, all of it or nothing.
 *
 * <p>Each shown group has a noisy number of every quantity, each from a draw of its own; numbers of
 * rollups too, so that they are not sums of what is shown, and rows do not add up. Listed groups
 * are always shown, with people or without. Others are shown by the report's selection at their
 * level, and where a group below them is.
 *
 * <p>That is private for one release: the same window with other data must not be released again
 * (the registry's duty), nor under another key. It is private towards those who do not have the
 * key, as far as HMAC-SHA-256 cannot be told from chance.
 *
 * <p>Not guaranteed: anything of whether a window is released at all. Who publishes a window only
 * where it has events tells that it has: windows go out by the calendar.
 */
public final class Noisy {
  private final NoisyPlan plan;
  private final Bounds bounds;
  private final ReleaseKey key;

  /** A release under the key of the window's month. */
  public Noisy(NoisyPlan plan, ReleaseKey key) {
    this.plan = plan;
    this.bounds = plan.bounds();
    this.key = key;
  }

  /** A group that may be shown, what it exactly is, and what was drawn of it. */
  private static final class Candidate {
    private final BoundedGroup exact;
    private final Map<String, BigInteger> draws = new HashMap<>();
    private final Map<String, BigInteger> values = new HashMap<>();

    private Candidate(BoundedGroup exact) {
      this.exact = exact;
    }

    private List<String> group() {
      return exact.group();
    }
  }

  /**
   * What may go out of a window.
   *
   * @param windowStart the first instant, milliseconds since 1970-01-01T00:00Z
   * @param groups of all levels, in any order; those of one group add up. None is a window in which
   *     nobody did anything
   * @throws IllegalArgumentException for a group of another report, window or shape
   */
  public NoisyWindow release(long windowStart, Collection<BoundedGroup> groups) {
    Map<List<String>, BoundedGroup> exact = addUp(windowStart, groups);
    List<ReleasedAggregate> rows = new ArrayList<>();
    Set<List<String>> above = new HashSet<>();
    long hidden = 0;
    for (NoisyLevel level : plan.levels()) {
      List<Candidate> shown = new ArrayList<>();
      for (Candidate candidate : candidates(level, windowStart, exact)) {
        if (shows(level, candidate) || above.contains(candidate.group())) {
          shown.add(candidate);
          above.addAll(parents(candidate.group(), level.level()));
        } else if (level.level().isFinest()) {
          hidden++;
        }
      }
      for (NoisedQuantity noised : level.quantities()) {
        settle(noised, shown);
      }
      shown.forEach(candidate -> rows.add(row(level, candidate)));
    }
    rows.sort((left, right) -> ByteOrder.OF_VALUES.compare(left.getGroup(), right.getGroup()));
    return new NoisyWindow(rows, hidden);
  }

  private Map<List<String>, BoundedGroup> addUp(long windowStart, Collection<BoundedGroup> groups) {
    Map<List<String>, BoundedGroup> exact = new HashMap<>();
    for (BoundedGroup group : groups) {
      if (group.windowStart() != windowStart
          || !group.report().equals(bounds.report())
          || group.group().size() != bounds.dimensions()
          || group.totals().size() != bounds.quantities().size()) {
        throw new IllegalArgumentException("a group of another report or window");
      }
      exact.merge(group.group(), group, BoundedGroup::plus);
    }
    return exact;
  }

  /** The groups of a level that may be shown, by the bytes of their values. */
  private List<Candidate> candidates(
      NoisyLevel level, long windowStart, Map<List<String>, BoundedGroup> exact) {
    Set<List<String>> groups = new TreeSet<>(ByteOrder.OF_VALUES);
    if (level.level().isTotal()) {
      groups.add(Collections.nCopies(bounds.dimensions(), Level.ALL));
    } else if (bounds.areListed()) {
      groups.addAll(bounds.listedAt(level.level()));
    } else {
      for (List<String> group : exact.keySet()) {
        if (level.level().holds(group)) {
          groups.add(group);
        }
      }
    }
    List<BigInteger> nothing = Collections.nCopies(bounds.quantities().size(), BigInteger.ZERO);
    List<Candidate> candidates = new ArrayList<>(groups.size());
    for (List<String> group : groups) {
      BoundedGroup empty = new BoundedGroup(bounds.report(), windowStart, group, 0, nothing);
      candidates.add(new Candidate(exact.getOrDefault(group, empty)));
    }
    return candidates;
  }

  /** The rollups that a group is part of. */
  private List<List<String>> parents(List<String> group, Level level) {
    return bounds.rollups().stream()
        .filter(rollup -> rollup.isAbove(level))
        .map(rollup -> rollup.rolledUp(group))
        .toList();
  }

  private boolean shows(NoisyLevel level, Candidate candidate) {
    if (level.selection() instanceof NoisyLevel.Geometric geometric) {
      long people = candidate.exact.people();
      Draw draw = draw(Draw.Use.SELECTION, candidate, Quantity.PEOPLE, BigInteger.valueOf(people));
      return geometric.mechanism().shows(people, key.bits(draw));
    }
    return !(level.selection() instanceof NoisyLevel.Above above)
        || above.threshold().shows(noisy(level.quantity(Quantity.PEOPLE), candidate));
  }

  /** Draws a quantity of all shown rows of a level, and makes the numbers non-negative together. */
  private void settle(NoisedQuantity noised, List<Candidate> shown) {
    List<BigInteger> draws = new ArrayList<>(shown.size());
    shown.forEach(candidate -> draws.add(noisy(noised, candidate)));
    List<BigInteger> values = noised.nonNegative() ? NonNegative.of(draws) : draws;
    for (int i = 0; i < values.size(); i++) {
      shown.get(i).values.put(noised.name(), values.get(i));
    }
  }

  private BigInteger noisy(NoisedQuantity noised, Candidate candidate) {
    return candidate.draws.computeIfAbsent(
        noised.name(),
        name -> {
          BigInteger exact = exact(name, candidate.exact);
          Draw draw = draw(Draw.Use.NOISE, candidate, name, exact);
          return exact.add(noised.noise().sample(key.bits(draw)));
        });
  }

  private BigInteger exact(String name, BoundedGroup group) {
    for (int i = 0; i < bounds.quantities().size(); i++) {
      if (bounds.quantities().get(i).name().equals(name)) {
        return group.totals().get(i);
      }
    }
    return BigInteger.valueOf(group.people());
  }

  private Draw draw(Draw.Use use, Candidate candidate, String measure, BigInteger exact) {
    return new Draw(
        use, bounds.digest(), candidate.exact.windowStart(), candidate.group(), measure, exact);
  }

  private ReleasedAggregate row(NoisyLevel level, Candidate candidate) {
    List<@Nullable String> figures = new ArrayList<>();
    for (NoisyMeasure measure : plan.report().measures()) {
      if (measure instanceof NoisyMeasure.Quotient quotient) {
        figures.addAll(
            Figures.quotient(
                quotient.part(),
                level.quantity(quotient.numerator()),
                candidate.draws.get(quotient.numerator()),
                level.quantity(quotient.denominator()),
                candidate.draws.get(quotient.denominator())));
      } else {
        String name = measure.quantities().get(0);
        figures.addAll(
            Figures.total(
                level.quantity(name), candidate.draws.get(name), candidate.values.get(name)));
      }
    }
    long start = candidate.exact.windowStart();
    return new ReleasedAggregate(
        bounds.report(), start, start + bounds.window().toMillis(), candidate.group(), figures);
  }
}
