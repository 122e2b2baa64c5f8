package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import org.apache.beam.sdk.io.FileSystems;

/** Opens the records of a split, whether they lie there in the clear or sealed. */
final class SplitRecords {
  private SplitRecords() {}

  /** All of its records. */
  static EventReader open(Job job, Split split, ParseSettings parsing) throws IOException {
    return job.events().input() instanceof Input.Sealed sealed
        ? opened(sealed, job, split, parsing)
        : job.events().format().open(channel(split), split.getStart(), split.getEnd(), parsing);
  }

  /** Those of a type, and of others as many as it likes. */
  static EventReader openForType(String type, Job job, Split split, ParseSettings parsing)
      throws IOException {
    return job.events().input() instanceof Input.Sealed sealed
        ? opened(sealed, job, split, parsing)
        : job.events()
            .format()
            .openForType(type, channel(split), split.getStart(), split.getEnd(), parsing);
  }

  private static EventReader opened(
      Input.Sealed sealed, Job job, Split split, ParseSettings parsing) throws IOException {
    RecordOpener opener = RecordOpener.of(sealed.opens(), Instant.now());
    return new SealedReader(channel(split), opener, job.events().format(), parsing);
  }

  private static ReadableByteChannel channel(Split split) throws IOException {
    return FileSystems.open(FileSystems.matchSingleFileSpec(split.getFile()).resourceId());
  }
}
