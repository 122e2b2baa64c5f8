package dev.throng.pipeline.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many records of a topic were deleted before this job read them: seen where the client polls,
 * in a thread of KafkaIO's own, and told where metrics are taken.
 */
final class LostRecords {
  private static final Map<String, Long> UNTOLD = new ConcurrentHashMap<>();

  private LostRecords() {}

  static void add(String topic, long records) {
    UNTOLD.merge(topic, records, Long::sum);
  }

  /** Those since it was asked last. */
  static long take(String topic) {
    Long lost = UNTOLD.isEmpty() ? null : UNTOLD.remove(topic);
    return lost == null ? 0 : lost;
  }
}
