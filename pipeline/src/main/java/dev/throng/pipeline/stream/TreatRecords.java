package dev.throng.pipeline.stream;

import dev.throng.pipeline.EmptyWindows;
import dev.throng.pipeline.job.NoisyReports;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Rejection;
import dev.throng.transforms.aggregate.Report;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link RecordTreatment}, chained to the source: what goes out is treated, or counted (law
 * 1).
 */
final class TreatRecords extends DoFn<List<KafkaRecord<byte[], byte[]>>, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Blocks of treated events, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> EVENTS = new TupleTag<>("events") {};

  /** Blocks of questions and of objections, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> QUESTIONS = new TupleTag<>("questions") {};

  /** What became of those that end here, by hour. */
  static final TupleTag<KV<Long, Counts>> COUNTS = new TupleTag<>("counts") {};

  /**
   * An empty aggregate of each noised report, at each start of a worker: from then on its windows
   * go out, whether anybody is in them. It comes from here because Beam's own source of constants
   * has state without a name, which no savepoint can be mapped to (F40).
   */
  static final TupleTag<KV<String, Aggregate>> FIRST = new TupleTag<>("first") {};

  /** Rejections, by part of their partition. */
  static final TupleTag<KV<String, Rejection>> REJECTED = new TupleTag<>("rejected") {};

  private final WorkerSettings settings;
  private final Reach reach;
  private transient @Nullable RecordTreatment treatment;

  TreatRecords(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
  }

  @ProcessElement
  public void treat(@Element List<KafkaRecord<byte[], byte[]>> records, MultiOutputReceiver out)
      throws IOException {
    if (treatment == null) {
      treatment = new RecordTreatment(settings.job(), reach);
      for (Report report : settings.job().reports()) {
        if (report.isNoised()) {
          out.get(FIRST).output(KV.of(report.name(), first(report)));
        }
      }
    }
    for (KafkaRecord<byte[], byte[]> record : records) {
      treatment.treat(record);
    }
  }

  private Aggregate first(Report report) {
    return EmptyWindows.of(NoisyReports.of(report).bounds(), settings.calendar().first(report));
  }

  /** Gives away what the bundle came to. */
  @FinishBundle
  public void flush(FinishBundleContext context) {
    if (treatment != null) {
      treatment.flush(
          new RecordTreatment.Receiver() {
            @Override
            public <T> void output(TupleTag<T> tag, T element) {
              context.output(tag, element, StreamFlow.NO_TIME, GlobalWindow.INSTANCE);
            }
          });
    }
  }
}
