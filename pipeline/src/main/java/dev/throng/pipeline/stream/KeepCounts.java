package dev.throng.pipeline.stream;

import dev.throng.pipeline.OperationMetrics;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.CountsCoder;
import dev.throng.pipeline.publish.CountsTable;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.IOException;
import java.util.Objects;
import org.apache.beam.sdk.coders.BooleanCoder;
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
 * Adds up what became of the records of an hour, and writes it a second after it changed, however
 * much more comes until then.
 */
final class KeepCounts extends DoFn<KV<Long, Counts>, Void> {
  private static final long serialVersionUID = 1;
  private static final Duration SOON = Duration.standardSeconds(1);

  @StateId("counts")
  private final StateSpec<ValueState<Counts>> countsState = StateSpecs.value(new CountsCoder());

  /** Whether it will be written: a timer that is set with each addition would never ring. */
  @StateId("changed")
  private final StateSpec<ValueState<Boolean>> changedState = StateSpecs.value(BooleanCoder.of());

  @TimerId("write")
  private final TimerSpec writeTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** When nothing can come for the hour any more, by the clock on the wall. */
  @TimerId("forget")
  private final TimerSpec forgetTimer = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** At the end of all time, for a job that is drained has not another second. */
  @TimerId("last")
  private final TimerSpec lastTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Reach reach;
  private final long longest;
  private transient @Nullable Sinks sinks;

  KeepCounts(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
    // What is late is counted where its window begins.
    this.longest =
        settings.job().reports().stream()
            .mapToLong(report -> report.window().toMillis())
            .max()
            .orElse(0);
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    sinks = new Sinks(settings);
  }

  @ProcessElement
  public void add(
      @Element KV<Long, Counts> more,
      @StateId("counts") ValueState<Counts> counts,
      @StateId("changed") ValueState<Boolean> changed,
      @TimerId("write") Timer write,
      @TimerId("last") Timer last,
      @TimerId("forget") Timer forget) {
    OperationMetrics.outcomes(more.getValue());
    Counts known = counts.read();
    counts.write(known == null ? more.getValue() : known.plus(more.getValue()));
    // F18: they must not hold the watermark.
    if (!Boolean.TRUE.equals(changed.read())) {
      changed.write(true);
      write.offset(SOON).withNoOutputTimestamp().setRelative();
    }
    last.withNoOutputTimestamp().set(GlobalWindow.INSTANCE.maxTimestamp());
    if (known == null && more.getKey() != 0) {
      reach
          .left(more.getKey() + longest)
          .ifPresent(left -> forget.offset(left).withNoOutputTimestamp().setRelative());
    }
  }

  /** Writes the hour. */
  @OnTimer("write")
  public void write(
      @Key Long hour,
      @StateId("counts") ValueState<Counts> counts,
      @StateId("changed") ValueState<Boolean> changed)
      throws IOException {
    changed.clear();
    write(hour, counts);
  }

  private void write(Long hour, ValueState<Counts> counts) throws IOException {
    Counts known = counts.read();
    if (known != null) {
      Objects.requireNonNull(sinks, "the step is not set up").write(CountsTable.of(hour, known));
    }
  }

  /** Writes the hour. */
  @OnTimer("last")
  public void writeLast(@Key Long hour, @StateId("counts") ValueState<Counts> counts)
      throws IOException {
    write(hour, counts);
  }

  /** Forgets the hour: nothing of it is counted any more. */
  @OnTimer("forget")
  public void forget(
      @StateId("counts") ValueState<Counts> counts,
      @StateId("changed") ValueState<Boolean> changed,
      @TimerId("last") Timer last) {
    counts.clear();
    changed.clear();
    // F9: it rings at once and finds nothing, where otherwise it would be kept for ever.
    last.withNoOutputTimestamp().set(Instant.EPOCH);
  }

  /** Lets go of the places. */
  @Teardown
  public void close() throws IOException {
    if (sinks != null) {
      sinks.close();
    }
  }
}
