package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Throng's own facts in the ledger's topic: what people said by letter reaches a job over topics as
 * all else does. They name people by their pseudonyms, and a header says so. The same fact twice is
 * one, so that whoever is not sure sends it again.
 */
public final class LedgerTopic {
  private static final String OWN = "throng-own";
  private static final int PATIENCE_MILLIS = 30_000;

  private LedgerTopic() {}

  /** Whether a record is one of Throng's own. */
  static boolean isOwn(Headers headers) {
    Header own = headers.lastHeader(OWN);
    return own != null;
  }

  /**
   * Sends facts, and waits until all brokers have them that must.
   *
   * @param lines as the store keeps them, one fact each
   * @throws IOException where the broker does not take them; then some may have been sent
   */
  public static void send(Input.Topic topic, List<byte[]> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Map<String, Object> settings = new HashMap<>(TopicClient.settings(topic));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (byte[] line : lines) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.topic(), line);
        record.headers().add(OWN, new byte[0]);
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException | RuntimeException refused) {
      throw new IOException(
          "the topic '%s' at %s does not take facts (%s); try again"
              .formatted(
                  topic.topic(),
                  topic.bootstrap(),
                  refused.getCause() == null
                      ? refused.getClass().getSimpleName()
                      : refused.getCause().getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }
}
