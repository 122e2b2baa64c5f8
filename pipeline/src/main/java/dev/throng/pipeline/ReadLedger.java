package dev.throng.pipeline;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.LedgerRows;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Carries {@link LedgerRows} over the parts of the ledger's files. */
final class ReadLedger extends DoFn<Split, KV<Integer, byte[]>> {
  private static final long serialVersionUID = 1;

  /** Facts, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> BLOCKS = new TupleTag<>("facts") {};

  /** What became of the lines. */
  static final TupleTag<KV<String, Summary>> COUNTS = new TupleTag<>("counts") {};

  private final WorkerSettings settings;
  private transient @Nullable LedgerRows rows;
  private transient @Nullable OutputReceiver<KV<Integer, byte[]>> blocks;

  ReadLedger(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void read(@Element Split part, MultiOutputReceiver out) throws IOException {
    blocks = out.get(BLOCKS);
    if (rows == null) {
      rows = new LedgerRows(settings, this::give);
    }
    out.get(COUNTS).output(EventFlow.piece(Summary.of(rows.read(part))));
  }

  private void give(int bucket, byte[] facts) {
    if (blocks == null) {
      throw new IllegalStateException("there is nobody to give it to");
    }
    blocks.output(KV.of(bucket, facts));
  }
}
