package dev.throng.pipeline.stream;

import dev.throng.pipeline.job.Input;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic as bytes from its beginning, many records an element, each partition at its own
 * time (F13, F14, F43).
 */
final class TopicSource extends PTransform<PBegin, PCollection<List<KafkaRecord<byte[], byte[]>>>> {
  private static final long serialVersionUID = 1;

  private final Input.Topic topic;
  private final RecordClock.Maker clock;

  TopicSource(Input.Topic topic, RecordClock.Maker clock) {
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public PCollection<List<KafkaRecord<byte[], byte[]>>> expand(PBegin begin) {
    return begin.apply(Read.from(batches()));
  }

  RecordBatches<KafkaRecord<byte[], byte[]>, UnboundedSource.CheckpointMark> batches() {
    return new RecordBatches<>(records());
  }

  /** What KafkaIO reads from: it gives it away only as a step of a pipeline. */
  @SuppressWarnings("unchecked")
  private UnboundedSource<KafkaRecord<byte[], byte[]>, UnboundedSource.CheckpointMark> records() {
    Pipeline alone = Pipeline.create();
    alone.apply(read());
    AtomicReference<UnboundedSource<?, ?>> found = new AtomicReference<>();
    alone.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof Read.Unbounded<?> unbounded) {
              found.set(unbounded.getSource());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    if (found.get() == null) {
      throw new IllegalStateException("KafkaIO reads from no source that can be batched");
    }
    return (UnboundedSource<KafkaRecord<byte[], byte[]>, UnboundedSource.CheckpointMark>)
        found.get();
  }

  private KafkaIO.Read<byte[], byte[]> read() {
    return KafkaIO.<byte[], byte[]>read()
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
        .withTimestampPolicyFactory(new WatchedTopic(topic, clock));
  }
}
