package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.job.Input;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a topic of a broker, whose records are times. */
class TopicSourceTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();
  private static final long FROM = 1_780_000_000_000L;
  private static final Duration DISORDER = Duration.ofHours(1);

  @TempDir Path folder;

  /** What a record says is when it happened. */
  private record Times() implements RecordClock.Maker {
    @Override
    public RecordClock make() {
      return (value, headers) -> ByteBuffer.wrap(value).getLong();
    }
  }

  /** One minute each. */
  private static List<byte[]> minutes(int from, int until) {
    return LongStream.range(from, until)
        .mapToObj(i -> ByteBuffer.allocate(8).putLong(FROM + i * 60_000).array())
        .toList();
  }

  @Test
  void aMarkKnowsHowFarTheRecordsBeforeItHaveComeInTime() throws Exception {
    try (Broker broker = Broker.start(folder.resolve("broker"))) {
      broker.topic("times", 1);
      broker.send("times", 1, minutes(0, 100));
      RecordBatches<KafkaRecord<byte[], byte[]>, CheckpointMark> source =
          new TopicSource(
                  new Input.Topic(broker.address(), "times", null, DISORDER, Duration.ofHours(1)),
                  new Times())
              .batches()
              .split(1, OPTIONS)
              .get(0);
      CheckpointMark read = readOn(source, null, 100);
      CheckpointMark unasked = readOn(source, read, 0);
      try (UnboundedReader<?> reader = source.createReader(OPTIONS, unasked)) {
        assertEquals(reached(99), reader.getWatermark());
      }
      broker.send("times", 1, minutes(100, 130));
      CheckpointMark more = readOn(source, unasked, 30);
      try (UnboundedReader<?> reader = source.createReader(OPTIONS, more)) {
        assertEquals(reached(129), reader.getWatermark());
      }
    }
  }

  private static Instant reached(long minute) {
    return Instant.ofEpochMilli(FROM + minute * 60_000 - DISORDER.toMillis());
  }

  /** Reads so many records, never asks for the watermark, and gives the mark as it is stored. */
  private static CheckpointMark readOn(
      RecordBatches<KafkaRecord<byte[], byte[]>, CheckpointMark> source,
      @Nullable CheckpointMark from,
      int count)
      throws Exception {
    Coder<CheckpointMark> coder = source.getCheckpointMarkCoder();
    List<KafkaRecord<byte[], byte[]>> read = new ArrayList<>();
    try (UnboundedReader<List<KafkaRecord<byte[], byte[]>>> reader =
        source.createReader(OPTIONS, from)) {
      for (boolean found = reader.start(); read.size() < count; found = reader.advance()) {
        if (found) {
          read.addAll(reader.getCurrent());
        }
      }
      assertEquals(count, read.size());
      return CoderUtils.decodeFromByteArray(
          coder, CoderUtils.encodeToByteArray(coder, reader.getCheckpointMark()));
    }
  }
}
