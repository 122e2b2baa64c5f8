package dev.throng.pipeline.read;

import dev.throng.pipeline.publish.LedgerCounts;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.BlockSink;
import dev.throng.transforms.consent.ledger.FactRows;
import java.io.IOException;

/** Reads a ledger that is shuffled. Made on the worker, for one thread. */
public final class LedgerRows {
  private final FactRows rows;
  private final FactFile file;

  /**
   * Opens the join key.
   *
   * @param blocks takes facts, whenever there are enough, and at the end of a part
   */
  public LedgerRows(WorkerSettings settings, BlockSink blocks) {
    this.rows = new FactRows(settings.buckets(), blocks);
    this.file = new FactFile(settings.job(), rows);
  }

  /** Reads one part of a file, and says what became of its lines. */
  public LedgerCounts read(Split part) throws IOException {
    LedgerCounts counts = file.read(part);
    rows.flush();
    return counts;
  }
}
