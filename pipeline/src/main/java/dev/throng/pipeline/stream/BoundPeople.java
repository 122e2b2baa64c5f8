package dev.throng.pipeline.stream;

import dev.throng.pipeline.PersonCounting;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import java.util.List;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the people of one bucket add to noised reports until their windows close, and bounds
 * it then, by report.
 */
final class BoundPeople extends DoFn<KV<Integer, byte[]>, KV<String, Aggregate>> {
  private static final long serialVersionUID = 1;

  @StateId("rows")
  private final StateSpec<MapState<KV<Long, Integer>, byte[]>> rowsState = SlotQueue.blocks();

  @StateId("index")
  private final StateSpec<ValueState<byte[]>> indexState = SlotQueue.index();

  @TimerId("due")
  private final TimerSpec dueTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private transient @Nullable PersonCounting counting;

  BoundPeople(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void take(
      @Element KV<Integer, byte[]> block,
      @StateId("rows") MapState<KV<Long, Integer>, byte[]> rows,
      @StateId("index") ValueState<byte[]> index,
      @TimerId("due") Timer due) {
    new SlotQueue(rows, index, due).add(block.getValue());
  }

  /** Bounds what is due. */
  @OnTimer("due")
  public void bound(
      OnTimerContext context,
      @StateId("rows") MapState<KV<Long, Integer>, byte[]> rows,
      @StateId("index") ValueState<byte[]> index,
      @TimerId("due") Timer due,
      OutputReceiver<KV<String, Aggregate>> out) {
    if (counting == null) {
      counting = new PersonCounting(settings);
    }
    PersonCounting people = counting;
    new SlotQueue(rows, index, due)
        .take(
            context.fireTimestamp().getMillis(),
            blocks -> {
              people.bound(
                  blocks.stream().map(TimedBlock::rowsOf).toList(),
                  aggregate -> out.output(KV.of(aggregate.getReport(), aggregate)));
              return List.of();
            });
  }
}
