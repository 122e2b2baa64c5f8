package dev.throng.pipeline.stream;

import com.google.common.collect.Iterators;
import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.ledger.FactList;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.consent.waiting.DueAnswers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Holds the facts of one bucket of ids, and answers what is asked about them once the watermark of
 * events and ledger has passed the end of the question's slot: by then every fact is here that was
 * recorded in time. So nothing is answered before the ledger was read to its end. A fact is never
 * late: it counts for whatever is answered from then on.
 *
 * <p>Of an id's facts those go that no event can ask for any more, since later ones speak in their
 * place. The last word of each id stays, and with it an id's state, for ever: a refusal holds for
 * whatever event may come, and without it the event's own consent would count.
 */
final class AnswerWhenDue extends DoFn<KV<Integer, byte[]>, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1;

  /** The facts about each id, by the two halves of its pseudonym. */
  @StateId("facts")
  private final StateSpec<MapState<KV<Long, Long>, byte[]>> factsState =
      StateSpecs.map(
          KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of()), ByteArrayCoder.of());

  @StateId("questions")
  private final StateSpec<MapState<KV<Long, Integer>, byte[]>> questionsState = SlotQueue.blocks();

  @StateId("index")
  private final StateSpec<ValueState<byte[]>> indexState = SlotQueue.index();

  @TimerId("due")
  private final TimerSpec dueTimer = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final WorkerSettings settings;
  private final Reach reach;
  private transient @Nullable DueAnswers answers;
  private transient @Nullable KnownIds ids;
  private transient @Nullable Bundle<KV<Integer, byte[]>> ready;

  AnswerWhenDue(WorkerSettings settings, Reach reach) {
    this.settings = settings;
    this.reach = reach;
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    Consent consent = settings.job().consent();
    Bundle<KV<Integer, byte[]>> bundle = new Bundle<>();
    ready = bundle;
    ids = new KnownIds();
    answers =
        new DueAnswers(
            new ConsentRule(consent.decide(), consent.defaults()),
            StreamFlow.BUCKETS,
            (bucket, block) -> bundle.add(KV.of(bucket, block)));
  }

  @ProcessElement
  public void take(
      @Element KV<Integer, byte[]> block,
      @StateId("facts") MapState<KV<Long, Long>, byte[]> facts,
      @StateId("questions") MapState<KV<Long, Integer>, byte[]> questions,
      @StateId("index") ValueState<byte[]> index,
      @TimerId("due") Timer due) {
    byte[] rows = block.getValue();
    if (DueAnswers.asks(rows)) {
      new SlotQueue(questions, index, due).add(rows);
    } else {
      int bucket = block.getKey();
      FactRows.read(rows, (subject, fact, recorded) -> add(bucket, facts, subject, fact, recorded));
    }
  }

  private void add(
      int bucket,
      MapState<KV<Long, Long>, byte[]> facts,
      JoinKey subject,
      long fact,
      long recorded) {
    FactList known = known(bucket, facts, subject);
    FactList list = known == null ? new FactList() : known;
    list.add(fact, recorded);
    list.forget(reach.forgotten());
    facts.put(key(subject), list.bytes());
    knownIds().add(bucket, key(subject).getKey(), stored(facts));
  }

  /** Answers what is due. */
  @OnTimer("due")
  public void answer(
      OnTimerContext context,
      @Key Integer bucket,
      @StateId("facts") MapState<KV<Long, Long>, byte[]> facts,
      @StateId("questions") MapState<KV<Long, Integer>, byte[]> questions,
      @StateId("index") ValueState<byte[]> index,
      @TimerId("due") Timer due) {
    Map<JoinKey, @Nullable FactList> read = new HashMap<>();
    new SlotQueue(questions, index, due)
        .take(
            context.fireTimestamp().getMillis(),
            blocks -> {
              for (byte[] block : blocks) {
                answers()
                    .answer(
                        block, id -> read.computeIfAbsent(id, one -> known(bucket, facts, one)));
              }
              return List.of();
            });
  }

  private @Nullable FactList known(int bucket, MapState<KV<Long, Long>, byte[]> facts, JoinKey id) {
    if (!knownIds().mayHave(bucket, key(id).getKey(), stored(facts))) {
      return null;
    }
    byte[] known = facts.get(key(id)).read();
    return known == null ? null : FactList.of(known);
  }

  private static Iterable<Long> stored(MapState<KV<Long, Long>, byte[]> facts) {
    return () -> Iterators.transform(facts.keys().read().iterator(), KV::getKey);
  }

  private KnownIds knownIds() {
    return Objects.requireNonNull(ids, "the step is not set up");
  }

  private static KV<Long, Long> key(JoinKey id) {
    ByteBuffer bits = ByteBuffer.wrap(id.bytes());
    return KV.of(bits.getLong(), bits.getLong());
  }

  /** Gives the answers away. */
  @FinishBundle
  public void flush(FinishBundleContext context) {
    answers().flush();
    if (ready != null) {
      ready.drain(block -> context.output(block, StreamFlow.NO_TIME, GlobalWindow.INSTANCE));
    }
  }

  private DueAnswers answers() {
    if (answers == null) {
      throw new IllegalStateException("the step is not set up");
    }
    return answers;
  }
}
