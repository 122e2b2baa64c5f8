package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Secrets;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of a topic, on the worker: credentials, TLS and SASL stand in a file that is
 * read there, and are in no option, plan or checkpoint (F12).
 *
 * @param properties the file; null where there is none
 */
record TopicClient(@Nullable String properties)
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  /** A record is made by this, also where a worker unpacks its source, and before it reads. */
  TopicClient {
    TrustedMarks.trust();
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(Secrets.of(properties));
    all.putAll(settings);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return TopicConsumer.of(all);
  }
}
