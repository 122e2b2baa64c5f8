package dev.throng.pipeline;

import dev.throng.pipeline.read.SplitObjections;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Split;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Carries {@link SplitObjections}. */
final class FindObjections extends DoFn<Split, byte[]> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;
  private transient @Nullable SplitObjections objections;
  private transient @Nullable OutputReceiver<byte[]> receiver;

  FindObjections(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void find(@Element Split split, OutputReceiver<byte[]> out) throws IOException {
    receiver = out;
    if (objections == null) {
      objections = new SplitObjections(settings, (bucket, rows) -> give(rows));
    }
    objections.read(split);
  }

  private void give(byte[] rows) {
    if (receiver == null) {
      throw new IllegalStateException("there is nobody to give it to");
    }
    receiver.output(rows);
  }
}
