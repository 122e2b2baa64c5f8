package dev.throng.pipeline.read;

import dev.throng.pipeline.job.Input;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Throng's own facts in the ledger's topic: what people said by letter reaches a job over topics as
 * all else does. They name people by their pseudonyms, and a header says so. The same fact twice is
 * one, so that whoever is not sure sends it again.
 */
public final class LedgerTopic {
  private static final String OWN = "throng-own";
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Duration POLL = Duration.ofSeconds(1);

  private LedgerTopic() {}

  /** Whether a record is one of Throng's own. */
  public static boolean isOwn(Headers headers) {
    return headers.lastHeader(OWN) != null;
  }

  /** Takes what stands in the topic. */
  @FunctionalInterface
  interface Taker {

    /**
     * Takes one record.
     *
     * @param own whether it is one of Throng's own
     * @param place partition and offset, for people
     */
    void take(byte @Nullable [] value, boolean own, String place);
  }

  /**
   * Reads all that stands in a topic now, in the order of each partition.
   *
   * @throws MissingInputException where no broker answers, or there is no such topic
   */
  static void read(Input.Topic topic, Taker taker) throws IOException {
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(topic));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topic()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          taker.take(
              each.value(),
              isOwn(each.headers()),
              topic.topic() + "-" + each.partition() + " at offset " + each.offset());
        }
      }
    } catch (KafkaException silent) {
      throw new MissingInputException(
          "the ledger's topic '%s' at %s cannot be read (%s); see 'consent.ledger' in the job file"
              .formatted(topic.topic(), topic.bootstrap(), silent.getClass().getSimpleName()));
    }
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
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(topic));
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
