package dev.throng.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;

/** Where released tables go at once, as streaming has it. For one thread. */
public interface TableSink extends Closeable {

  /**
   * Puts one table in the place of whatever stood there for its report and window, whole or not at
   * all. The same table may be written again, after a crash, and then changes nothing.
   *
   * @throws IOException where the store fails; the message names it, and no secret
   */
  void write(Table table) throws IOException;
}
