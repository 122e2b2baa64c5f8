package dev.throng.pipeline.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * A client that knows where it was: what retention deleted before it was read is counted, where
 * Kafka's own way with {@code auto.offset.reset} is to go on with what is left and say nothing. So
 * a job that was away for longer than its topics keep is found out.
 */
final class TopicConsumer extends KafkaConsumer<byte[], byte[]> {

  private TopicConsumer(Map<String, Object> settings) {
    super(settings);
  }

  /** A client with those settings, that begins with the first record where it has not been yet. */
  static TopicConsumer of(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return new TopicConsumer(all);
  }

  /**
   * The next records, from the first that there is where those in between were deleted.
   *
   * @throws IllegalStateException where the topic ends before what was read already
   */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    // Each turn says of some partition where it goes on, so that there are not many.
    while (true) {
      try {
        return super.poll(timeout);
      } catch (NoOffsetForPartitionException fresh) {
        seekToBeginning(fresh.partitions());
      } catch (OffsetOutOfRangeException away) {
        away.offsetOutOfRangePartitions().forEach(this::skip);
      }
    }
  }

  @Override
  public long position(TopicPartition partition) {
    try {
      return super.position(partition);
    } catch (NoOffsetForPartitionException fresh) {
      seekToBeginning(fresh.partitions());
      return super.position(partition);
    }
  }

  private void skip(TopicPartition partition, long wanted) {
    Collection<TopicPartition> one = Set.of(partition);
    long first = beginningOffsets(one).get(partition);
    if (first < wanted) {
      throw new IllegalStateException(
          "the topic '"
              + partition.topic()
              + "' ends before what this job has read of it, as if it had been made anew: begin"
              + " without a savepoint, or give the job the topic that it knows");
    }
    LostRecords.add(partition.topic(), first - wanted);
    seek(partition, first);
  }
}
