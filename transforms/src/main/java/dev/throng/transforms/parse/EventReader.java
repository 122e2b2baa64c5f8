package dev.throng.transforms.parse;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads the records of one split of one file, in their order. Belongs to one thread. */
public interface EventReader extends Closeable {

  /**
   * Reads one record and tells the sink what became of it, once; the event that the sink is given
   * may be reused for the next record.
   *
   * @return false at the end, where the sink is not called
   * @throws IOException if the channel fails; bad content is a rejection
   */
  boolean next(Sink<? super IdentifiedEvent> sink) throws IOException;

  /**
   * The last record by itself, as a file of the same format that holds nothing else.
   *
   * @return nothing where the record was not had whole
   */
  Optional<byte[]> record();

  /** The byte of the uncompressed file where the last record, or its Avro block, starts. */
  long offset();
}
