package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.PlacedRejections;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rejections of one part of a partition into one file, anew a second after there are
 * more: its name and, in the end, its content depend on nothing but the topic. Those of an hour ago
 * are let go, and those that with what is sealed in them are too many to hold; where more come
 * after that, they are in a further file. A file is named after the first offset in it, so that
 * nothing is remembered of those that are whole.
 */
final class KeepRejections extends DoFn<KV<String, Rejection>, Void> {
  private static final long serialVersionUID = 1;
  private static final Duration SOON = Duration.standardSeconds(1);
  private static final Duration LATER = Duration.standardHours(1);

  /** Offsets of one part: as many rejections are in a file at most. */
  private static final long PART = 10_000;

  /** Whoever sends bad records of a megabyte each does not fill the worker's memory. */
  private static final long MOST_SEALED = 16 << 20;

  @StateId("rejections")
  private final StateSpec<BagState<Rejection>> rejectionsState =
      StateSpecs.bag(NounCoder.of(Rejection.class));

  /** How many characters are sealed in them. */
  @StateId("sealed")
  private final StateSpec<ValueState<Long>> sealedState = StateSpecs.value(VarLongCoder.of());

  /** Whether they will be written: a timer that is set with each addition would never ring. */
  @StateId("changed")
  private final StateSpec<ValueState<Boolean>> changedState = StateSpecs.value(BooleanCoder.of());

  @TimerId("write")
  private final TimerSpec writeTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("forget")
  private final TimerSpec forgetTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** At the end of all time, for a job that is drained has not another second. */
  @TimerId("last")
  private final TimerSpec lastTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;

  KeepRejections(WorkerSettings settings) {
    this.settings = settings;
  }

  /** The part that an offset belongs to, as the names of its files begin. */
  static String part(String topic, int partition, long offset) {
    return "%s-%d-%012d".formatted(topic, partition, offset / PART * PART);
  }

  @ProcessElement
  public void add(
      @Element KV<String, Rejection> rejection,
      @StateId("rejections") BagState<Rejection> rejections,
      @StateId("sealed") ValueState<Long> sealed,
      @StateId("changed") ValueState<Boolean> changed,
      @TimerId("write") Timer write,
      @TimerId("last") Timer last,
      @TimerId("forget") Timer forget)
      throws IOException {
    rejections.add(rejection.getValue());
    if (isFull(rejection.getValue().getSealed(), sealed)) {
      write(rejection.getKey(), rejections);
      rejections.clear();
      sealed.clear();
      return;
    }
    // F18: they must not hold the watermark.
    if (!Boolean.TRUE.equals(changed.read())) {
      changed.write(true);
      write.offset(SOON).withNoOutputTimestamp().setRelative();
    }
    last.withNoOutputTimestamp().set(GlobalWindow.INSTANCE.maxTimestamp());
    forget.offset(LATER).withNoOutputTimestamp().setRelative();
  }

  private static boolean isFull(@Nullable String more, ValueState<Long> sealed) {
    if (more == null) {
      return false;
    }
    Long known = sealed.read();
    long all = more.length() + (known == null ? 0 : known);
    sealed.write(all);
    return all >= MOST_SEALED;
  }

  /** Writes the part. */
  @OnTimer("write")
  public void write(
      @Key String part,
      @StateId("rejections") BagState<Rejection> rejections,
      @StateId("changed") ValueState<Boolean> changed)
      throws IOException {
    changed.clear();
    write(part, rejections);
  }

  private void write(String part, BagState<Rejection> rejections) throws IOException {
    List<Rejection> all = new ArrayList<>();
    rejections.read().forEach(all::add);
    if (!all.isEmpty()) {
      all.sort(Comparator.comparingLong(Rejection::getOffset));
      PlacedRejections.write(
          settings.staging(),
          settings.job().outputs().rejected(),
          "%s-%012d".formatted(part, all.get(0).getOffset()),
          all);
    }
  }

  /** Writes the part. */
  @OnTimer("last")
  public void writeLast(@Key String part, @StateId("rejections") BagState<Rejection> rejections)
      throws IOException {
    write(part, rejections);
  }

  /** Lets go of what was written; each addition puts it off. */
  @OnTimer("forget")
  public void forget(
      @StateId("rejections") BagState<Rejection> rejections,
      @StateId("sealed") ValueState<Long> sealed,
      @StateId("changed") ValueState<Boolean> changed,
      @TimerId("last") Timer last) {
    rejections.clear();
    sealed.clear();
    changed.clear();
    // F9: it rings at once and finds nothing, where otherwise it would be kept for ever.
    last.withNoOutputTimestamp().set(Instant.EPOCH);
  }
}
