package dev.throng.pipeline.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.runners.flink.translation.types.CoderTypeInformation;
import org.apache.beam.runners.flink.translation.wrappers.streaming.DoFnOperator;
import org.apache.beam.runners.flink.translation.wrappers.streaming.KvToFlinkKeyKeySelector;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * One step with state as Beam and Flink run it, with state on the heap and both clocks in the hands
 * of a test, which can count what is left of state and timers. Each element is a bundle.
 *
 * @param <K> its keys
 * @param <V> what comes with them
 * @param <T> its main output
 */
@SuppressWarnings("try") // Flink's own can be interrupted while it closes.
final class StepOnFlink<K, V, T> implements AutoCloseable {
  /** It rings as often as bundles may be old, however far the clock is set. */
  private static final long NEVER = 1L << 50;

  private final KeyedOneInputStreamOperatorTestHarness<
          FlinkKey, WindowedValue<KV<K, V>>, WindowedValue<T>>
      harness;

  private final Map<String, List<Object>> given = new HashMap<>();
  private final Set<K> keys = new HashSet<>();
  private final TupleTag<T> main;
  private long bundles;
  private long clock;

  /** Opens a step with empty state. */
  StepOnFlink(
      DoFn<KV<K, V>, T> step, KvCoder<K, V> input, TupleTag<T> main, List<TupleTag<?>> others)
      throws Exception {
    this.main = main;
    FlinkPipelineOptions options = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    options.setStreaming(true);
    options.setMaxBundleSize(1L);
    options.setMaxBundleTimeMills(NEVER);
    options.setFinishBundleBeforeCheckpointing(true);
    SerializablePipelineOptions serializable = new SerializablePipelineOptions(options);
    Coder<WindowedValue<KV<K, V>>> windowed =
        WindowedValues.getFullCoder(input, GlobalWindow.Coder.INSTANCE);
    KvToFlinkKeyKeySelector<K, V> byKey = new KvToFlinkKeyKeySelector<>(input.getKeyCoder());
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new Operator<>(step, windowed, main, others, serializable, input, byKey, given),
            byKey,
            byKey.getProducedType());
    harness.open();
  }

  /** Takes one element. */
  void take(KV<K, V> element) throws Exception {
    keys.add(element.getKey());
    harness.processElement(new StreamRecord<>(WindowedValues.valueInGlobalWindow(element)));
    endBundle();
  }

  /** The watermark passes a time. */
  void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
    endBundle();
  }

  /** So many milliseconds go by on the wall. */
  void clock(long more) throws Exception {
    clock += more;
    harness.setProcessingTime(clock);
    endBundle();
  }

  private void endBundle() throws Exception {
    harness.prepareSnapshotPreBarrier(++bundles);
  }

  /** What it gave away by a tag since it was asked last. */
  @SuppressWarnings("unchecked") // a tag has elements of its own type
  <X> List<X> given(TupleTag<X> tag) {
    List<Object> all = given.remove(tag.getId());
    return all == null ? List.of() : (List<X>) all;
  }

  /** What it gave away by its main output since it was asked last. */
  List<T> given() {
    return given(main);
  }

  /** How many keys it has seen. */
  int keys() {
    return keys.size();
  }

  /** Values, maps and lists that are in its state, whatever they are of. */
  int entries() {
    return harness.numKeyedStateEntries();
  }

  /** The same of one state. */
  long entries(String state) {
    return harness.getOperator().getKeyedStateBackend().getKeysAndNamespaces(state).count();
  }

  /** Timers that will ring. */
  int timers() {
    return harness.numEventTimeTimers() + harness.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Gives what it makes to lists instead of a network. */
  private static final class Operator<K, V, T> extends DoFnOperator<KV<K, V>, KV<K, V>, T> {
    private static final long serialVersionUID = 1;

    private final String main;
    private final transient Map<String, List<Object>> given;

    private Operator(
        DoFn<KV<K, V>, T> step,
        Coder<WindowedValue<KV<K, V>>> windowed,
        TupleTag<T> main,
        List<TupleTag<?>> others,
        SerializablePipelineOptions options,
        KvCoder<K, V> input,
        KvToFlinkKeyKeySelector<K, V> byKey,
        Map<String, List<Object>> given) {
      super(
          step,
          "step",
          windowed,
          Map.of(),
          main,
          others,
          outputs(main, others, options),
          WindowingStrategy.globalDefault(),
          Map.of(),
          List.of(),
          options.get(),
          input.getKeyCoder(),
          byKey,
          DoFnSchemaInformation.create(),
          Map.of());
      this.main = main.getId();
      this.given = given;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // nothing is coded on the way
    private static <T> MultiOutputOutputManagerFactory<T> outputs(
        TupleTag<T> main, List<TupleTag<?>> others, SerializablePipelineOptions options) {
      Coder coder = WindowedValues.getFullCoder(VoidCoder.of(), GlobalWindow.Coder.INSTANCE);
      Map<TupleTag<?>, OutputTag<WindowedValue<?>>> tags = new HashMap<>();
      Map<TupleTag<?>, Coder<WindowedValue<?>>> coders = new HashMap<>();
      Map<TupleTag<?>, Integer> ids = new HashMap<>();
      coders.put(main, coder);
      ids.put(main, 0);
      for (TupleTag<?> other : others) {
        tags.put(other, new OutputTag<>(other.getId(), new CoderTypeInformation<>(coder, options)));
        coders.put(other, coder);
        ids.put(other, ids.size());
      }
      return new MultiOutputOutputManagerFactory<>(main, tags, coders, ids, options);
    }

    @Override
    public void setup(
        StreamTask<?, ?> task,
        StreamConfig config,
        Output<StreamRecord<WindowedValue<T>>> network) {
      super.setup(
          task,
          config,
          new Output<>() {
            @Override
            public void collect(StreamRecord<WindowedValue<T>> record) {
              add(main, record);
            }

            @Override
            public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
              add(tag.getId(), record);
            }

            private void add(String tag, StreamRecord<?> record) {
              given
                  .computeIfAbsent(tag, first -> new ArrayList<>())
                  .add(((WindowedValue<?>) record.getValue()).getValue());
            }

            @Override
            public void emitWatermark(Watermark watermark) {
              network.emitWatermark(watermark);
            }

            @Override
            public void emitWatermarkStatus(WatermarkStatus status) {}

            @Override
            public void emitLatencyMarker(LatencyMarker marker) {}

            @Override
            public void emitRecordAttributes(RecordAttributes attributes) {}

            @Override
            public void close() {}
          });
    }
  }
}
