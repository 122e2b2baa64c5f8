package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.TopicOutput;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.CountsCoder;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Rejection;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.waiting.Slots;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;

/**
 * The journey over topics: events come in and are treated, wait until the ledger's word on them is
 * final, are decided and added up, and each window is released once. The names of the steps are
 * those of their state: who changes one cannot go on from a savepoint (F20).
 */
public final class StreamFlow extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;

  /**
   * How many buckets ids and events are in. Their state belongs to them, so the number is for ever;
   * it is twice as many as Flink has groups of keys.
   */
  static final int BUCKETS = 256;

  /** What crosses steps has no time of its own: slots and windows know theirs. */
  static final Instant NO_TIME = Instant.EPOCH;

  private static final Coder<KV<Integer, byte[]>> BLOCKS =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());
  private static final Coder<KV<KV<String, Long>, Aggregate>> AGGREGATES =
      KvCoder.of(
          KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()), NounCoder.of(Aggregate.class));
  private static final Coder<KV<String, Aggregate>> NOISED =
      KvCoder.of(StringUtf8Coder.of(), NounCoder.of(Aggregate.class));
  private static final Coder<KV<KV<Long, Integer>, byte[]>> STORED =
      KvCoder.of(KvCoder.of(BigEndianLongCoder.of(), VarIntCoder.of()), ByteArrayCoder.of());
  private static final Coder<KV<Long, Counts>> COUNTS =
      KvCoder.of(VarLongCoder.of(), new CountsCoder());
  private static final Coder<KV<String, Rejection>> REJECTIONS =
      KvCoder.of(StringUtf8Coder.of(), NounCoder.of(Rejection.class));

  private final WorkerSettings settings;
  private final Reach reach;

  private StreamFlow(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
  }

  /**
   * The journey of a job whose events come from a topic.
   *
   * @param reach which events are taken
   */
  public static StreamFlow of(WorkerSettings settings, Reach reach) {
    return new StreamFlow(settings, reach);
  }

  /** When the events of a job are decided. */
  static Slots slots(Job job) {
    if (job.consent().decide() instanceof Decide.WithGrace with) {
      return Slots.of(with.grace());
    }
    throw new IllegalStateException("decisions in streaming wait for a grace");
  }

  @Override
  public PDone expand(PBegin begin) {
    Job job = settings.job();
    if (!(job.events().input() instanceof Input.Topic topic)) {
      throw new IllegalArgumentException("the events come from files");
    }
    PCollectionTuple treated =
        begin
            .apply("Read events", new TopicSource(topic, EventClock.Of.job(job)))
            .apply(
                "Treat records",
                ParDo.of(new TreatRecords(settings, reach))
                    .withOutputTags(
                        TreatRecords.EVENTS,
                        TupleTagList.of(TreatRecords.QUESTIONS)
                            .and(TreatRecords.COUNTS)
                            .and(TreatRecords.FIRST)
                            .and(TreatRecords.REJECTED)));
    PCollection<KV<String, Aggregate>> first = treated.get(TreatRecords.FIRST).setCoder(NOISED);
    PCollectionList<KV<Integer, byte[]>> asked =
        PCollectionList.of(treated.get(TreatRecords.QUESTIONS).setCoder(BLOCKS));
    PCollectionList<KV<Long, Counts>> counts =
        PCollectionList.of(treated.get(TreatRecords.COUNTS).setCoder(COUNTS));
    if (job.consent().ledger() instanceof Input.Topic topicOfFacts) {
      PCollectionTuple ledger = ledger(begin, topicOfFacts);
      asked = asked.and(ledger.get(ReadFacts.FACTS).setCoder(BLOCKS));
      counts = counts.and(ledger.get(ReadFacts.COUNTS).setCoder(COUNTS));
    }
    PCollection<KV<Integer, byte[]>> answers =
        asked
            .apply("Questions and facts", Flatten.pCollections())
            .apply("Answer when due", ParDo.of(new AnswerWhenDue(settings, reach)));
    PCollectionTuple decided =
        PCollectionList.of(treated.get(TreatRecords.EVENTS).setCoder(BLOCKS))
            .and(answers.setCoder(BLOCKS))
            .apply("Events and answers", Flatten.pCollections())
            .apply(
                "Decide events",
                ParDo.of(new DecideEvents(settings))
                    .withOutputTags(
                        DecideEvents.AGGREGATES,
                        TupleTagList.of(DecideEvents.SESSIONS)
                            .and(DecideEvents.NOISED_SESSIONS)
                            .and(DecideEvents.PEOPLE)
                            .and(DecideEvents.STORED)
                            .and(DecideEvents.COUNTS)));
    counts
        .and(decided.get(DecideEvents.COUNTS).setCoder(COUNTS))
        .and(released(decided, first))
        .apply("All counts", Flatten.pCollections())
        .apply("Keep counts", ParDo.of(new KeepCounts(settings, reach)));
    PCollection<KV<KV<Long, Integer>, byte[]>> stored =
        decided.get(DecideEvents.STORED).setCoder(STORED);
    if (job.outputs().events() != null) {
      stored.apply("Keep events", ParDo.of(new KeepEvents(settings, reach)));
    }
    PCollection<KV<String, Rejection>> rejected =
        treated.get(TreatRecords.REJECTED).setCoder(REJECTIONS);
    rejected.apply("Keep rejections", ParDo.of(new KeepRejections(settings)));
    TopicOutput rejectedTopic = job.outputs().rejectedTopic();
    if (rejectedTopic != null) {
      rejected.apply("Send rejections", ParDo.of(new SendRejections(rejectedTopic)));
    }
    return PDone.in(begin.getPipeline());
  }

  /** Adds up and releases all reports, and says what came too late for them. */
  private List<PCollection<KV<Long, Counts>>> released(
      PCollectionTuple decided, PCollection<KV<String, Aggregate>> first) {
    List<Report> reports = settings.job().reports();
    List<PCollection<KV<Long, Counts>>> counts = new ArrayList<>();
    PCollectionList<KV<KV<String, Long>, Aggregate>> internal =
        PCollectionList.of(decided.get(DecideEvents.AGGREGATES).setCoder(AGGREGATES));
    PCollection<KV<Integer, byte[]>> sessionRows =
        decided.get(DecideEvents.SESSIONS).setCoder(BLOCKS);
    if (reports.stream().anyMatch(Report::countsSessions)) {
      PCollectionTuple sessions =
          sessionRows.apply(
              "Count sessions",
              ParDo.of(new CountSessions(settings))
                  .withOutputTags(CountSessions.AGGREGATES, TupleTagList.of(CountSessions.COUNTS)));
      internal = internal.and(sessions.get(CountSessions.AGGREGATES).setCoder(AGGREGATES));
      counts.add(sessions.get(CountSessions.COUNTS).setCoder(COUNTS));
    }
    counts.add(
        internal
            .apply("All aggregates", Flatten.pCollections())
            .apply("Release windows", ParDo.of(new ReleaseWhenClosed(settings, reach)))
            .setCoder(COUNTS));
    if (reports.stream().anyMatch(Report::isNoised)) {
      counts.addAll(noised(decided, first));
    }
    return counts;
  }

  /** The same of what third parties get. */
  private List<PCollection<KV<Long, Counts>>> noised(
      PCollectionTuple decided, PCollection<KV<String, Aggregate>> first) {
    List<PCollection<KV<Long, Counts>>> counts = new ArrayList<>();
    PCollectionList<KV<String, Aggregate>> all =
        PCollectionList.of(first)
            .and(
                decided
                    .get(DecideEvents.PEOPLE)
                    .setCoder(BLOCKS)
                    .apply("Bound what people add", ParDo.of(new BoundPeople(settings)))
                    .setCoder(NOISED));
    PCollection<KV<Integer, byte[]>> rows =
        decided.get(DecideEvents.NOISED_SESSIONS).setCoder(BLOCKS);
    if (settings.job().reports().stream().anyMatch(Report::countsNoisedSessions)) {
      PCollectionTuple sessions =
          rows.apply(
              "Bound sessions of people",
              ParDo.of(new BoundSessions(settings))
                  .withOutputTags(BoundSessions.AGGREGATES, TupleTagList.of(BoundSessions.COUNTS)));
      all = all.and(sessions.get(BoundSessions.AGGREGATES).setCoder(NOISED));
      counts.add(sessions.get(BoundSessions.COUNTS).setCoder(COUNTS));
    }
    counts.add(
        all.apply("All that is noised", Flatten.pCollections())
            .apply("Release by the calendar", ParDo.of(new ReleaseByCalendar(settings)))
            .setCoder(COUNTS));
    return counts;
  }

  private PCollectionTuple ledger(PBegin begin, Input.Topic ledger) {
    return begin
        .apply("Read the ledger", new TopicSource(ledger, new FactClock.Of()))
        .apply(
            "Take in facts",
            ParDo.of(new ReadFacts(settings, reach))
                .withOutputTags(ReadFacts.FACTS, TupleTagList.of(ReadFacts.COUNTS)));
  }
}
