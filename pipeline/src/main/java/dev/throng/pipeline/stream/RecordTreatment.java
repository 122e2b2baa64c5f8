package dev.throng.pipeline.stream;

import dev.throng.pipeline.OperationMetrics;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.ChainA;
import dev.throng.pipeline.read.Sealing;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.schemas.Rejection;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.consent.ledger.Objections;
import dev.throng.transforms.consent.waiting.WaitingRows;
import dev.throng.transforms.parse.Headers;
import dev.throng.transforms.parse.MessageDecoder;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.geo.GeoDataException;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.KeyException;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;
import dev.throng.transforms.step.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Chain A over records of a topic: parse, pseudonymize, take down the event's own word; then rows
 * that wait for the ledger. Whoever unsubscribes is a fact from here on. For one thread.
 */
final class RecordTreatment implements Sink<PseudonymousEvent> {
  /** A partition's number and an offset in it make one number that no other event has. */
  private static final int OFFSET_BITS = 48;

  /** Takes treated elements, of which each tag has its own. */
  interface Receiver {
    <T> void output(TupleTag<T> tag, T element);
  }

  private final Sealing sealing;
  private final int mostBytes;
  private final MessageDecoder decoder;
  private final Sink<IdentifiedEvent> entry;
  private final Bundle<KV<Integer, byte[]>> events = new Bundle<>();
  private final Bundle<KV<Integer, byte[]>> questions = new Bundle<>();
  private final Bundle<KV<String, Rejection>> rejections = new Bundle<>();
  private final WaitingRows rows;
  private final FactRows facts;
  private final HourCounts counts;

  private String topic = "";
  private int partition;
  private long offset;
  private byte @Nullable [] value;

  /** When the record at hand happened, as far as that is known. */
  private final AgentReader agents = new AgentReader();

  private long agentsAsked;
  private long agentsAnew;
  private long time;

  /**
   * Opens keys and location data.
   *
   * @param reach which events are taken
   * @throws IOException where location data cannot be read
   */
  RecordTreatment(Job job, Reach reach) throws IOException {
    sealing = Sealing.of(job);
    counts = new HourCounts(reach);
    mostBytes = job.limits().recordBytes();
    decoder = job.events().format().messages(ChainA.parsing(job, AskedIds.FIELDS));
    rows =
        new WaitingRows(
            StreamFlow.slots(job),
            StreamFlow.BUCKETS,
            (bucket, block) -> questions.add(KV.of(bucket, block)),
            (bucket, block) -> events.add(KV.of(bucket, block)));
    facts =
        new FactRows(StreamFlow.BUCKETS, (bucket, block) -> questions.add(KV.of(bucket, block)));
    Objections objections =
        new Objections(JoinPseudonyms.open(job.keys()), job.consent().decide(), facts);
    Step<IdentifiedEvent, PseudonymousEvent> chain =
        ChainA.pseudonymize(job, new AskedIds(JoinPseudonyms.open(job.keys())), agents);
    Step<IdentifiedEvent, PseudonymousEvent> heard =
        (event, sink) -> {
          time = event.getEventTime();
          if (!reach.allows(time)) {
            sink.reject(RejectReason.TIME_OUT_OF_LIMITS, "event_time");
            return;
          }
          objections.hear(event);
          chain.apply(event, sink);
        };
    entry = heard.into(this);
  }

  /** Treats one record, whatever is in it. */
  void treat(KafkaRecord<byte[], byte[]> record) {
    topic = record.getTopic();
    partition = record.getPartition();
    offset = record.getOffset();
    time = record.getTimestamp();
    value = record.getKV().getValue();
    if (value == null) {
      reject(RejectReason.EMPTY);
    } else if (value.length > mostBytes) {
      reject(RejectReason.TOO_LARGE);
    } else {
      decode(value, RecordHeaders.of(record));
    }
  }

  private void decode(byte[] value, Headers headers) {
    try {
      decoder.decode(value, headers, entry);
    } catch (KeyException | GeoDataException | UncheckedIOException told) {
      throw told;
    } catch (RuntimeException quoting) {
      // F22: its message may quote the record. Read again, it would only fail again.
      reject(RejectReason.FAULT);
    }
  }

  @Override
  public void keep(PseudonymousEvent event) {
    rows.add(event, (long) partition << OFFSET_BITS | offset);
  }

  @Override
  public void drop(DropReason reason) {
    counts.drop(time, reason);
  }

  @Override
  public void reject(RejectReason reason, String field) {
    counts.reject(time, reason);
    String part = topic + "-" + partition;
    rejections.add(
        KV.of(
            KeepRejections.part(topic, partition, offset),
            new Rejection(
                reason.stage().label(),
                reason.label(),
                field.isEmpty() ? null : field,
                part,
                offset,
                sealed(reason, part))));
  }

  private @Nullable String sealed(RejectReason reason, String part) {
    return value == null || reason == RejectReason.TOO_LARGE
        ? null
        : sealing.ofMessage(value, part, offset).orElse(null);
  }

  @Override
  public void warn(Warning warning) {
    counts.warn(time, warning.label());
  }

  /** Gives all away. */
  void flush(Receiver out) {
    OperationMetrics.agents(agents.asked() - agentsAsked, agents.readAnew() - agentsAnew);
    agentsAsked = agents.asked();
    agentsAnew = agents.readAnew();
    rows.flush();
    facts.flush();
    questions.drain(block -> out.output(TreatRecords.QUESTIONS, block));
    events.drain(block -> out.output(TreatRecords.EVENTS, block));
    rejections.drain(rejection -> out.output(TreatRecords.REJECTED, rejection));
    counts.flush((hour, counted) -> out.output(TreatRecords.COUNTS, KV.of(hour, counted)));
  }
}
