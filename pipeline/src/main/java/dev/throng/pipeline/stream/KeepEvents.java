package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Output;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.PlacedEvents;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.transforms.consent.waiting.Slots;
import java.io.IOException;
import java.util.Objects;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the stored events of an hour and a shard, and writes them into one file when all of the
 * hour are decided. What comes later is written an hour after the first of it came, into a further
 * one (F15).
 */
final class KeepEvents extends DoFn<KV<KV<Long, Integer>, byte[]>, Void> {
  private static final long serialVersionUID = 1;

  @StateId("blocks")
  private final StateSpec<MapState<Integer, byte[]>> blocksState =
      StateSpecs.map(BigEndianIntegerCoder.of(), ByteArrayCoder.of());

  @StateId("count")
  private final StateSpec<ValueState<Integer>> countState = StateSpecs.value(VarIntCoder.of());

  /** How many files were written. */
  @StateId("parts")
  private final StateSpec<ValueState<Integer>> partsState = StateSpecs.value(VarIntCoder.of());

  /** When nothing can come for the hour any more, by the clock on the wall. */
  @TimerId("forget")
  private final TimerSpec forgetTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("write")
  private final TimerSpec writeTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Reach reach;
  private final Slots slots;
  private transient @Nullable PlacedEvents files;

  KeepEvents(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
    this.slots = StreamFlow.slots(settings.job());
  }

  @ProcessElement
  public void add(
      @Element KV<KV<Long, Integer>, byte[]> block,
      @StateId("blocks") MapState<Integer, byte[]> blocks,
      @StateId("count") ValueState<Integer> count,
      @StateId("parts") ValueState<Integer> parts,
      @TimerId("write") Timer write) {
    int known = orZero(count.read());
    blocks.put(known, block.getValue());
    count.write(known + 1);
    if (known == 0) {
      if (orZero(parts.read()) == 0) {
        long end = block.getKey().getKey() + PeopleRows.HOUR;
        write.set(Instant.ofEpochMilli(slots.after(end)));
      } else {
        write.offset(Duration.millis(PeopleRows.HOUR)).setRelative();
      }
    }
  }

  /** Writes the file. */
  @OnTimer("write")
  public void write(
      @Key KV<Long, Integer> key,
      @StateId("blocks") MapState<Integer, byte[]> blocks,
      @StateId("count") ValueState<Integer> count,
      @StateId("parts") ValueState<Integer> parts,
      @TimerId("forget") Timer forget)
      throws IOException {
    int known = orZero(count.read());
    int part = orZero(parts.read());
    if (known == 0) {
      return;
    }
    files()
        .write(
            key.getKey(),
            key.getValue(),
            part,
            writer -> {
              long rows = 0;
              for (int number = 0; number < known; number++) {
                byte[] block = blocks.get(number).read();
                rows +=
                    StoredRows.write(
                        Objects.requireNonNull(block, "a block of stored events"), writer);
              }
              return rows;
            });
    for (int number = 0; number < known; number++) {
      blocks.remove(number);
    }
    count.clear();
    parts.write(part + 1);
    // F18: it must not hold the watermark.
    reach
        .left(key.getKey() + PeopleRows.HOUR)
        .ifPresent(left -> forget.offset(left).withNoOutputTimestamp().setRelative());
  }

  /** Forgets how many files there are: events of the hour are not taken any more. */
  @OnTimer("forget")
  public void forget(@StateId("parts") ValueState<Integer> parts) {
    parts.clear();
  }

  private PlacedEvents files() {
    if (files == null) {
      Job job = settings.job();
      Output<EventFormat> output = Objects.requireNonNull(job.outputs().events());
      if (!(job.events().input() instanceof Input.Topic topic)) {
        throw new IllegalStateException("the events come from files");
      }
      files =
          new PlacedEvents(
              settings.staging(),
              output.to(),
              output.format(),
              job.name() + " " + topic.bootstrap() + " " + topic.topic());
    }
    return files;
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
