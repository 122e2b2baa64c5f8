package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.Research;
import dev.throng.pipeline.read.ResearchCounting;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.aggregate.PreAggregation;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.RequireConsent;
import dev.throng.transforms.consent.Word;
import dev.throng.transforms.consent.waiting.WaitingEvents;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Chain B over events that waited: the gate of consent, then all reports. For one thread. */
final class ChainB implements Sink<ConsentedEvent> {
  private final WaitingEvents waiting;
  private final RequireConsent gate;
  private final PreAggregation reports;
  private final PeopleRows people;
  private final @Nullable ResearchCounting research;
  private final @Nullable StoredRows stored;
  private final Bundle<Aggregate> aggregates = new Bundle<>();
  private final HourCounts counts = new HourCounts();
  private int word = Word.SILENCE;
  private long time;
  private @Nullable SeenEvents seen;

  ChainB(WorkerSettings settings) {
    Consent consent = settings.job().consent();
    waiting = new WaitingEvents(this::ready);
    gate = new RequireConsent(new ConsentRule(consent.decide(), consent.defaults()), event -> word);
    reports = new PreAggregation(settings.job().reports(), aggregates::add);
    people = new PeopleRows(settings);
    Research extract = settings.job().outputs().research();
    research = extract == null ? null : new ResearchCounting(extract, aggregates::add);
    stored = settings.job().outputs().events() == null ? null : new StoredRows(settings.job());
  }

  /** Decides all events of a bucket and slot that are ready, and says what is left. */
  List<byte[]> decide(List<byte[]> blocks, SeenEvents known) {
    seen = known;
    return waiting.decide(blocks);
  }

  private void ready(PseudonymousEvent event, int said) {
    word = said;
    time = event.getEventTime();
    if (seen != null && !seen.isFirst(event)) {
      drop(DropReason.DUPLICATE);
      return;
    }
    gate.apply(event, this);
  }

  @Override
  public void keep(ConsentedEvent event) {
    counts.keep(time);
    reports.add(event);
    people.add(event);
    if (research != null) {
      research.add(event);
    }
    if (stored != null) {
      stored.add(event);
    }
  }

  @Override
  public void drop(DropReason reason) {
    counts.drop(time, reason);
  }

  @Override
  public void reject(RejectReason reason, String field) {
    throw new IllegalStateException("a treated event cannot be rejected");
  }

  @Override
  public void warn(Warning warning) {
    counts.warn(time, warning.label());
  }

  /** Takes what the events of a bundle came to. */
  interface Receiver {
    <T> void output(TupleTag<T> tag, T element);
  }

  /** Gives all away. */
  void flush(Receiver out) {
    reports.flush();
    if (research != null) {
      research.flush();
    }
    aggregates.drain(
        aggregate ->
            out.output(
                DecideEvents.AGGREGATES,
                KV.of(KV.of(aggregate.getReport(), aggregate.getWindowStart()), aggregate)));
    people.flush(
        rows -> out.output(DecideEvents.SESSIONS, rows),
        rows -> out.output(DecideEvents.NOISED_SESSIONS, rows),
        rows -> out.output(DecideEvents.PEOPLE, rows));
    if (stored != null) {
      stored.flush(rows -> out.output(DecideEvents.STORED, rows));
    }
    counts.flush((hour, counted) -> out.output(DecideEvents.COUNTS, KV.of(hour, counted)));
  }
}
