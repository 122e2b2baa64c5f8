package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.LedgerTopic;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.parse.FactDecoder;
import dev.throng.transforms.parse.FactSink;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the facts of a topic, chained to the source: whom they are about is a pseudonym before
 * the next one is read (law 1). What is about nobody is counted and alarmed, and stops nothing.
 */
final class ReadFacts extends DoFn<List<KafkaRecord<byte[], byte[]>>, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Facts, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> FACTS = new TupleTag<>("facts") {};

  /** Lines that are about nobody knows whom, by hour, among the warnings. */
  static final TupleTag<KV<Long, Counts>> COUNTS = new TupleTag<>("counts") {};

  private static final String NOBODY = "ledger_about_nobody";

  private final WorkerSettings settings;
  private final Reach reach;
  private transient @Nullable Intake intake;

  ReadFacts(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
  }

  private static final class Intake {
    private final FactDecoder decoder = new FactDecoder();
    private final FactDecoder own = FactDecoder.ofOwn();
    private final Bundle<KV<Integer, byte[]>> blocks = new Bundle<>();
    private final FactRows rows =
        new FactRows(StreamFlow.BUCKETS, (bucket, block) -> blocks.add(KV.of(bucket, block)));
    private final FactIntake facts;
    private final HourCounts counts;

    private Intake(Job job, Reach reach) {
      counts = new HourCounts(reach);
      facts =
          new FactIntake(
              JoinPseudonyms.open(job.keys()),
              job.policy().reconsentFrom(),
              job.consent().decide(),
              rows);
    }
  }

  @ProcessElement
  public void read(@Element List<KafkaRecord<byte[], byte[]>> records) {
    records.forEach(this::read);
  }

  private void read(KafkaRecord<byte[], byte[]> record) {
    byte[] value = record.getKV().getValue();
    FactIntake facts = intake().facts;
    FactSink sink =
        new FactSink() {
          @Override
          public void fact(LedgerFact fact) {
            if (facts.take(fact) == FactIntake.Outcome.REJECTED) {
              unreadable();
            }
          }

          @Override
          public void unreadable() {
            intake().counts.warn(record.getTimestamp(), NOBODY);
          }
        };
    if (value == null) {
      sink.unreadable();
    } else {
      FactDecoder decoder =
          LedgerTopic.isOwn(record.getHeaders()) ? intake().own : intake().decoder;
      decoder.decode(value, 0, value.length, sink);
    }
  }

  private Intake intake() {
    if (intake == null) {
      intake = new Intake(settings.job(), reach);
    }
    return intake;
  }

  /** Gives away the facts of the bundle. */
  @FinishBundle
  public void flush(FinishBundleContext context) {
    if (intake != null) {
      intake.rows.flush();
      intake.blocks.drain(
          block -> context.output(FACTS, block, StreamFlow.NO_TIME, GlobalWindow.INSTANCE));
      intake.counts.flush(
          (hour, counts) ->
              context.output(
                  COUNTS, KV.of(hour, counts), StreamFlow.NO_TIME, GlobalWindow.INSTANCE));
    }
  }
}
