package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
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
 * Writes tables into a topic of Kafka: a record a row, and behind the rows of a window one that
 * says how many they are. A record's key is the report, the window and the group, so that who
 * writes a window again says the same under the same keys, and a compacted topic keeps each once
 * (F15).
 */
public final class TopicTables implements TableSink {
  private static final int PATIENCE_MILLIS = 60_000;

  private final String topic;
  private final Supplier<Map<String, Object>> settings;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /**
   * Tables in a topic, to which nothing is said before the first is written.
   *
   * @param settings of the client, secrets among them
   */
  public TopicTables(String topic, Supplier<Map<String, Object>> settings) {
    this.topic = topic;
    this.settings = settings;
  }

  @Override
  public void write(Table table) throws IOException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (ReleasedAggregate row : table.rows()) {
        sent.add(send(JsonTable.key(table, row.getGroup()), JsonTable.record(table, row)));
      }
      await(sent);
      // The last word comes when all others are there.
      await(List.of(send(JsonTable.markKey(table), JsonTable.mark(table))));
    } catch (ExecutionException | RuntimeException refused) {
      close();
      throw new IOException(
          "the topic %s refused window %s of '%s' (%s)"
              .formatted(
                  topic,
                  table.windowName(),
                  table.report(),
                  refused.getCause() == null
                      ? refused.getClass().getSimpleName()
                      : refused.getCause().getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  private Future<RecordMetadata> send(byte[] key, byte[] value) {
    if (producer == null) {
      Map<String, Object> all = new HashMap<>(settings.get());
      all.put(ProducerConfig.ACKS_CONFIG, "all");
      all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
      all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
      all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
      producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer.send(new ProducerRecord<>(topic, key, value));
  }

  private static void await(List<Future<RecordMetadata>> sent)
      throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }
}
