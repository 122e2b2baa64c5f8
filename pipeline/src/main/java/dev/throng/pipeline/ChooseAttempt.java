package dev.throng.pipeline;

import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Summary;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Of several attempts at a split exactly one counts (F32). */
final class ChooseAttempt extends DoFn<KV<String, Iterable<SplitSummary>>, KV<String, Summary>> {
  private static final long serialVersionUID = 1;

  @ProcessElement
  public void choose(
      @Element KV<String, Iterable<SplitSummary>> attempts,
      OutputReceiver<KV<String, Summary>> out) {
    out.output(EventFlow.piece(Summary.of(SplitSummary.only(attempts.getValue()))));
  }
}
