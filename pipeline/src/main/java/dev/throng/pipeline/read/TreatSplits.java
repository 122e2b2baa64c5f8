package dev.throng.pipeline.read;

import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.schemas.Aggregate;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link SplitTreatment}: what comes in are names and offsets, and what goes out is treated
 * and added up (law 1, F29). A split that is tried again writes files of other names, and says so
 * in its summary (F32).
 */
public final class TreatSplits
    extends DoFn<KV<String, Iterable<byte[]>>, KV<String, SplitSummary>> {
  private static final long serialVersionUID = 1;

  /** What each attempt at a split came to, by the split's name. */
  public static final TupleTag<KV<String, SplitSummary>> ATTEMPTS = new TupleTag<>("attempts") {};

  /** What was added up, by report and window start. */
  public static final TupleTag<KV<KV<String, Long>, Aggregate>> AGGREGATES =
      new TupleTag<>("aggregates") {};

  /** Blocks of rows about people, by bucket, as {@link RowSink} has them. */
  public static final TupleTag<KV<Integer, byte[]>> ROWS = new TupleTag<>("rows") {};

  private final WorkerSettings settings;

  /** What the run's own events add to a ledger in memory; null where it is not asked for. */
  private final @Nullable PCollectionView<Iterable<byte[]>> objections;

  private transient @Nullable SplitTreatment treatment;
  private transient @Nullable Receiver receiver;

  private TreatSplits(
      WorkerSettings settings, @Nullable PCollectionView<Iterable<byte[]>> objections) {
    this.settings = settings;
    this.objections = objections;
  }

  /** Treats splits by these settings; whoever objects is known to whoever holds the ledger. */
  public static TreatSplits of(WorkerSettings settings) {
    return new TreatSplits(settings, null);
  }

  /** The same, and the run's own events add these facts. */
  public TreatSplits withObjections(PCollectionView<Iterable<byte[]>> facts) {
    return new TreatSplits(settings, facts);
  }

  /** Takes treated elements, during a split or at the end of a bundle. */
  private interface Receiver {
    <T> void output(TupleTag<T> tag, T element);
  }

  /** Treats the split of that name, with what a shuffled ledger answered. */
  @ProcessElement
  public void treat(ProcessContext context, MultiOutputReceiver out) throws IOException {
    if (treatment == null) {
      treatment =
          new SplitTreatment(
              settings,
              objections == null ? List.of() : context.sideInput(objections),
              aggregate -> give(AGGREGATES, keyed(aggregate)),
              (bucket, rows) -> give(ROWS, KV.of(bucket, rows)));
    }
    KV<String, Iterable<byte[]>> split = context.element();
    receiver =
        new Receiver() {
          @Override
          public <T> void output(TupleTag<T> tag, T element) {
            out.get(tag).output(element);
          }
        };
    SplitSummary summary =
        treatment.treat(FilePart.named(split.getKey()).split(), split.getValue());
    give(ATTEMPTS, KV.of(summary.split().label(), summary));
  }

  /** Gives away what is left. In batch a bundle is all that a worker reads (F25). */
  @FinishBundle
  public void flush(FinishBundleContext context) {
    receiver =
        new Receiver() {
          @Override
          public <T> void output(TupleTag<T> tag, T element) {
            context.output(
                tag, element, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
          }
        };
    if (treatment != null) {
      treatment.flush();
    }
  }

  private static KV<KV<String, Long>, Aggregate> keyed(Aggregate aggregate) {
    return KV.of(KV.of(aggregate.getReport(), aggregate.getWindowStart()), aggregate);
  }

  private <T> void give(TupleTag<T> tag, T element) {
    if (receiver == null) {
      throw new IllegalStateException("there is nobody to give it to");
    }
    receiver.output(tag, element);
  }
}
