package dev.throng.pipeline.read;

import com.fasterxml.jackson.core.JacksonException;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventRows;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.pseudonymize.geo.GeoDataException;
import dev.throng.transforms.pseudonymize.key.KeyException;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Chains A and B over splits, without Beam: read, parse, pseudonymize, ask for consent; then write
 * the event and add it up. Both the pipeline and the plain loop of {@code throng bench} run it.
 * Made on the worker, for one thread.
 */
public final class SplitTreatment {
  private final WorkerSettings settings;
  private final ParseSettings parsing;
  private final Step<IdentifiedEvent, ConsentedEvent> chain;
  private final EventRows events;
  private final Sealing sealing;
  private final Counting counting;
  private final LedgerAsking ledger;

  /**
   * Opens keys, location data and the ledger.
   *
   * @param objections facts that the run's own events add to a ledger in memory, in blocks
   * @param aggregates takes what was added up, whenever there is too much, and on {@link #flush()}
   * @param rows takes blocks of rows about people likewise
   * @throws IOException where location data or the ledger cannot be read
   */
  public SplitTreatment(
      WorkerSettings settings,
      Iterable<byte[]> objections,
      Consumer<Aggregate> aggregates,
      RowSink rows)
      throws IOException {
    this.settings = settings;
    this.ledger = LedgerAsking.of(settings, objections);
    Job job = settings.job();
    this.parsing = ChainA.parsing(job, ledger.fields());
    Step<IdentifiedEvent, ConsentedEvent> treated =
        ChainA.pseudonymize(job, ledger.signal()).then(ledger.gate(job.consent()));
    this.chain =
        (event, sink) -> {
          ledger.next(event);
          treated.apply(event, sink);
        };
    this.events = job.events().isReplay() ? EventRows.ofReplay() : new EventRows();
    this.sealing = Sealing.of(job);
    this.counting = new Counting(settings, aggregates, rows);
  }

  /**
   * Treats one split, and writes one attempt at its files.
   *
   * @param answers what a shuffled ledger answered; nothing where there is none
   * @throws IOException where the input cannot be read or the output not be written
   */
  public SplitSummary treat(Split split, Iterable<byte[]> answers) throws IOException {
    try (EventReader reader = SplitRecords.open(settings.job(), split, parsing);
        Attempt attempt = new Attempt(settings, split, reader, events, sealing, counting)) {
      ledger.begin(answers);
      treat(split, reader, chain.into(attempt));
      ledger.end(split.getFile());
      SplitSummary summary = attempt.finish();
      SplitProgress.done(settings.staging().run());
      return summary;
    }
  }

  private static void treat(Split split, EventReader reader, Sink<IdentifiedEvent> entry)
      throws IOException {
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
    counting.flush();
  }
}
