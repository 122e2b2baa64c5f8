package dev.throng.transforms.release.bounding;

import dev.throng.transforms.release.lattice.Level;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The bounded groups of one report and window, of all levels. */
final class BoundedTable {
  private static final class Entry {
    private final List<String> group;
    private final WideSum[] totals;
    private long people;
    private long lastPerson;

    private Entry(List<String> group, int quantities) {
      this.group = group;
      totals = new WideSum[quantities];
      for (int i = 0; i < quantities; i++) {
        totals[i] = new WideSum();
      }
    }
  }

  private final Bounds bounds;
  private final long window;
  private final PersonColumns.Groups groups;

  /** For each finest group itself and what it is part of. */
  private final Map<Integer, List<Entry>> lines = new HashMap<>();

  private final Map<List<String>, Entry> entries = new HashMap<>();
  private long person;

  BoundedTable(Bounds bounds, long window, PersonColumns.Groups groups) {
    this.bounds = bounds;
    this.window = window;
    this.groups = groups;
  }

  List<String> values(int group) {
    return groups.values(group);
  }

  /** Says that what is added from now on is another person's. */
  void nextPerson() {
    person++;
  }

  /** Adds what the person at hand added to a finest group, already bounded. */
  void add(int group, long[] amounts) {
    List<Entry> line = lines.get(group);
    if (line == null) {
      line = line(groups.values(group));
      lines.put(group, line);
    }
    for (Entry entry : line) {
      if (entry.lastPerson != person) {
        entry.lastPerson = person;
        entry.people++;
      }
      for (int i = 0; i < amounts.length; i++) {
        entry.totals[i].add(amounts[i]);
      }
    }
  }

  void drain(Consumer<BoundedGroup> out) {
    for (Entry entry : entries.values()) {
      List<BigInteger> totals = new ArrayList<>(entry.totals.length);
      for (WideSum total : entry.totals) {
        totals.add(total.toBigInteger());
      }
      out.accept(new BoundedGroup(bounds.report(), window, entry.group, entry.people, totals));
    }
  }

  private List<Entry> line(List<String> finest) {
    List<Entry> line = new ArrayList<>();
    line.add(entry(finest));
    for (Level rollup : bounds.rollups()) {
      line.add(entry(rollup.rolledUp(finest)));
    }
    return line;
  }

  private Entry entry(List<String> group) {
    return entries.computeIfAbsent(group, values -> new Entry(values, bounds.quantities().size()));
  }
}
