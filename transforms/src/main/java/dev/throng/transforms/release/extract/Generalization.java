package dev.throng.transforms.release.extract;

import dev.throng.transforms.release.ByteOrder;
import dev.throng.transforms.release.Row;
import dev.throng.transforms.release.exact.Rational;
import dev.throng.transforms.release.lattice.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes rows k-anonymous by full-domain generalization and suppression (P12): every
 * quasi-identifier is a chain of columns, the coarse before the fine, as country, region, city; in
 * all rows of a day alike it keeps so many of the first, and the others are {@code (all)}. Rows
 * with equal values of all quasi-identifiers are a class, and only classes without a {@link
 * Shortfall} go out.
 *
 * <p>How far it generalizes: as long as classes with a shortfall hold more of the events than may
 * be left out, the quasi-identifier with the most distinct values loses its finest column, of
 * several the first (Datafly: Sweeney, "Achieving k-Anonymity Privacy Protection Using
 * Generalization and Suppression", Int. J. of Uncertainty, Fuzziness and Knowledge-Based Systems
 * 10(5), 2002). That can go too far in one direction before another, so afterwards each in turn
 * gets columns back as long as not too much is left out. Less generalization never mends a
 * shortfall; so the result is minimal: no quasi-identifier by itself could keep one column more
 * (k-minimal with suppression: Samarati, "Protecting Respondents' Identities in Microdata Release",
 * IEEE TKDE 13(6), 2001).
 *
 * <p>It is a function of the groups alone, whatever their order. Memory grows with the number of
 * distinct groups, not with events or people.
 *
 * <p>Not guaranteed: the least loss among all minimal ones; anything against readers who know more
 * than the quasi-identifiers, who know that somebody is left out, or who have another extract of
 * the same events. k-anonymity is no differential privacy.
 *
 * @param <T> rows that look alike
 */
public final class Generalization<T> {
  private final Respondents<T> respondents;
  private final List<Integer> chains;
  private final Rational mostSuppressed;

  /**
   * A generalization of days of one extract.
   *
   * @param chains how many columns each quasi-identifier has, 1 or more
   * @param mostSuppressed which part of a day's events may be left out so that the others keep
   *     more, 0 to 1
   * @throws IllegalArgumentException outside of that
   */
  public Generalization(Respondents<T> respondents, List<Integer> chains, Rational mostSuppressed) {
    if (chains.stream().anyMatch(columns -> columns < 1)) {
      throw new IllegalArgumentException("a quasi-identifier must have a column");
    }
    if (mostSuppressed.signum() < 0 || mostSuppressed.compareTo(Rational.ONE) > 0) {
      throw new IllegalArgumentException("no more than everything can be left out");
    }
    this.respondents = respondents;
    this.chains = List.copyOf(chains);
    this.mostSuppressed = mostSuppressed;
  }

  /** What may go out of one day, whose groups each have other values. */
  public Extract<T> of(Collection<T> groups) {
    long events = groups.stream().mapToLong(respondents::events).sum();
    List<Integer> kept = new ArrayList<>(chains);
    while (leavesOutTooMuch(groups, kept, events)) {
      Optional<Integer> widest = widest(groups, kept);
      if (widest.isEmpty()) {
        break;
      }
      kept.set(widest.get(), kept.get(widest.get()) - 1);
    }
    for (int chain = 0; chain < kept.size(); chain++) {
      while (kept.get(chain) < chains.get(chain)) {
        kept.set(chain, kept.get(chain) + 1);
        if (leavesOutTooMuch(groups, kept, events)) {
          kept.set(chain, kept.get(chain) - 1);
          break;
        }
      }
    }
    return extract(groups, kept);
  }

  private boolean leavesOutTooMuch(Collection<T> groups, List<Integer> kept, long events) {
    long out = 0;
    for (List<T> alike : classes(groups, kept).values()) {
      if (respondents.shortfall(respondents.union(alike)).isPresent()) {
        out += alike.stream().mapToLong(respondents::events).sum();
      }
    }
    return Rational.of(out).compareTo(mostSuppressed.times(events)) > 0;
  }

  /** The quasi-identifier with the most distinct values of those that can lose a column. */
  private Optional<Integer> widest(Collection<T> groups, List<Integer> kept) {
    Optional<Integer> widest = Optional.empty();
    int most = 0;
    int from = 0;
    for (int chain = 0; chain < chains.size(); chain++) {
      if (kept.get(chain) > 0) {
        Set<List<String>> distinct = new HashSet<>();
        for (T group : groups) {
          distinct.add(respondents.values(group).subList(from, from + kept.get(chain)));
        }
        if (distinct.size() > most) {
          most = distinct.size();
          widest = Optional.of(chain);
        }
      }
      from += chains.get(chain);
    }
    return widest;
  }

  private Extract<T> extract(Collection<T> groups, List<Integer> kept) {
    List<Row<T>> rows = new ArrayList<>();
    Map<Shortfall, Long> suppressed = new EnumMap<>(Shortfall.class);
    long released = 0;
    for (Map.Entry<List<String>, List<T>> alike : classes(groups, kept).entrySet()) {
      long events = alike.getValue().stream().mapToLong(respondents::events).sum();
      Optional<Shortfall> shortfall = respondents.shortfall(respondents.union(alike.getValue()));
      if (shortfall.isPresent()) {
        suppressed.merge(shortfall.get(), events, Long::sum);
      } else {
        released += events;
        rows(alike.getKey(), alike.getValue(), rows);
      }
    }
    rows.sort(Comparator.comparing(Row::values, ByteOrder.OF_VALUES));
    return new Extract<>(rows, released, suppressed, kept);
  }

  /** The rows of a class: they differ in what is no quasi-identifier. */
  private void rows(List<String> identifiers, List<T> alike, List<Row<T>> rows) {
    Map<List<String>, List<T>> byOthers = new HashMap<>();
    for (T group : alike) {
      List<String> values = respondents.values(group);
      byOthers
          .computeIfAbsent(
              values.subList(identifiers.size(), values.size()), others -> new ArrayList<>())
          .add(group);
    }
    byOthers.forEach(
        (others, same) -> {
          List<String> values = new ArrayList<>(identifiers);
          values.addAll(others);
          rows.add(new Row<>(values, respondents.union(same)));
        });
  }

  private Map<List<String>, List<T>> classes(Collection<T> groups, List<Integer> kept) {
    Map<List<String>, List<T>> classes = new HashMap<>();
    for (T group : groups) {
      classes
          .computeIfAbsent(
              generalized(respondents.values(group), kept), values -> new ArrayList<>())
          .add(group);
    }
    return classes;
  }

  private List<String> generalized(List<String> values, List<Integer> kept) {
    List<String> generalized = new ArrayList<>();
    for (int chain = 0; chain < chains.size(); chain++) {
      for (int column = 0; column < chains.get(chain); column++) {
        generalized.add(column < kept.get(chain) ? values.get(generalized.size()) : Level.ALL);
      }
    }
    return generalized;
  }
}
