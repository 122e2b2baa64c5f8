package dev.throng.pipeline;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.SplitSource;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Asks a ledger that is too large for memory. The events stay in their files: questions and facts
 * meet in a shuffle by whom they are about, and the answers go back to the splits, which are read
 * again with them.
 */
final class JoinLedger extends PTransform<PCollection<Split>, PCollectionTuple> {
  private static final long serialVersionUID = 1;

  /** Each split by its name, with the answers for it. */
  static final TupleTag<KV<String, Iterable<byte[]>>> ANSWERED = new TupleTag<>("answered") {};

  /** What became of the ledger's lines. */
  static final TupleTag<KV<String, Summary>> COUNTS = new TupleTag<>("ledger counts") {};

  private static final Coder<KV<Integer, byte[]>> BLOCKS =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());
  private static final Coder<KV<String, byte[]>> ANSWERS =
      KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of());

  private final WorkerSettings settings;

  JoinLedger(WorkerSettings settings) {
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(PCollection<Split> splits) {
    PCollectionTuple asked =
        splits.apply(
            "Ask about every event",
            ParDo.of(new AskLedger(settings))
                .withOutputTags(AskLedger.SEALS, TupleTagList.of(AskLedger.BLOCKS)));
    PCollectionTuple facts =
        splits
            .getPipeline()
            .apply(
                "List the ledger's parts", Read.from(new SplitSource(settings.ledger().splits())))
            .apply(
                "Read the ledger",
                ParDo.of(new ReadLedger(settings))
                    .withOutputTags(ReadLedger.BLOCKS, TupleTagList.of(ReadLedger.COUNTS)));
    PCollection<KV<String, byte[]>> answers =
        PCollectionList.of(asked.get(AskLedger.BLOCKS).setCoder(BLOCKS))
            .and(facts.get(ReadLedger.BLOCKS).setCoder(BLOCKS))
            .apply("Questions and facts", Flatten.pCollections())
            .apply("Gather ids", GroupByKey.create())
            .apply("Answer", ParDo.of(new AnswerQuestions(settings)))
            .setCoder(ANSWERS);
    return PCollectionTuple.of(
            ANSWERED,
            PCollectionList.of(asked.get(AskLedger.SEALS).setCoder(ANSWERS))
                .and(answers)
                .apply("All that was answered", Flatten.pCollections())
                .apply("Gather answers", GroupByKey.create()))
        .and(COUNTS, facts.get(ReadLedger.COUNTS).setCoder(EventFlow.SUMMARIES));
  }
}
