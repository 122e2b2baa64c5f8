package dev.throng.pipeline;

import dev.throng.pipeline.read.FilePart;
import dev.throng.pipeline.read.SplitQuestions;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Carries {@link SplitQuestions}. */
final class AskLedger extends DoFn<Split, KV<String, byte[]>> {
  private static final long serialVersionUID = 1;

  /** What ends the questions of each split, by its name. */
  static final TupleTag<KV<String, byte[]>> SEALS = new TupleTag<>("seals") {};

  /** Questions and objections, by bucket. */
  static final TupleTag<KV<Integer, byte[]>> BLOCKS = new TupleTag<>("blocks") {};

  private final WorkerSettings settings;
  private transient @Nullable SplitQuestions questions;
  private transient @Nullable OutputReceiver<KV<Integer, byte[]>> blocks;

  AskLedger(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void ask(@Element Split split, MultiOutputReceiver out) throws IOException {
    blocks = out.get(BLOCKS);
    if (questions == null) {
      questions = new SplitQuestions(settings, this::give);
    }
    out.get(SEALS).output(KV.of(FilePart.of(split).name(), questions.ask(split)));
  }

  private void give(int bucket, byte[] rows) {
    if (blocks == null) {
      throw new IllegalStateException("there is nobody to give it to");
    }
    blocks.output(KV.of(bucket, rows));
  }
}
