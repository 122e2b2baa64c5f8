package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.Join;
import dev.throng.pipeline.store.FactStore;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.FactReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * The ledger of a run: the files that every worker reads, and how they are joined with the events.
 *
 * @param join {@link Join#MEMORY} or {@link Join#SHUFFLE}
 * @param parts the files, cut into parts; none where the job has no ledger
 */
public record LedgerFiles(Join join, List<FilePart> parts) implements Serializable {
  /** Where a job has none. */
  public static final LedgerFiles NONE = new LedgerFiles(Join.MEMORY, List.of());

  /** Some six million facts, which take 60 to 250 MB of memory. */
  private static final long MOST_IN_MEMORY = 1L << 30;

  private static final long PART_BYTES = 16L << 20;

  /** How much longer a packed ledger would be as lines of JSON. */
  private static final int PACKED = 8;

  public LedgerFiles {
    parts = List.copyOf(parts);
  }

  /**
   * The ledger that a job names, and what Throng itself wrote down in that store.
   *
   * @throws MissingInputException where a pattern matches nothing
   * @throws IOException where the store fails
   */
  public static LedgerFiles of(Consent consent, String store) throws IOException {
    Map<String, MatchResult.Metadata> files =
        InputFiles.matched(consent.ledgerFiles(), "consent.ledger");
    files.putAll(FactStore.of(store).files());
    if (files.isEmpty()) {
      return NONE;
    }
    List<Split> parts = InputFiles.splits(files, FactReader::splittable, PART_BYTES);
    Join join = consent.join();
    if (join == Join.AUTO) {
      join = size(files) <= MOST_IN_MEMORY ? Join.MEMORY : Join.SHUFFLE;
    }
    return new LedgerFiles(join, parts.stream().map(FilePart::of).toList());
  }

  private static long size(Map<String, MatchResult.Metadata> files) {
    long size = 0;
    for (Map.Entry<String, MatchResult.Metadata> file : files.entrySet()) {
      size += file.getValue().sizeBytes() * (packed(file.getKey()) ? PACKED : 1);
    }
    return size;
  }

  /** Whether a file of that name is compressed, as the blocks of Avro may be. */
  private static boolean packed(String file) {
    return !FactReader.splittable(file) || file.toLowerCase(Locale.ROOT).endsWith(".avro");
  }

  /** Whether there is a ledger that every worker holds. */
  public boolean isInMemory() {
    return !parts.isEmpty() && join == Join.MEMORY;
  }

  /** Whether there is a ledger that is shuffled. */
  public boolean isShuffled() {
    return !parts.isEmpty() && join == Join.SHUFFLE;
  }

  /** The parts of its files. */
  public List<Split> splits() {
    return parts.stream().map(FilePart::split).toList();
  }
}
