package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class TrustedMarksTest {
  @Test
  void aMarkComesBack() throws Exception {
    TrustedMarks.trust();
    AvroCoder<KafkaCheckpointMark> coder = AvroCoder.of(KafkaCheckpointMark.class);
    KafkaCheckpointMark mark =
        new KafkaCheckpointMark(
            List.of(new KafkaCheckpointMark.PartitionMark("events", 3, 17, 1_000)),
            Optional.empty());
    KafkaCheckpointMark back =
        CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, mark));
    KafkaCheckpointMark.PartitionMark partition = back.getPartitions().get(0);
    assertEquals("events", partition.getTopic());
    assertEquals(3, partition.getPartition());
    assertEquals(17, partition.getNextOffset());
    assertEquals(1_000, partition.getWatermarkMillis());
  }
}
