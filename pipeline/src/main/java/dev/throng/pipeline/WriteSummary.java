package dev.throng.pipeline;

import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes down what the whole run came to. It may be tried again: attempts say the same. */
final class WriteSummary extends DoFn<KV<String, Iterable<Summary>>, Void> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;

  WriteSummary(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void write(@Element KV<String, Iterable<Summary>> pieces) throws IOException {
    Summary.of(pieces.getValue())
        .write(settings.staging(), settings.job().outputs().places().home(), Staging.newAttempt());
  }
}
