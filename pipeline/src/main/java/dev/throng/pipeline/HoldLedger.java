package dev.throng.pipeline;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.FilePart;
import dev.throng.pipeline.read.SplitSource;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.signal.UnsubscribeEvent;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Asks nobody beforehand: every worker holds the ledger, if there is one, and is told who
 * unsubscribed.
 */
final class HoldLedger extends PTransform<PCollection<Split>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** Facts of those who unsubscribed in this run, where its events can tell. */
  static final TupleTag<byte[]> OBJECTIONS = new TupleTag<>("objections") {};

  private final transient List<Split> all;
  private final WorkerSettings settings;

  HoldLedger(List<Split> all, WorkerSettings settings) {
    this.all = all;
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(PCollection<Split> splits) {
    PCollection<KV<String, Iterable<byte[]>>> unanswered =
        splits
            .apply("No answers", ParDo.of(new NoAnswers()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), IterableCoder.of(ByteArrayCoder.of())));
    PCollection<KV<String, Summary>> counts = counts(splits.getPipeline());
    if (!settings.job().events().format().tells(UnsubscribeEvent.TYPE)) {
      return PCollectionTuple.of(JoinLedger.ANSWERED, unanswered).and(JoinLedger.COUNTS, counts);
    }
    // Whoever waits for a side input does not ask for splits one by one (F35): they are dealt out.
    return PCollectionTuple.of(
            JoinLedger.ANSWERED, unanswered.apply("Deal them out", Reshuffle.of()))
        .and(JoinLedger.COUNTS, counts)
        .and(
            OBJECTIONS,
            splits
                .getPipeline()
                .apply("List them for a first reading", Read.from(new SplitSource(all)))
                .apply("Find who unsubscribed", ParDo.of(new FindObjections(settings)))
                .setCoder(ByteArrayCoder.of()));
  }

  private PCollection<KV<String, Summary>> counts(Pipeline pipeline) {
    if (!settings.ledger().isInMemory()) {
      return pipeline.apply("No ledger", Create.empty(EventFlow.SUMMARIES));
    }
    return pipeline
        .apply("The ledger", Create.of(1))
        .apply("Count the ledger", ParDo.of(new CountLedger(settings)))
        .setCoder(EventFlow.SUMMARIES);
  }

  private static final class NoAnswers extends DoFn<Split, KV<String, Iterable<byte[]>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void name(@Element Split split, OutputReceiver<KV<String, Iterable<byte[]>>> out) {
      out.output(KV.of(FilePart.of(split).name(), List.of()));
    }
  }
}
