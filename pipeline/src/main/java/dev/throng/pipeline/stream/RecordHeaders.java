package dev.throng.pipeline.stream;

import dev.throng.transforms.parse.Headers;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The headers of a record of Kafka. */
record RecordHeaders(org.apache.kafka.common.header.Headers kafka) implements Headers {

  static Headers of(KafkaRecord<byte[], byte[]> record) {
    org.apache.kafka.common.header.@Nullable Headers headers = record.getHeaders();
    return headers == null ? NONE : new RecordHeaders(headers);
  }

  @Override
  public void each(BiConsumer<String, byte @Nullable []> each) {
    for (Header header : kafka) {
      each.accept(header.key(), header.value());
    }
  }
}
