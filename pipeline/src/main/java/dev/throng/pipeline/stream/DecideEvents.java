package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import java.util.Objects;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of one bucket until all that the ledger says on them is here, then decides and
 * adds them up. An event that comes late waits no longer than for its answers.
 */
final class DecideEvents extends DoFn<KV<Integer, byte[]>, KV<KV<String, Long>, Aggregate>> {
  private static final long serialVersionUID = 1;

  /** What was added up, by report and window start. */
  static final TupleTag<KV<KV<String, Long>, Aggregate>> AGGREGATES =
      new TupleTag<>("aggregates") {};

  /** Rows of sessions, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> SESSIONS = new TupleTag<>("sessions") {};

  /** Rows of sessions that are noised, by bucket and whom the report protects. */
  static final TupleTag<KV<Integer, byte[]>> NOISED_SESSIONS = new TupleTag<>("noised sessions") {};

  /** Rows of what else is noised, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> PEOPLE = new TupleTag<>("people") {};

  /** Rows that are stored, by the hour of the events and a shard. */
  static final TupleTag<KV<KV<Long, Integer>, byte[]>> STORED = new TupleTag<>("stored") {};

  /** What became of events, by hour. */
  static final TupleTag<KV<Long, Counts>> COUNTS = new TupleTag<>("counts") {};

  @StateId("waiting")
  private final StateSpec<MapState<KV<Long, Integer>, byte[]>> waitingState = SlotQueue.blocks();

  @StateId("index")
  private final StateSpec<ValueState<byte[]>> indexState = SlotQueue.index();

  @StateId("seen times")
  private final StateSpec<MapState<KV<Long, Long>, Long>> seenTimes = SeenEvents.times();

  @StateId("seen lists")
  private final StateSpec<MapState<KV<Long, Integer>, byte[]>> seenLists = SeenEvents.lists();

  @StateId("seen hours")
  private final StateSpec<ValueState<byte[]>> seenHours = SeenEvents.hours();

  @TimerId("due")
  private final TimerSpec dueTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("forget")
  private final TimerSpec forgetTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private transient @Nullable ChainB chain;

  DecideEvents(WorkerSettings settings) {
    this.settings = settings;
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    chain = new ChainB(settings);
  }

  @ProcessElement
  public void take(
      @Element KV<Integer, byte[]> block,
      @StateId("waiting") MapState<KV<Long, Integer>, byte[]> waiting,
      @StateId("index") ValueState<byte[]> index,
      @TimerId("due") Timer due) {
    new SlotQueue(waiting, index, due).add(block.getValue());
  }

  /** Decides what is due. */
  @OnTimer("due")
  public void decide(
      OnTimerContext context,
      @StateId("waiting") MapState<KV<Long, Integer>, byte[]> waiting,
      @StateId("index") ValueState<byte[]> index,
      @StateId("seen times") MapState<KV<Long, Long>, Long> times,
      @StateId("seen lists") MapState<KV<Long, Integer>, byte[]> lists,
      @StateId("seen hours") ValueState<byte[]> hours,
      @TimerId("due") Timer due,
      @TimerId("forget") Timer forget) {
    SeenEvents seen = new SeenEvents(times, lists, hours, forget, remembered());
    new SlotQueue(waiting, index, due)
        .take(context.fireTimestamp().getMillis(), blocks -> chain().decide(blocks, seen));
    seen.flush();
  }

  /** Forgets what cannot come again. */
  @OnTimer("forget")
  public void forget(
      OnTimerContext context,
      @StateId("seen times") MapState<KV<Long, Long>, Long> times,
      @StateId("seen lists") MapState<KV<Long, Integer>, byte[]> lists,
      @StateId("seen hours") ValueState<byte[]> hours,
      @TimerId("forget") Timer forget) {
    new SeenEvents(times, lists, hours, forget, remembered())
        .forget(context.fireTimestamp().getMillis());
  }

  private long remembered() {
    return settings.job().events().dedupe().toMillis();
  }

  /** Gives away what was added up. */
  @FinishBundle
  public void flush(FinishBundleContext context) {
    chain()
        .flush(
            new ChainB.Receiver() {
              @Override
              public <T> void output(TupleTag<T> tag, T element) {
                context.output(tag, element, StreamFlow.NO_TIME, GlobalWindow.INSTANCE);
              }
            });
  }

  private ChainB chain() {
    return Objects.requireNonNull(chain, "the step is not set up");
  }
}
