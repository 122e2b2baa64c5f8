package dev.throng.pipeline.stream;

import java.util.List;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;

/**
 * Tells Avro that it may make the marks by which KafkaIO goes on from a checkpoint: since 1.12 it
 * makes only classes that someone trusts, and without them no checkpoint is ever taken (F37).
 */
final class TrustedMarks {
  private static final Set<String> MARKS =
      Set.of(
          KafkaCheckpointMark.class.getName(),
          KafkaCheckpointMark.PartitionMark.class.getName(),
          List.class.getName());

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> MARKS.contains(type.getName())));
  }

  private TrustedMarks() {}

  /** To be called before a source reads; once is enough for a class loader. */
  static void trust() {
    // The work is done when this class is loaded.
  }
}
