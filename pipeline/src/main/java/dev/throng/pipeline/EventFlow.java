package dev.throng.pipeline;

import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.SplitSource;
import dev.throng.pipeline.read.TreatSplits;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Split;
import dev.throng.transforms.aggregate.Report;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The journey in batch: events come in, are treated, counted and released, and what the run came to
 * is written beside its outputs for the launcher, which commits it.
 */
public final class EventFlow extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;

  private static final Coder<KV<KV<String, Long>, Aggregate>> AGGREGATES =
      KvCoder.of(
          KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()), NounCoder.of(Aggregate.class));
  private static final Coder<KV<String, SplitSummary>> ATTEMPTS =
      KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(SplitSummary.class));
  static final Coder<KV<String, Summary>> SUMMARIES =
      KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Summary.class));

  private final transient List<Split> splits;
  private final WorkerSettings settings;

  private EventFlow(List<Split> splits, WorkerSettings settings) {
    this.splits = splits;
    this.settings = settings;
  }

  /** The journey of these splits, of which there is at least one. */
  public static EventFlow of(List<Split> splits, WorkerSettings settings) {
    return new EventFlow(splits, settings);
  }

  @Override
  public PDone expand(PBegin begin) {
    PCollectionTuple asked =
        begin
            .apply("List the input's splits", Read.from(new SplitSource(splits)))
            .apply("Ask the ledger", ledger());
    PCollectionTuple treated =
        asked
            .get(JoinLedger.ANSWERED)
            .apply("Read, treat, ask for consent, store, add up", treatment(asked));
    PCollection<KV<String, Summary>> attempts =
        treated
            .get(TreatSplits.ATTEMPTS)
            .setCoder(ATTEMPTS)
            .apply("Gather attempts", GroupByKey.create())
            .apply("Choose one attempt a split", ParDo.of(new ChooseAttempt()))
            .setCoder(SUMMARIES);
    PCollection<KV<String, Summary>> windows =
        aggregates(treated)
            .apply("Gather windows", GroupByKey.create())
            .apply("Release and write windows", ParDo.of(new ReleaseWindows(settings)))
            .setCoder(SUMMARIES);
    PCollectionList.of(attempts)
        .and(windows)
        .and(asked.get(JoinLedger.COUNTS))
        .apply("All that was done", Flatten.pCollections())
        .apply("Gather it", GroupByKey.create())
        .apply("Sum it up for the launcher", ParDo.of(new WriteSummary(settings)));
    return PDone.in(begin.getPipeline());
  }

  private PTransform<PCollection<Split>, PCollectionTuple> ledger() {
    return settings.ledger().isShuffled()
        ? new JoinLedger(settings)
        : new HoldLedger(splits, settings);
  }

  private ParDo.MultiOutput<KV<String, Iterable<byte[]>>, KV<String, SplitSummary>> treatment(
      PCollectionTuple asked) {
    TupleTagList others = TupleTagList.of(TreatSplits.AGGREGATES).and(TreatSplits.ROWS);
    if (!asked.has(HoldLedger.OBJECTIONS)) {
      return ParDo.of(TreatSplits.of(settings)).withOutputTags(TreatSplits.ATTEMPTS, others);
    }
    PCollectionView<Iterable<byte[]>> objections =
        asked.get(HoldLedger.OBJECTIONS).apply("Who unsubscribed", View.asIterable());
    return ParDo.of(TreatSplits.of(settings).withObjections(objections))
        .withSideInputs(objections)
        .withOutputTags(TreatSplits.ATTEMPTS, others);
  }

  /** What was added up of events and, behind a shuffle by person, of what people did. */
  private PCollection<KV<KV<String, Long>, Aggregate>> aggregates(PCollectionTuple treated) {
    PCollection<KV<KV<String, Long>, Aggregate>> events =
        treated.get(TreatSplits.AGGREGATES).setCoder(AGGREGATES);
    PCollection<KV<Integer, byte[]>> rows =
        treated.get(TreatSplits.ROWS).setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()));
    List<Report> reports = settings.job().reports();
    if (reports.stream().noneMatch(each -> each.countsSessions() || each.isNoised())) {
      return events;
    }
    PCollection<KV<KV<String, Long>, Aggregate>> people =
        rows.apply("Gather people", GroupByKey.create())
            .apply("Count what each did", ParDo.of(new CountPeople(settings)))
            .setCoder(AGGREGATES);
    PCollectionList<KV<KV<String, Long>, Aggregate>> all = PCollectionList.of(events).and(people);
    if (reports.stream().anyMatch(Report::isNoised)) {
      all =
          all.and(
              treated
                  .getPipeline()
                  .apply(
                      "Windows that go out by the calendar",
                      Create.of(EmptyWindows.of(settings)).withCoder(AGGREGATES)));
    }
    return all.apply("Together", Flatten.pCollections());
  }

  /** One piece of what the run came to, under the only key there is. */
  static KV<String, Summary> piece(Summary piece) {
    return KV.of("", piece);
  }
}
