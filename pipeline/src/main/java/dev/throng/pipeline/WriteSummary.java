package dev.throng.pipeline;

import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.WorkerSettings;
import java.io.IOException;
import java.util.ArrayList;
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
    ArrayList<SplitSummary> splits = new ArrayList<>();
    ArrayList<ReportSummary> reports = new ArrayList<>();
    for (Summary piece : pieces.getValue()) {
      splits.addAll(piece.splits());
      reports.addAll(piece.reports());
    }
    new Summary(splits, reports)
        .write(settings.staging(), settings.job().outputs().places().home(), Staging.newAttempt());
  }
}
