package dev.throng.pipeline.read;

import com.fasterxml.jackson.core.JacksonException;
import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.EventSource;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventRows;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.Split;
import dev.throng.transforms.aggregate.PreAggregation;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.aggregate.SessionRows;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.LedgerWords;
import dev.throng.transforms.consent.RequireConsent;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.consent.signal.Signals;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.pseudonymize.Policy;
import dev.throng.transforms.pseudonymize.Pseudonymize;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.geo.GeoDataException;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.KeyException;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Signal;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * Chains A and B over splits, without Beam: read, parse, pseudonymize, ask for consent; then write
 * the event and add it up. Both the pipeline and the plain loop of {@code throng bench} run it.
 * Made on the worker, for one thread.
 */
public final class SplitTreatment {
  private final WorkerSettings settings;
  private final ParseSettings parsing;
  private final Step<IdentifiedEvent, ConsentedEvent> chain;
  private final EventRows rows = new EventRows();
  private final PreAggregation aggregation;
  private final @Nullable SessionRows sessions;

  /**
   * Opens keys and location data.
   *
   * @param aggregates takes what was added up, whenever there is too much, and on {@link #flush()}
   * @param blocks takes blocks of session rows likewise
   * @throws IOException where location data cannot be read
   */
  public SplitTreatment(
      WorkerSettings settings, Consumer<Aggregate> aggregates, SessionRows.BlockSink blocks)
      throws IOException {
    this.settings = settings;
    Job job = settings.job();
    Policy policy = job.policy();
    this.parsing =
        ParseSettings.standard()
            .withMaxRecordBytes(job.limits().recordBytes())
            .withFields(fields(policy, settings.ledger()))
            .withProperties(policy.properties());
    Pseudonymize pseudonymize =
        new Pseudonymize(
            policy,
            pseudonymizing(job),
            Pseudonyms.open(job.keys()),
            GeoFile.locator(job.geo()),
            new AgentReader(),
            signal(settings));
    this.chain = pseudonymize.then(requireConsent(settings));
    this.aggregation = new PreAggregation(job.reports(), aggregates);
    this.sessions =
        job.reports().stream().anyMatch(Report::countsSessions)
            ? new SessionRows(job.reports(), settings.sessionBuckets(), blocks)
            : null;
  }

  /** What the policy wants and, where there is a ledger, the ids that may be in it. */
  private static Set<String> fields(Policy policy, LedgerFiles ledger) {
    Set<String> fields = new HashSet<>(policy.wantedFields());
    if (!ledger.parts().isEmpty()) {
      fields.addAll(AskedIds.FIELDS);
    }
    return fields;
  }

  private static Signal signal(WorkerSettings settings) {
    Signal own = Signals.all(settings.job().policy().reconsentFrom());
    return settings.ledger().isInMemory()
        ? own.and(new AskedIds(JoinPseudonyms.open(settings.job().keys())))
        : own;
  }

  private static RequireConsent requireConsent(WorkerSettings settings) throws IOException {
    Consent consent = settings.job().consent();
    ConsentRule rule = new ConsentRule(consent.decide(), consent.defaults());
    return new RequireConsent(
        rule,
        settings.ledger().isInMemory()
            ? SharedLedger.of(settings).ledger().words(rule)
            : LedgerWords.NONE);
  }

  private static PseudonymizeSettings pseudonymizing(Job job) {
    EventSource events = job.events();
    return new PseudonymizeSettings(
        events.visitor(),
        events.trustedHops(),
        job.limits().from(),
        job.limits().until(),
        Needed.by(job));
  }

  /**
   * Treats one split, and writes one attempt at its files.
   *
   * @throws IOException where the input cannot be read or the output not be written
   */
  public SplitSummary treat(Split split) throws IOException {
    try (ReadableByteChannel channel =
            FileSystems.open(FileSystems.matchSingleFileSpec(split.getFile()).resourceId());
        EventReader reader =
            settings
                .job()
                .events()
                .format()
                .open(channel, split.getStart(), split.getEnd(), parsing);
        Attempt attempt = new Attempt(settings, split, reader, rows, aggregation, sessions)) {
      treat(split, reader, new Entry(chain, attempt));
      SplitSummary summary = attempt.finish();
      SplitProgress.done(settings.staging().run());
      return summary;
    }
  }

  private static void treat(Split split, EventReader reader, Entry entry) throws IOException {
    try {
      while (reader.next(entry)) {
        // The reader has told the chain, and the chain has told the attempt.
      }
    } catch (KeyException | GeoDataException | UncheckedIOException told) {
      throw told;
    } catch (JacksonException | RuntimeException quoting) {
      // F22: the message of what nobody foresaw may quote the record. Its stack trace does not.
      IllegalStateException silent =
          new IllegalStateException(
              "the record at byte %d of %s met a fault in Throng (%s); please report it"
                  .formatted(reader.offset(), split.getFile(), quoting.getClass().getSimpleName()));
      silent.setStackTrace(quoting.getStackTrace());
      throw silent;
    }
  }

  /** Gives away all that was added up. */
  public void flush() {
    aggregation.flush();
    if (sessions != null) {
      sessions.flush();
    }
  }

  /** Sends what the reader keeps through the chain, and the rest straight to its end. */
  private record Entry(Step<IdentifiedEvent, ConsentedEvent> chain, Sink<ConsentedEvent> end)
      implements Sink<IdentifiedEvent> {
    @Override
    public void keep(IdentifiedEvent event) {
      chain.apply(event, end);
    }

    @Override
    public void drop(DropReason reason) {
      end.drop(reason);
    }

    @Override
    public void reject(RejectReason reason, String field) {
      end.reject(reason, field);
    }
  }
}
