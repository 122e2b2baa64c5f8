package dev.throng.pipeline;

import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.ledger.Answers;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Carries {@link Answers} over the ids of a bucket. */
final class AnswerQuestions extends DoFn<KV<Integer, Iterable<byte[]>>, KV<String, byte[]>> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;

  AnswerQuestions(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void answer(
      @Element KV<Integer, Iterable<byte[]>> bucket, OutputReceiver<KV<String, byte[]>> out) {
    Consent consent = settings.job().consent();
    new Answers(
            new ConsentRule(consent.decide(), consent.defaults()),
            consent.decide().asksWhenRecorded())
        .answer(bucket.getValue(), (split, answers) -> out.output(KV.of(split, answers)));
  }
}
