package dev.throng.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to a topic of Kafka and waits until the brokers have them. What is sent again after
 * a crash is there twice, under the same key (F15). For one thread.
 */
final class TopicSender implements Closeable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final String topic;
  private final Supplier<Map<String, Object>> settings;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * Of a topic, to which nothing is said before the first record.
   *
   * @param settings of the client, secrets among them
   */
  TopicSender(String topic, Supplier<Map<String, Object>> settings) {
    this.topic = topic;
    this.settings = settings;
  }

  /**
   * Sends a record, which is there when {@link #await} is over.
   *
   * @param what is said of it where the topic refuses it
   * @throws IOException where the topic refuses it at once
   */
  void send(byte[] key, byte[] value, String what) throws IOException {
    try {
      sent.add(producer().send(new ProducerRecord<>(topic, key, value)));
    } catch (RuntimeException refused) {
      throw refused(refused, what);
    }
  }

  /**
   * Waits until all are there.
   *
   * @throws IOException where the topic refuses one
   */
  void await(String what) throws IOException {
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      sent.clear();
    } catch (ExecutionException refused) {
      throw refused(refused, what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> all = new HashMap<>(settings.get());
      all.put(ProducerConfig.ACKS_CONFIG, "all");
      all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
      all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
      all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
      producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private IOException refused(Exception refused, String what) {
    close();
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return new IOException(
        "the topic %s refused %s (%s)".formatted(topic, what, cause.getClass().getSimpleName()));
  }

  @Override
  public void close() {
    sent.clear();
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }
}
