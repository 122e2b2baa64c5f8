package dev.throng.pipeline.stream;

import dev.throng.pipeline.OperationMetrics;
import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.read.MissingInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives each partition that a reader reads its time, and says how many it reads and how many there
 * are: KafkaIO finds no new ones (F13), so that somebody must be told. The broker is asked each
 * minute, and beside the reader, which never waits for the answer.
 */
final class WatchedTopic implements TimestampPolicyFactory<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final long PERIOD = 60_000;

  private final Input.Topic topic;
  private final RecordClock.Maker clock;

  private transient int read;
  private transient int told;
  private transient int known;
  private transient long due;
  private transient @Nullable CompletableFuture<Integer> answer;

  WatchedTopic(Input.Topic topic, RecordClock.Maker clock) {
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public TimestampPolicy<byte[], byte[]> createTimestampPolicy(
      TopicPartition partition, Optional<Instant> before) {
    read++;
    TimestampPolicy<byte[], byte[]> time =
        new TopicTime(
            clock.make(),
            InstantSource.system(),
            topic.disorder().toMillis(),
            topic.idle().toMillis(),
            before.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE));
    return new TimestampPolicy<>() {
      @Override
      public Instant getTimestampForRecord(
          PartitionContext context, KafkaRecord<byte[], byte[]> record) {
        watch();
        return time.getTimestampForRecord(context, record);
      }

      @Override
      public Instant getWatermark(PartitionContext context) {
        return time.getWatermark(context);
      }
    };
  }

  /**
   * Called where a reader gives a record, for only there metrics are taken: what has no record is
   * counted with the first that has one.
   */
  private void watch() {
    if (told < read) {
      OperationMetrics.partitionsRead(read - told);
      OperationMetrics.recordsLost(0);
      told = read;
    }
    long lost = LostRecords.take(topic.topic());
    if (lost > 0) {
      OperationMetrics.recordsLost(lost);
    }
    long now = System.currentTimeMillis();
    if (answer == null && now >= due) {
      due = now + PERIOD;
      answer = CompletableFuture.supplyAsync(this::partitions);
    }
    if (answer != null && answer.isDone()) {
      known = answer.getNow(known);
      answer = null;
      OperationMetrics.partitionsKnown(known);
    }
  }

  /** How many there are; as many as were known where nobody answers. */
  private int partitions() {
    try {
      return Topics.partitions(topic);
    } catch (MissingInputException | IOException | UncheckedIOException silent) {
      return known;
    }
  }
}
