package dev.throng.pipeline.read;

import com.fasterxml.jackson.core.JacksonException;
import dev.throng.pipeline.job.Job;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ledger.AskedIds;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.pseudonymize.Pseudonymize;
import dev.throng.transforms.pseudonymize.geo.GeoDataException;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.KeyException;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Runs chain A over one event: reads, parses and pseudonymizes it, and takes down its own word and
 * whom the ledger is to be asked about.
 *
 * @param outcome what became of it
 * @param warnings what was wrong with it besides, in the order in which it was found
 */
public record OneEvent(Outcome outcome, List<Warning> warnings) {
  public OneEvent {
    warnings = List.copyOf(warnings);
  }

  /** What a step makes of a record. */
  public sealed interface Outcome {}

  /** It goes on to the gate of consent. */
  public record Treated(PseudonymousEvent event) implements Outcome {}

  /** It was understood, and may not be used whatever anybody consents to. */
  public record Dropped(DropReason reason) implements Outcome {}

  /**
   * It could not be used.
   *
   * @param field by its path in the format, or "" where it is the whole record
   */
  public record Rejected(RejectReason reason, String field) implements Outcome {}

  /**
   * Reads the event of a file in the job's format.
   *
   * @param file its name; {@code -} is the standard input
   * @throws MissingInputException where there is no such file, or it holds no record, or more than
   *     one
   * @throws IOException where it, or location data, cannot be read
   */
  public static OneEvent read(Job job, String file) throws IOException {
    if (file.equals("-")) {
      return read(job, Channels.newChannel(System.in), "the standard input");
    }
    List<MatchResult.Metadata> found =
        FileSystems.match(file, EmptyMatchTreatment.ALLOW).metadata();
    if (found.size() != 1) {
      throw new MissingInputException(file + " is missing");
    }
    return read(job, FileSystems.open(found.get(0).resourceId()), file);
  }

  private static OneEvent read(Job job, ReadableByteChannel channel, String name)
      throws IOException {
    Pseudonymize chain = ChainA.pseudonymize(job, new AskedIds(JoinPseudonyms.open(job.keys())));
    Taker taker = new Taker();
    try (EventReader reader =
        job.events()
            .format()
            .open(channel, 0, Long.MAX_VALUE, ChainA.parsing(job, AskedIds.FIELDS))) {
      Sink<IdentifiedEvent> entry = chain.into(taker);
      if (!reader.next(entry)) {
        throw new MissingInputException(name + " holds no event");
      }
      OneEvent event = taker.taken();
      if (reader.next(entry)) {
        throw new MissingInputException(name + " holds more than one event");
      }
      return event;
    } catch (KeyException | GeoDataException | MissingInputException told) {
      throw told;
    } catch (JacksonException | RuntimeException quoting) {
      // F22: the message of what nobody foresaw may quote the record.
      IllegalStateException silent =
          new IllegalStateException(
              "the event of %s met a fault in Throng (%s); please report it"
                  .formatted(name, quoting.getClass().getSimpleName()));
      silent.setStackTrace(quoting.getStackTrace());
      throw silent;
    }
  }

  private static final class Taker implements Sink<PseudonymousEvent> {
    private @Nullable Outcome outcome;
    private final List<Warning> warnings = new ArrayList<>();

    OneEvent taken() {
      if (outcome == null) {
        throw new IllegalStateException("no step told what became of it");
      }
      return new OneEvent(outcome, warnings);
    }

    /** The step uses its object again for the next event, which there must not be. */
    @Override
    public void keep(PseudonymousEvent event) {
      outcome = new Treated(event);
    }

    @Override
    public void drop(DropReason reason) {
      outcome = new Dropped(reason);
    }

    @Override
    public void reject(RejectReason reason, String field) {
      outcome = new Rejected(reason, field);
    }

    @Override
    public void warn(Warning warning) {
      warnings.add(warning);
    }
  }
}
