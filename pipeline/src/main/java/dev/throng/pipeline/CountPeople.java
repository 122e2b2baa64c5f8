package dev.throng.pipeline;

import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Carries {@link PersonCounting} over the people of a bucket. */
final class CountPeople
    extends DoFn<KV<Integer, Iterable<byte[]>>, KV<KV<String, Long>, Aggregate>> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;
  private transient @Nullable PersonCounting counting;

  CountPeople(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void count(
      @Element KV<Integer, Iterable<byte[]>> bucket,
      OutputReceiver<KV<KV<String, Long>, Aggregate>> out) {
    if (counting == null) {
      counting = new PersonCounting(settings);
    }
    counting.count(
        bucket.getKey(),
        bucket.getValue(),
        aggregate ->
            out.output(KV.of(KV.of(aggregate.getReport(), aggregate.getWindowStart()), aggregate)));
  }
}
