package dev.throng.pipeline.stream;

import dev.throng.pipeline.PersonCounting;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.PersonBuckets;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.transforms.aggregate.Contributions;
import dev.throng.transforms.aggregate.Release;
import dev.throng.transforms.aggregate.SessionWindows;
import dev.throng.transforms.consent.waiting.Slots;
import java.util.EnumMap;
import java.util.Map;
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

/**
 * Holds rows of the sessions of people, or companies, of one bucket for noised reports, and counts
 * and bounds them window by window. All rows of one are in one bucket, so that nobody is bounded
 * twice.
 */
final class BoundSessions extends DoFn<KV<Integer, byte[]>, KV<String, Aggregate>> {
  private static final long serialVersionUID = 1;

  /** The keys of people's and of companies' buckets. */
  static final PersonBuckets KEYS = new PersonBuckets(StreamFlow.BUCKETS);

  /** What was bounded, by report. */
  static final TupleTag<KV<String, Aggregate>> AGGREGATES = new TupleTag<>("aggregates") {};

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
  private transient @Nullable PersonCounting counting;
  private transient @Nullable Map<Release.Unit, SessionWindows<Contributions.Taker>> windows;

  BoundSessions(WorkerSettings settings) {
    this.settings = settings;
    this.slots = StreamFlow.slots(settings.job());
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
    new SessionHours<>(windows(block.getKey()), slots, rows, index, open, due)
        .add(
            block.getValue(),
            (report, events) ->
                out.get(COUNTS).output(KV.of(hour, ReleaseWhenClosed.late(report, events))));
  }

  /** Counts and bounds the windows that are due. */
  @OnTimer("due")
  public void bound(
      OnTimerContext context,
      @Key Integer bucket,
      @StateId("rows") MapState<KV<Long, Integer>, byte[]> rows,
      @StateId("index") ValueState<byte[]> index,
      @StateId("open") MapState<Long, byte[]> open,
      @TimerId("due") Timer due,
      MultiOutputReceiver out) {
    if (counting == null) {
      counting = new PersonCounting(settings);
    }
    SessionHours<Contributions.Taker> hours =
        new SessionHours<>(windows(bucket), slots, rows, index, open, due);
    counting.boundCounted(
        taker -> hours.count(context.fireTimestamp().getMillis(), taker),
        aggregate -> out.get(AGGREGATES).output(KV.of(aggregate.getReport(), aggregate)));
  }

  private SessionWindows<Contributions.Taker> windows(int bucket) {
    if (windows == null) {
      windows = new EnumMap<>(Release.Unit.class);
    }
    return windows.computeIfAbsent(
        KEYS.content(bucket) == PersonBuckets.Content.NOISED_SESSIONS_OF_COMPANIES
            ? Release.Unit.COMPANY
            : Release.Unit.PERSON,
        unit -> SessionWindows.ofNoised(settings.job().reports(), unit));
  }
}
