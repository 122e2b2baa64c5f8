package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Secrets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of clients of brokers: made where they are used, and passed on nowhere. */
public final class ClientSettings {
  private ClientSettings() {}

  /** The client's settings for a topic, secrets among them. */
  public static Map<String, Object> of(Input.Topic topic) {
    Map<String, Object> all = new HashMap<>(Secrets.of(topic.properties()));
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrap());
    return all;
  }
}
