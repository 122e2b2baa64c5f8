package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.SessionWindows;
import dev.throng.transforms.consent.waiting.Slots;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Holds rows of the sessions of one bucket, and counts them window by window. */
final class CountSessions extends DoFn<KV<Integer, byte[]>, KV<KV<String, Long>, Aggregate>> {
  private static final long serialVersionUID = 1;

  /** What was added up, by report and window start. */
  static final TupleTag<KV<KV<String, Long>, Aggregate>> AGGREGATES =
      new TupleTag<>("aggregates") {};

  /** Events that came too late, by hour. */
  static final TupleTag<KV<Long, Counts>> COUNTS = new TupleTag<>("counts") {};

  @StateId("rows")
  private final StateSpec<MapState<KV<Long, Integer>, byte[]>> rowsState = SessionHours.rows();

  @StateId("index")
  private final StateSpec<ValueState<byte[]>> indexState = SessionHours.index();

  @StateId("open")
  private final StateSpec<MapState<Long, byte[]>> openState = SessionHours.open();

  @TimerId("due")
  private final TimerSpec dueTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Slots slots;
  private transient @Nullable SessionWindows<Consumer<Aggregate>> windows;

  CountSessions(WorkerSettings settings) {
    this.settings = settings;
    this.slots = StreamFlow.slots(settings.job());
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    windows = SessionWindows.of(settings.job().reports());
  }

  @ProcessElement
  public void take(
      @Element KV<Integer, byte[]> block,
      @StateId("rows") MapState<KV<Long, Integer>, byte[]> rows,
      @StateId("index") ValueState<byte[]> index,
      @StateId("open") MapState<Long, byte[]> open,
      @TimerId("due") Timer due,
      MultiOutputReceiver out) {
    long hour = TimedBlock.timeOf(block.getValue());
    new SessionHours<>(windows(), slots, rows, index, open, due)
        .add(
            block.getValue(),
            (report, events) ->
                out.get(COUNTS).output(KV.of(hour, ReleaseWhenClosed.late(report, events))));
  }

  /** Counts the windows that are due. */
  @OnTimer("due")
  public void count(
      OnTimerContext context,
      @StateId("rows") MapState<KV<Long, Integer>, byte[]> rows,
      @StateId("index") ValueState<byte[]> index,
      @StateId("open") MapState<Long, byte[]> open,
      @TimerId("due") Timer due,
      MultiOutputReceiver out) {
    new SessionHours<>(windows(), slots, rows, index, open, due)
        .count(
            context.fireTimestamp().getMillis(),
            aggregate ->
                out.get(AGGREGATES)
                    .output(
                        KV.of(
                            KV.of(aggregate.getReport(), aggregate.getWindowStart()), aggregate)));
  }

  private SessionWindows<Consumer<Aggregate>> windows() {
    return Objects.requireNonNull(windows, "the step is not set up");
  }
}
