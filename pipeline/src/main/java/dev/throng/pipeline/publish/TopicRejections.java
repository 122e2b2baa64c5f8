package dev.throng.pipeline.publish;

import dev.throng.schemas.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends rejections to a topic of Kafka: a record each, whose key is where the record that it is
 * about lies. So who sends one again says the same under the same key, and a compacted topic keeps
 * each once (F15). Place and reason only: what is sealed stays in files, where retention reaches
 * it.
 */
public final class TopicRejections implements Closeable {
  private static final String WHAT = "a rejection";

  private final TopicSender sender;

  /**
   * Rejections in a topic, to which nothing is said before the first is sent.
   *
   * @param settings of the client, secrets among them
   */
  public TopicRejections(String topic, Supplier<Map<String, Object>> settings) {
    sender = new TopicSender(topic, settings);
  }

  /** Sends one, which is there when {@link #await} is over. */
  public void send(Rejection rejection) throws IOException {
    sender.send(RejectionLine.key(rejection), RejectionLine.record(rejection), WHAT);
  }

  /** Waits until the brokers have all. */
  public void await() throws IOException {
    sender.await(WHAT);
  }

  @Override
  public void close() {
    sender.close();
  }
}
