package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.pipeline.store.FactStore;
import dev.throng.schemas.LedgerFact;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.FactIntake;
import dev.throng.transforms.consent.ledger.FactTaker;
import dev.throng.transforms.parse.FactReader;
import dev.throng.transforms.parse.FactSink;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of the ledger's files; whom a line is about is a pseudonym before the next one is
 * read (law 1). Made on the worker, for one thread.
 */
final class FactFile {
  private final FactIntake intake;
  private final FactStore own;

  FactFile(Job job, FactTaker taker) {
    this.own = FactStore.of(job.store());
    this.intake =
        new FactIntake(
            JoinPseudonyms.open(job.keys()),
            job.policy().reconsentFrom(),
            job.consent().decide(),
            taker);
  }

  /** Reads one part, and says what became of its lines. */
  LedgerCounts read(Split part) throws IOException {
    try (FactReader reader = open(part, own)) {
      Lines lines = new Lines(part.getFile(), reader);
      while (reader.next(lines)) {
        // The reader has told the intake.
      }
      return new LedgerCounts(lines.read, lines.unclear, lines.rejected, lines.first);
    }
  }

  /** Opens one part. */
  static FactReader open(Split part, FactStore own) throws IOException {
    ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchSingleFileSpec(part.getFile()).resourceId());
    return own.holds(part.getFile())
        ? FactReader.openOwn(channel, part.getStart(), part.getEnd())
        : FactReader.open(channel, part.getStart(), part.getEnd());
  }

  private final class Lines implements FactSink {
    private final String file;
    private final FactReader reader;
    private long read;
    private long unclear;
    private long rejected;
    private @Nullable String first;

    private Lines(String file, FactReader reader) {
      this.file = file;
      this.reader = reader;
    }

    @Override
    public void fact(LedgerFact fact) {
      switch (intake.take(fact)) {
        case TAKEN -> read++;
        case UNCLEAR -> {
          read++;
          unclear++;
        }
        case REJECTED -> unreadable();
      }
    }

    @Override
    public void unreadable() {
      if (rejected++ == 0) {
        first = "%s at byte %d".formatted(file, reader.offset());
      }
    }
  }
}
