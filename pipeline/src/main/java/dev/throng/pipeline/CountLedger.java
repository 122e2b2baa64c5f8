package dev.throng.pipeline;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.SharedLedger;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Says once for the run what became of the lines of the ledger that every worker holds. */
final class CountLedger extends DoFn<Integer, KV<String, Summary>> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;

  CountLedger(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void count(OutputReceiver<KV<String, Summary>> out) throws IOException {
    out.output(EventFlow.piece(Summary.of(SharedLedger.of(settings).counts())));
  }
}
