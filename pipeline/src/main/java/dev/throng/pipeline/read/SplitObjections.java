package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.Split;
import dev.throng.transforms.consent.ledger.BlockSink;
import dev.throng.transforms.consent.ledger.FactRows;
import dev.throng.transforms.consent.ledger.Objections;
import dev.throng.transforms.consent.signal.UnsubscribeEvent;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import java.io.IOException;

/**
 * Reads splits a first time, for those who unsubscribe alone (P31): most records are passed over
 * undecoded. What leaves it are join pseudonyms and times (law 1). Made on the worker, for one
 * thread.
 */
public final class SplitObjections {
  private final Job job;
  private final FactRows rows;
  private final Objections objections;

  /**
   * Opens the join key.
   *
   * @param blocks takes facts, all in one bucket, at the end of a split
   */
  public SplitObjections(WorkerSettings settings, BlockSink blocks) {
    this.job = settings.job();
    this.rows = new FactRows(1, blocks);
    this.objections = new Objections(JoinPseudonyms.open(job.keys()), job.consent().decide(), rows);
  }

  /** Reads one split. */
  public void read(Split split) throws IOException {
    FirstReading.ofType(UnsubscribeEvent.TYPE, job, split, objections::hear);
    rows.flush();
  }
}
