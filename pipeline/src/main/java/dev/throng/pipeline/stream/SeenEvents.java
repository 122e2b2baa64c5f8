package dev.throng.pipeline.stream;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import dev.throng.schemas.PseudonymousEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
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
 * Which events of a bucket were seen, by event and person, for a time. All of an hour are forgotten
 * together, by one timer for all of them (F17).
 */
final class SeenEvents {
  private static final long HOUR = 3_600_000;
  private static final HashFunction HASH = Hashing.murmur3_128();

  private final MapState<KV<Long, Long>, Long> times;
  private final MapState<KV<Long, Integer>, byte[]> lists;
  private final ValueState<byte[]> hours;
  private final Timer forget;
  private final long span;

  /** New ones of this call, by hour. */
  private final Map<Long, List<KV<Long, Long>>> more = new TreeMap<>();

  /**
   * Over the state of a bucket.
   *
   * @param span for how long events are remembered, in milliseconds
   */
  SeenEvents(
      MapState<KV<Long, Long>, Long> times,
      MapState<KV<Long, Integer>, byte[]> lists,
      ValueState<byte[]> hours,
      Timer forget,
      long span) {
    this.times = times;
    this.lists = lists;
    this.hours = hours;
    this.forget = forget;
    this.span = span;
  }

  /** The state of when each happened, by a hash of event and person. */
  static StateSpec<MapState<KV<Long, Long>, Long>> times() {
    return StateSpecs.map(
        KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of()), BigEndianLongCoder.of());
  }

  /** The state of which there are, by hour and number. */
  static StateSpec<MapState<KV<Long, Integer>, byte[]>> lists() {
    return StateSpecs.map(
        KvCoder.of(BigEndianLongCoder.of(), BigEndianIntegerCoder.of()), ByteArrayCoder.of());
  }

  /** The state of how many lists each hour has. */
  static StateSpec<ValueState<byte[]>> hours() {
    return StateSpecs.value(ByteArrayCoder.of());
  }

  /** Whether it is the first of its kind; an event without an id always is. */
  boolean isFirst(PseudonymousEvent event) {
    String id = event.getEvent();
    if (span == 0 || id == null) {
      return true;
    }
    KV<Long, Long> key = key(id, event.getPersonHash());
    long time = event.getEventTime();
    Long seen = times.get(key).read();
    if (seen != null && Math.abs(seen - time) < span) {
      return false;
    }
    times.put(key, time);
    more.computeIfAbsent(Math.floorDiv(time, HOUR), hour -> new ArrayList<>()).add(key);
    return true;
  }

  private static KV<Long, Long> key(String id, @Nullable Long person) {
    HashCode hash =
        HASH.newHasher()
            .putBoolean(person != null)
            .putLong(person == null ? 0 : person)
            .putString(id, StandardCharsets.UTF_8)
            .hash();
    ByteBuffer bits = ByteBuffer.wrap(hash.asBytes());
    return KV.of(bits.getLong(), bits.getLong());
  }

  /** Writes down the new ones. */
  void flush() {
    if (more.isEmpty()) {
      return;
    }
    NavigableMap<Long, Integer> known = counts(hours.read());
    more.forEach(
        (hour, keys) -> {
          int number = known.merge(hour, 1, Integer::sum) - 1;
          ByteBuffer list = ByteBuffer.wrap(new byte[keys.size() * 2 * Long.BYTES]);
          keys.forEach(key -> list.putLong(key.getKey()).putLong(key.getValue()));
          lists.put(KV.of(hour, number), list.array());
        });
    more.clear();
    write(known);
  }

  /** Forgets all hours of which nothing more can be a copy at that time. */
  void forget(long now) {
    NavigableMap<Long, Integer> known = counts(hours.read());
    while (!known.isEmpty() && end(known.firstKey()) <= now) {
      Map.Entry<Long, Integer> hour = known.pollFirstEntry();
      for (int number = 0; number < hour.getValue(); number++) {
        KV<Long, Integer> at = KV.of(hour.getKey(), number);
        byte[] list = lists.get(at).read();
        if (list != null) {
          forget(hour.getKey(), ByteBuffer.wrap(list));
        }
        lists.remove(at);
      }
    }
    write(known);
  }

  private void forget(long hour, ByteBuffer list) {
    while (list.hasRemaining()) {
      KV<Long, Long> key = KV.of(list.getLong(), list.getLong());
      Long seen = times.get(key).read();
      // It may have been seen again later, at a distance.
      if (seen != null && Math.floorDiv(seen, HOUR) == hour) {
        times.remove(key);
      }
    }
  }

  private long end(long hour) {
    return (hour + 1) * HOUR + span;
  }

  private void write(NavigableMap<Long, Integer> known) {
    if (known.isEmpty()) {
      hours.clear();
      return;
    }
    ByteBuffer out = ByteBuffer.wrap(new byte[known.size() * (Long.BYTES + Integer.BYTES)]);
    known.forEach((hour, count) -> out.putLong(hour).putInt(count));
    hours.write(out.array());
    forget.set(Instant.ofEpochMilli(end(known.firstKey())));
  }

  private static NavigableMap<Long, Integer> counts(byte @Nullable [] bytes) {
    NavigableMap<Long, Integer> counts = new TreeMap<>();
    if (bytes != null) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      while (in.hasRemaining()) {
        counts.put(in.getLong(), in.getInt());
      }
    }
    return counts;
  }
}
