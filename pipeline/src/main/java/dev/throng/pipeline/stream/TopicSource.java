package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import java.util.Map;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as bytes from its beginning, each partition at its own time (F13, F14). */
final class TopicSource extends PTransform<PBegin, PCollection<KafkaRecord<byte[], byte[]>>> {
  private static final long serialVersionUID = 1;

  private final Input.Topic topic;
  private final RecordClock.Maker clock;

  TopicSource(Input.Topic topic, RecordClock.Maker clock) {
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public PCollection<KafkaRecord<byte[], byte[]>> expand(PBegin begin) {
    return begin.apply(
        KafkaIO.<byte[], byte[]>read()
            .withBootstrapServers(topic.bootstrap())
            .withTopic(topic.topic())
            .withKeyDeserializer(ByteArrayDeserializer.class)
            .withValueDeserializer(ByteArrayDeserializer.class)
            .withConsumerFactoryFn(new TopicClient(topic.properties()))
            .withConsumerConfigUpdates(
                Map.of(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed"))
            .withTimestampPolicyFactory(new WatchedTopic(topic, clock)));
  }
}
