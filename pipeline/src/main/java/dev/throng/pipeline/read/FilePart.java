package dev.throng.pipeline.read;

import dev.throng.schemas.Split;
import java.io.Serializable;

/**
 * A {@link Split} that is Serializable, as Avro's records are not without their schema.
 *
 * @param file its name
 * @param start first byte
 * @param end first byte behind it
 */
record FilePart(String file, long start, long end) implements Serializable {
  static FilePart of(Split split) {
    return new FilePart(split.getFile(), split.getStart(), split.getEnd());
  }

  Split split() {
    return new Split(file, start, end);
  }
}
