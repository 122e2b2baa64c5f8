package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.TopicOutput;
import dev.throng.pipeline.publish.TopicRejections;
import dev.throng.schemas.Rejection;
import java.io.IOException;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejections to a topic, and ends no bundle, and so no checkpoint, before they are there.
 * After a crash some are sent again, under the same keys.
 */
final class SendRejections extends DoFn<KV<String, Rejection>, Void> {
  private static final long serialVersionUID = 1;

  private final TopicOutput to;
  private transient @Nullable TopicRejections topic;

  SendRejections(TopicOutput to) {
    this.to = to;
  }

  /** Makes what the worker needs. */
  @Setup
  public void open() {
    topic = new TopicRejections(to.topic(), () -> Sinks.settings(to));
  }

  @ProcessElement
  public void send(@Element KV<String, Rejection> rejection) throws IOException {
    topic().send(rejection.getValue());
  }

  /** Waits until the brokers have all. */
  @FinishBundle
  public void await() throws IOException {
    topic().await();
  }

  private TopicRejections topic() {
    return Objects.requireNonNull(topic, "the step is not set up");
  }

  /** Lets go of the topic. */
  @Teardown
  public void close() {
    if (topic != null) {
      topic.close();
    }
  }
}
