package dev.throng.pipeline.rights;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, one in memory at a time. For one thread.
 *
 * @param <T> what is read of a row
 */
interface Rows<T> extends Closeable {

  /**
   * The next one.
   *
   * @return null at the end
   * @throws IOException where the file is damaged or cannot be read
   */
  @Nullable T next() throws IOException;
}
