package dev.throng.pipeline.stream;

import dev.throng.transforms.aggregate.SessionWindows;
import dev.throng.transforms.consent.waiting.Slots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the sessions of one bucket, by hour, in its state. Windows of each length are counted one
 * after the other, when a day and half an hour after their end is over; an hour goes when nothing
 * asks for it any more. One timer stands for all (F9).
 *
 * @param <T> what takes the counts
 */
final class SessionHours<T> {
  /** The form of the index: state outlives the program that wrote it (F20). */
  private static final byte VERSION = 1;

  private static final long HOUR = PeopleRows.HOUR;

  private final SessionWindows<T> windows;
  private final Slots slots;
  private final MapState<KV<Long, Integer>, byte[]> rows;
  private final ValueState<byte[]> index;
  private final MapState<Long, byte[]> open;
  private final Timer due;

  /** How many blocks each hour has. */
  private final TreeMap<Long, Integer> hours = new TreeMap<>();

  /** The end of the last window that was counted, by length. */
  private final TreeMap<Long, Long> counted = new TreeMap<>();

  SessionHours(
      SessionWindows<T> windows,
      Slots slots,
      MapState<KV<Long, Integer>, byte[]> rows,
      ValueState<byte[]> index,
      MapState<Long, byte[]> open,
      Timer due) {
    this.windows = windows;
    this.slots = slots;
    this.rows = rows;
    this.index = index;
    this.open = open;
    this.due = due;
    read(index.read());
  }

  /** The state of the blocks, by hour and number. */
  static StateSpec<MapState<KV<Long, Integer>, byte[]>> rows() {
    return StateSpecs.map(
        KvCoder.of(BigEndianLongCoder.of(), BigEndianIntegerCoder.of()), ByteArrayCoder.of());
  }

  /** The state of what is there, and how far it was counted. */
  static StateSpec<ValueState<byte[]>> index() {
    return StateSpecs.value(ByteArrayCoder.of());
  }

  /** The state of sessions that are open at the end of the last window, by its length. */
  static StateSpec<MapState<Long, byte[]>> open() {
    return StateSpecs.map(BigEndianLongCoder.of(), ByteArrayCoder.of());
  }

  /**
   * Adds a block.
   *
   * @param late is given how many of its events come too late for a window, by report
   */
  void add(byte[] block, BiConsumer<String, Long> late) {
    long hour = TimedBlock.timeOf(block);
    boolean wanted = false;
    for (long length : windows.lengths()) {
      long until = until(length);
      wanted |= hour + HOUR > until;
      if (hour < until) {
        windows.late(length, until, TimedBlock.rowsOf(block)).forEach(late);
      }
    }
    if (wanted) {
      int number = hours.merge(hour, 1, Integer::sum) - 1;
      rows.put(KV.of(hour, number), block);
      if (number == 0) {
        arm();
      }
      write();
    }
  }

  /** Counts all windows that are due. */
  void count(long now, T out) {
    for (long length : windows.lengths()) {
      for (Long start = next(length); start != null && due(length, start) <= now; ) {
        byte[] after =
            windows.count(
                length,
                start,
                blocks(start, start + length + SessionWindows.AFTER),
                open.get(length).read(),
                out);
        if (after.length == 0) {
          open.remove(length);
        } else {
          open.put(length, after);
        }
        counted.put(length, start + length);
        start = next(length);
      }
    }
    forget();
    arm();
    write();
  }

  private long until(long length) {
    return counted.getOrDefault(length, Long.MIN_VALUE);
  }

  /**
   * The first window that is not counted and may have an event, or in which a session may end; null
   * for none.
   */
  private @Nullable Long next(long length) {
    long until = until(length);
    if (open.get(length).read() != null) {
      return until;
    }
    for (long hour : hours.keySet()) {
      if (hour + HOUR > until) {
        return windows.startOf(length, Math.max(hour, until));
      }
    }
    return null;
  }

  private long due(long length, long start) {
    return slots.after(start + length + SessionWindows.AFTER);
  }

  private List<byte[]> blocks(long from, long until) {
    List<byte[]> blocks = new ArrayList<>();
    hours
        .subMap(from - HOUR, false, until, false)
        .forEach(
            (hour, count) -> {
              for (int number = 0; number < count; number++) {
                byte[] block = rows.get(KV.of(hour, number)).read();
                if (block == null) {
                  throw new IllegalStateException("a block of sessions is not in its state");
                }
                blocks.add(TimedBlock.rowsOf(block));
              }
            });
    return blocks;
  }

  private void forget() {
    long until = Long.MAX_VALUE;
    for (long length : windows.lengths()) {
      until = Math.min(until, until(length));
    }
    while (!hours.isEmpty() && hours.firstKey() + HOUR <= until) {
      Map.Entry<Long, Integer> hour = hours.pollFirstEntry();
      for (int number = 0; number < hour.getValue(); number++) {
        rows.remove(KV.of(hour.getKey(), number));
      }
    }
  }

  private void arm() {
    long first = Long.MAX_VALUE;
    for (long length : windows.lengths()) {
      Long start = next(length);
      first = start == null ? first : Math.min(first, due(length, start));
    }
    if (first != Long.MAX_VALUE) {
      due.set(Instant.ofEpochMilli(first));
    }
  }

  private void read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.get() != VERSION) {
      throw new IllegalStateException("an index of another version");
    }
    for (int lengths = in.getInt(); lengths > 0; lengths--) {
      counted.put(in.getLong(), in.getLong());
    }
    while (in.hasRemaining()) {
      hours.put(in.getLong(), in.getInt());
    }
  }

  private void write() {
    ByteBuffer out =
        ByteBuffer.allocate(
            1
                + Integer.BYTES
                + counted.size() * 2 * Long.BYTES
                + hours.size() * (Long.BYTES + Integer.BYTES));
    out.put(VERSION).putInt(counted.size());
    counted.forEach((length, until) -> out.putLong(length).putLong(until));
    hours.forEach((hour, count) -> out.putLong(hour).putInt(count));
    index.write(out.array());
  }
}
