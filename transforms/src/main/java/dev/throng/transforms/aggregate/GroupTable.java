package dev.throng.transforms.aggregate;

import dev.throng.schemas.Aggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one report that a worker holds, by window and values: open addressing with linear
 * probing, at most half full. Finding a group that is there allocates nothing.
 */
final class GroupTable {
  /** A rough price in memory of a group without its values and of a tally, for bounds. */
  private static final int GROUP_BYTES = 600;

  private static final int TALLY_BYTES = 100;
  private static final int FIRST = 16;

  /** What is known of one group. */
  static final class Entry {
    final long window;
    final Population population;
    final Tally[] tallies;

    /** How many events were added up. */
    long events;

    private final int hash;
    private final @Nullable String[] values;

    private Entry(int hash, long window, Program program) {
      this.hash = hash;
      this.window = window;
      values = program.probe.clone();
      population = program.newPopulation();
      tallies = program.newTallies();
    }
  }

  final Program program;
  private @Nullable Entry[] slots = new Entry[FIRST];
  private final int tallies;
  private int size;

  GroupTable(Program program) {
    this.program = program;
    this.tallies = program.newTallies().length;
  }

  int size() {
    return size;
  }

  /** A rough price in memory of one more group. */
  long entryBytes() {
    return GROUP_BYTES + (long) TALLY_BYTES * tallies;
  }

  /** The group of the window and the program's probe, made where there is none. */
  Entry at(long window) {
    int hash = hash(window, program.probe);
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Entry entry = slots[i];
      if (entry == null) {
        return insert(i, new Entry(hash, window, program));
      }
      if (entry.hash == hash && entry.window == window && same(entry.values, program.probe)) {
        return entry;
      }
    }
  }

  /** Gives every group away and forgets it. */
  void drain(Consumer<Aggregate> out) {
    for (Entry entry : slots) {
      if (entry != null) {
        out.accept(aggregate(entry));
      }
    }
    if (size > 0) {
      slots = new Entry[FIRST];
      size = 0;
    }
  }

  private Entry insert(int at, Entry entry) {
    slots[at] = entry;
    size++;
    if (2 * size > slots.length) {
      @Nullable Entry[] old = slots;
      slots = new Entry[2 * old.length];
      int mask = slots.length - 1;
      for (Entry moved : old) {
        if (moved != null) {
          int i = moved.hash & mask;
          while (slots[i] != null) {
            i = (i + 1) & mask;
          }
          slots[i] = moved;
        }
      }
    }
    return entry;
  }

  private Aggregate aggregate(Entry entry) {
    List<String> group = new ArrayList<>(entry.values.length);
    for (String value : entry.values) {
      group.add(GroupValue.text(value));
    }
    List<ByteBuffer> tallies = new ArrayList<>(entry.tallies.length);
    for (Tally tally : entry.tallies) {
      tallies.add(tally.toBytes());
    }
    return new Aggregate(
        program.report.name(),
        entry.window,
        entry.window + program.windows.length(),
        group,
        entry.population.toBytes(),
        tallies,
        entry.events);
  }

  private static int hash(long window, @Nullable String[] values) {
    long hash = window;
    for (String value : values) {
      hash = 31 * hash + (value == null ? 0 : value.hashCode());
    }
    return (int) Mix.of(hash);
  }

  private static boolean same(@Nullable String[] left, @Nullable String[] right) {
    return Arrays.equals(left, right);
  }
}
