package dev.throng.pipeline;

import dev.throng.pipeline.read.FilePart;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Asks nobody beforehand: every worker holds the ledger, if there is one. */
final class HoldLedger extends PTransform<PCollection<Split>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;

  HoldLedger(WorkerSettings settings) {
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(PCollection<Split> splits) {
    return PCollectionTuple.of(
            JoinLedger.ANSWERED,
            splits
                .apply("No answers", ParDo.of(new NoAnswers()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), IterableCoder.of(ByteArrayCoder.of()))))
        .and(
            JoinLedger.COUNTS,
            settings.ledger().isInMemory()
                ? splits
                    .getPipeline()
                    .apply("The ledger", Create.of(1))
                    .apply("Count the ledger", ParDo.of(new CountLedger(settings)))
                    .setCoder(EventFlow.SUMMARIES)
                : splits.getPipeline().apply("No ledger", Create.empty(EventFlow.SUMMARIES)));
  }

  private static final class NoAnswers extends DoFn<Split, KV<String, Iterable<byte[]>>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void name(@Element Split split, OutputReceiver<KV<String, Iterable<byte[]>>> out) {
      out.output(KV.of(FilePart.of(split).name(), List.of()));
    }
  }
}
