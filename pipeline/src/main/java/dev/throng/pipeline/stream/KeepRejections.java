package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.PlacedRejections;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Writes the rejections of one part of a partition into one file, anew a second after there are
 * more: its name and, in the end, its content depend on nothing but the topic.
 */
final class KeepRejections extends DoFn<KV<String, Rejection>, Void> {
  private static final long serialVersionUID = 1;
  private static final Duration SOON = Duration.standardSeconds(1);

  /** Offsets of one part: as many rejections are in a file at most. */
  private static final long PART = 10_000;

  @StateId("rejections")
  private final StateSpec<BagState<Rejection>> rejectionsState =
      StateSpecs.bag(NounCoder.of(Rejection.class));

  @TimerId("write")
  private final TimerSpec writeTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  private final WorkerSettings settings;

  KeepRejections(WorkerSettings settings) {
    this.settings = settings;
  }

  /** The part that an offset belongs to, by the name of its file. */
  static String part(String topic, int partition, long offset) {
    return "%s-%d-%012d".formatted(topic, partition, offset / PART * PART);
  }

  @ProcessElement
  public void add(
      @Element KV<String, Rejection> rejection,
      @StateId("rejections") BagState<Rejection> rejections,
      @TimerId("write") Timer write) {
    rejections.add(rejection.getValue());
    // F18: it must not hold the watermark.
    write.offset(SOON).withNoOutputTimestamp().setRelative();
  }

  /** Writes the part. */
  @OnTimer("write")
  public void write(@Key String part, @StateId("rejections") BagState<Rejection> rejections)
      throws IOException {
    List<Rejection> all = new ArrayList<>();
    rejections.read().forEach(all::add);
    all.sort(Comparator.comparingLong(Rejection::getOffset));
    PlacedRejections.write(settings.staging(), settings.job().outputs().rejected(), part, all);
  }
}
