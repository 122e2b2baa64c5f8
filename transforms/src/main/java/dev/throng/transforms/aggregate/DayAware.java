package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Distinct people, some of whom are known by a key of the day only (P16). The same one has another
 * hash on another day, so a sum over days would invent people: of the day-bound, the largest count
 * of any one UTC day counts.
 */
final class DayAware {
  /** A rough price in memory of one more set, for bounds. */
  private static final int SET_BYTES = 120;

  private final Supplier<Hashes> empty;
  private final Hashes standing;

  /** Empty and shared until somebody is known for a day only: most groups never hold one. */
  private SortedMap<Integer, Hashes> byDay = Collections.emptySortedMap();

  private int lastDay;
  private @Nullable Hashes ofLastDay;

  DayAware(Supplier<Hashes> empty) {
    this.empty = empty;
    this.standing = empty.get();
  }

  /** Adds someone whose hash holds for all time; returns the growth in bytes. */
  int add(long hash) {
    return standing.add(hash);
  }

  /** A hash that holds for all time and is larger changes nothing, now and for ever. */
  long bound() {
    return standing.bound();
  }

  /** Adds someone whose hash holds for that UTC day only; returns the growth in bytes. */
  int add(long hash, int day) {
    Hashes set = ofLastDay;
    int grown = 0;
    if (set == null || day != lastDay) {
      int before = byDay.size();
      set = ofDay(day);
      grown = (byDay.size() - before) * SET_BYTES;
      lastDay = day;
      ofLastDay = set;
    }
    return grown + set.add(hash);
  }

  void merge(DayAware other) {
    standing.merge(other.standing);
    other.byDay.forEach((day, set) -> ofDay(day).merge(set));
  }

  long count() {
    long most = 0;
    for (Hashes day : byDay.values()) {
      most = Math.max(most, day.count());
    }
    return standing.count() + most;
  }

  boolean isEmpty() {
    return count() == 0;
  }

  void write(ByteArrayDataOutput out) {
    standing.write(out);
    out.writeInt(byDay.size());
    for (Map.Entry<Integer, Hashes> day : byDay.entrySet()) {
      out.writeInt(day.getKey());
      day.getValue().write(out);
    }
  }

  void read(ByteBuffer in) {
    standing.read(in);
    for (int n = in.getInt(); n > 0; n--) {
      ofDay(in.getInt()).read(in);
    }
  }

  private Hashes ofDay(int day) {
    if (byDay.isEmpty()) {
      byDay = new TreeMap<>();
    }
    return byDay.computeIfAbsent(day, d -> empty.get());
  }
}
