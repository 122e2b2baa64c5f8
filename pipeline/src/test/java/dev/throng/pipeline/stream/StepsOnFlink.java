package dev.throng.pipeline.stream;

import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.CountsCoder;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** All steps with state of {@link StreamFlow}, joined as they are there, with clocks of a test. */
@SuppressWarnings("try") // Flink's own can be interrupted while it closes.
final class StepsOnFlink implements AutoCloseable {
  private static final KvCoder<Integer, byte[]> BLOCKS =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  final StepOnFlink<Integer, byte[], KV<Integer, byte[]>> answer;
  final StepOnFlink<Integer, byte[], KV<KV<String, Long>, Aggregate>> decide;
  final StepOnFlink<Integer, byte[], KV<KV<String, Long>, Aggregate>> sessions;
  final StepOnFlink<Integer, byte[], KV<String, Aggregate>> people;
  final StepOnFlink<Integer, byte[], KV<String, Aggregate>> noisedSessions;
  final StepOnFlink<KV<String, Long>, Aggregate, KV<Long, Counts>> release;
  final StepOnFlink<String, Aggregate, KV<Long, Counts>> calendar;
  final StepOnFlink<Long, Counts, Void> counts;
  final StepOnFlink<KV<Long, Integer>, byte[], Void> events;
  final StepOnFlink<String, Rejection, Void> rejections;

  /** In the order in which elements go through them. */
  private final Map<String, StepOnFlink<?, ?, ?>> steps = new LinkedHashMap<>();

  StepsOnFlink(WorkerSettings settings, Reach reach) throws Exception {
    NounCoder<Aggregate> aggregates = NounCoder.of(Aggregate.class);
    answer = of("answer", new AnswerWhenDue(settings, reach), BLOCKS, new TupleTag<>("answers"));
    decide =
        of(
            "decide",
            new DecideEvents(settings),
            BLOCKS,
            DecideEvents.AGGREGATES,
            DecideEvents.SESSIONS,
            DecideEvents.NOISED_SESSIONS,
            DecideEvents.PEOPLE,
            DecideEvents.STORED,
            DecideEvents.COUNTS);
    sessions =
        of(
            "sessions",
            new CountSessions(settings),
            BLOCKS,
            CountSessions.AGGREGATES,
            CountSessions.COUNTS);
    people = of("people", new BoundPeople(settings), BLOCKS, new TupleTag<>("bounded"));
    noisedSessions =
        of(
            "noised sessions",
            new BoundSessions(settings),
            BLOCKS,
            BoundSessions.AGGREGATES,
            BoundSessions.COUNTS);
    release =
        of(
            "release",
            new ReleaseWhenClosed(settings, reach),
            KvCoder.of(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()), aggregates),
            new TupleTag<>("late"));
    calendar =
        of(
            "calendar",
            new ReleaseByCalendar(settings),
            KvCoder.of(StringUtf8Coder.of(), aggregates),
            new TupleTag<>("warned"));
    events =
        of(
            "events",
            new KeepEvents(settings, reach),
            KvCoder.of(KvCoder.of(BigEndianLongCoder.of(), VarIntCoder.of()), ByteArrayCoder.of()),
            new TupleTag<>("none"));
    rejections =
        of(
            "rejections",
            new KeepRejections(settings),
            KvCoder.of(StringUtf8Coder.of(), NounCoder.of(Rejection.class)),
            new TupleTag<>("none"));
    counts =
        of(
            "counts",
            new KeepCounts(settings, reach),
            KvCoder.of(VarLongCoder.of(), new CountsCoder()),
            new TupleTag<>("none"));
  }

  private <K, V, T> StepOnFlink<K, V, T> of(
      String name,
      DoFn<KV<K, V>, T> step,
      KvCoder<K, V> coder,
      TupleTag<T> main,
      TupleTag<?>... others)
      throws Exception {
    StepOnFlink<K, V, T> opened = new StepOnFlink<>(step, coder, main, List.of(others));
    steps.put(name, opened);
    return opened;
  }

  /** Takes what {@link RecordTreatment} gives away. */
  void take(RecordTreatment treatment) {
    treatment.flush(
        new RecordTreatment.Receiver() {
          @Override
          public <T> void output(TupleTag<T> tag, T element) {
            try {
              take(tag, element);
            } catch (Exception failed) {
              throw new AssertionError(failed);
            }
          }
        });
  }

  @SuppressWarnings("unchecked") // a tag has elements of its own type
  private <T> void take(TupleTag<T> tag, T element) throws Exception {
    if (tag.equals(TreatRecords.QUESTIONS)) {
      answer.take((KV<Integer, byte[]>) element);
    } else if (tag.equals(TreatRecords.EVENTS)) {
      decide.take((KV<Integer, byte[]>) element);
    } else if (tag.equals(TreatRecords.COUNTS)) {
      counts.take((KV<Long, Counts>) element);
    } else if (tag.equals(TreatRecords.REJECTED)) {
      rejections.take((KV<String, Rejection>) element);
    } else {
      throw new AssertionError(tag.getId());
    }
  }

  /** The watermark of all sources passes a time, and all that follows from it is passed on. */
  void watermark(long time) throws Exception {
    for (StepOnFlink<?, ?, ?> step : steps.values()) {
      step.watermark(time);
      passOn();
    }
  }

  /** So many milliseconds go by on the wall. */
  void clock(long more) throws Exception {
    for (StepOnFlink<?, ?, ?> step : steps.values()) {
      step.clock(more);
      passOn();
    }
  }

  private void passOn() throws Exception {
    all(decide, answer.given());
    all(release, decide.given());
    all(sessions, decide.given(DecideEvents.SESSIONS));
    all(noisedSessions, decide.given(DecideEvents.NOISED_SESSIONS));
    all(people, decide.given(DecideEvents.PEOPLE));
    all(events, decide.given(DecideEvents.STORED));
    all(counts, decide.given(DecideEvents.COUNTS));
    all(release, sessions.given());
    all(counts, sessions.given(CountSessions.COUNTS));
    all(calendar, people.given());
    all(calendar, noisedSessions.given());
    all(counts, noisedSessions.given(BoundSessions.COUNTS));
    all(counts, release.given());
    all(counts, calendar.given());
  }

  private static <K, V> void all(StepOnFlink<K, V, ?> step, List<KV<K, V>> elements)
      throws Exception {
    for (KV<K, V> element : elements) {
      step.take(element);
    }
  }

  /** A number of each step, those with 0 left out. */
  Map<String, Integer> each(ToIntFunction<StepOnFlink<?, ?, ?>> number) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    steps.forEach((name, step) -> numbers.put(name, number.applyAsInt(step)));
    numbers.values().removeIf(none -> none == 0);
    return numbers;
  }

  @Override
  public void close() throws Exception {
    for (StepOnFlink<?, ?, ?> step : steps.values()) {
      step.close();
    }
  }
}
