package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.Closeable;
import java.io.IOException;

/** Writes one file of stored events. Belongs to one thread. */
public interface EventWriter extends Closeable {

  /** Adds one row, and holds on to nothing of it. */
  void write(StoredEvent event) throws IOException;

  /** Ends the file and closes its channel. What is written before may not be readable yet. */
  @Override
  void close() throws IOException;
}
