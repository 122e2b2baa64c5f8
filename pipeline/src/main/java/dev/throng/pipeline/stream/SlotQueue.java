package dev.throng.pipeline.stream;

import dev.throng.transforms.consent.waiting.WaitingEvents;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * Blocks that wait in the state of one bucket for the end of their slot. One timer stands for all:
 * it is set for the earliest slot that something came for, and never cleared (F9). Of a slot that
 * has ended, what could not be used stays until something more comes for it.
 */
final class SlotQueue {
  /** The form of the index: state outlives the program that wrote it (F20). */
  private static final byte VERSION = 1;

  private static final long UNARMED = Long.MAX_VALUE;
  private static final int ROW_BYTES = Long.BYTES + Integer.BYTES;

  private final MapState<KV<Long, Integer>, byte[]> blocks;
  private final ValueState<byte[]> index;
  private final Timer timer;

  SlotQueue(MapState<KV<Long, Integer>, byte[]> blocks, ValueState<byte[]> index, Timer timer) {
    this.blocks = blocks;
    this.index = index;
    this.timer = timer;
  }

  /** The state of the blocks, by slot and number. */
  static StateSpec<MapState<KV<Long, Integer>, byte[]>> blocks() {
    return StateSpecs.map(
        KvCoder.of(BigEndianLongCoder.of(), BigEndianIntegerCoder.of()), ByteArrayCoder.of());
  }

  /** The state of how many there are. */
  static StateSpec<ValueState<byte[]>> index() {
    return StateSpecs.value(ByteArrayCoder.of());
  }

  /** Adds a block, for which the timer rings at the end of its slot, or soon where that is over. */
  void add(byte[] block) {
    long slot = WaitingEvents.slotOf(block);
    Index read = Index.of(index.read());
    put(read, slot, block);
    if (slot < read.armed) {
      read.armed = slot;
      timer.set(Instant.ofEpochMilli(slot));
    }
    index.write(read.bytes());
  }

  /** Takes the blocks of all slots that end by a time, each slot by itself. */
  void take(long until, SlotTaker taker) {
    Index read = Index.of(index.read());
    List<Long> due = new ArrayList<>(read.counts.headMap(until, true).keySet());
    for (long slot : due) {
      List<byte[]> all = new ArrayList<>();
      int count = read.counts.remove(slot);
      for (int number = 0; number < count; number++) {
        KV<Long, Integer> key = KV.of(slot, number);
        byte[] block = blocks.get(key).read();
        if (block == null) {
          throw new IllegalStateException("a block of the queue is not in its state");
        }
        all.add(block);
        blocks.remove(key);
      }
      taker.take(all).forEach(left -> put(read, slot, left));
    }
    Long next = read.counts.higherKey(until);
    read.armed = next == null ? UNARMED : next;
    if (next != null) {
      timer.set(Instant.ofEpochMilli(next));
    }
    if (read.counts.isEmpty()) {
      index.clear();
    } else {
      index.write(read.bytes());
    }
  }

  /** Takes the blocks of a slot, and says what is left of them. */
  @FunctionalInterface
  interface SlotTaker {
    List<byte[]> take(List<byte[]> all);
  }

  private void put(Index read, long slot, byte[] block) {
    int number = read.counts.merge(slot, 1, Integer::sum) - 1;
    blocks.put(KV.of(slot, number), block);
  }

  /** How many blocks each slot has, and when the timer rings next. */
  private static final class Index {
    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private long armed = UNARMED;

    static Index of(byte @Nullable [] bytes) {
      Index index = new Index();
      if (bytes != null) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != VERSION) {
          throw new IllegalStateException("an index of another version");
        }
        index.armed = in.getLong();
        while (in.hasRemaining()) {
          index.counts.put(in.getLong(), in.getInt());
        }
      }
      return index;
    }

    byte[] bytes() {
      ByteBuffer out = ByteBuffer.wrap(new byte[1 + Long.BYTES + counts.size() * ROW_BYTES]);
      out.put(VERSION).putLong(armed);
      for (Map.Entry<Long, Integer> each : counts.entrySet()) {
        out.putLong(each.getKey()).putInt(each.getValue());
      }
      return out.array();
    }
  }
}
