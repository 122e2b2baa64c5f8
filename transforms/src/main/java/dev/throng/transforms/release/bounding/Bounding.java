package dev.throng.transforms.release.bounding;

import dev.throng.transforms.release.mechanisms.ReleaseKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Bounds what a person adds, after the shuffle (design section 7): rows of {@link PersonRows} to
 * groups of all levels. Of a person's groups in one window of one report those with the lowest
 * ranks stay, or those with their latest events, as many as the report allows; what they added to
 * one of these in all is moved into the bounds of each quantity. A rolled-up group holds what
 * stayed of its finest groups, and each person once.
 *
 * <p>Ranks are a keyed function of person, report, window and group alone, and times are the
 * person's own. So which groups stay is the same whatever the order and the workers, and tells
 * nothing of anyone else: taking one person away changes no other person's.
 *
 * <p>Not guaranteed: anything where the rows of a person and window are not all there at once. The
 * rows of a bucket are held in memory, at some 50 bytes a row. Single-threaded; made on the worker.
 */
public final class Bounding {
  private static final Comparator<List<String>> BY_VALUES =
      (left, right) -> {
        int order = 0;
        for (int i = 0; i < left.size() && order == 0; i++) {
          order = left.get(i).compareTo(right.get(i));
        }
        return order;
      };

  /** A group of the person at hand, the rows that are about it, when it was, and where it ranks. */
  private record Candidate(
      int group, List<String> values, int from, int to, long latest, long rank) {}

  private static final Comparator<Candidate> BY_RANK =
      Comparator.comparingLong(Candidate::latest)
          .reversed()
          .thenComparingLong(each -> each.rank() ^ Long.MIN_VALUE)
          .thenComparing(Candidate::values, BY_VALUES);

  private final List<Bounds> reports;
  private final ReleaseKeys keys;
  private final Consumer<BoundedGroup> out;
  private final WideSum sum = new WideSum();

  /**
   * Bounds for these reports, the same list as the rows were made for.
   *
   * @param out is given groups during {@link #count}, those of one report and window together, in
   *     no order that anyone may rely on
   */
  public Bounding(List<Bounds> reports, ReleaseKeys keys, Consumer<BoundedGroup> out) {
    this.reports = List.copyOf(reports);
    this.keys = keys;
    this.out = out;
  }

  /**
   * Counts the people of one bucket.
   *
   * @param blocks all of the bucket's, in any order
   * @throws IllegalStateException where a block is damaged, or of another version or other reports
   */
  public void count(Iterable<byte[]> blocks) {
    PersonColumns rows = new PersonColumns(reports);
    blocks.forEach(rows::read);
    int[] order = rows.sorted();
    int from = 0;
    while (from < order.length) {
      int first = order[from];
      BoundedTable table =
          new BoundedTable(
              reports.get(rows.reports[first]), rows.windows[first], rows.groupsOf(first));
      while (from < order.length && rows.sameWindow(first, order[from])) {
        int to = from + 1;
        while (to < order.length && rows.sameUnit(order[from], order[to])) {
          to++;
        }
        person(rows, order, from, to, table);
        from = to;
      }
      table.drain(out);
    }
  }

  private void person(PersonColumns rows, int[] order, int from, int to, BoundedTable table) {
    Bounds bounds = reports.get(rows.reports[order[from]]);
    List<Candidate> candidates = new ArrayList<>();
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || rows.groups[order[i]] != rows.groups[order[start]]) {
        int group = rows.groups[order[start]];
        candidates.add(new Candidate(group, table.values(group), start, i, 0, 0));
        start = i;
      }
    }
    if (candidates.size() > bounds.groupsPerPerson()) {
      candidates.replaceAll(each -> ranked(each, bounds, rows, order));
      candidates.sort(BY_RANK);
      candidates = candidates.subList(0, bounds.groupsPerPerson());
    }
    table.nextPerson();
    long[] amounts = new long[bounds.quantities().size()];
    for (Candidate kept : candidates) {
      for (int q = 0; q < amounts.length; q++) {
        Quantity quantity = bounds.quantities().get(q);
        sum.clear();
        for (int i = kept.from(); i < kept.to(); i++) {
          sum.add(rows.amount(order[i], q));
        }
        amounts[q] = sum.clamped(quantity.low(), quantity.high());
      }
      table.add(kept.group(), amounts);
    }
  }

  private Candidate ranked(Candidate each, Bounds bounds, PersonColumns rows, int[] order) {
    int row = order[each.from()];
    long window = rows.windows[row];
    long rank = keys.of(window).rank(rows.units[row], bounds.digest(), window, each.values());
    long latest = 0;
    if (bounds.chosen() == Bounds.Chosen.MOST_RECENT) {
      for (int i = each.from(); i < each.to(); i++) {
        latest = Math.max(latest, rows.amount(order[i], bounds.quantities().size()));
      }
    }
    return new Candidate(each.group(), each.values(), each.from(), each.to(), latest, rank);
  }
}
