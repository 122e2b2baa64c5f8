package dev.throng.pipeline.stream;

import dev.throng.transforms.parse.Headers;
import java.io.Serializable;

/** Reads of a record when it happened. Made where it is used, for one thread. */
@FunctionalInterface
interface RecordClock {
  /** Stands where a record does not tell. */
  long UNKNOWN = Long.MIN_VALUE;

  /** Milliseconds since 1970-01-01T00:00Z, or {@link #UNKNOWN}. Never throws. */
  long timeOf(byte[] value, Headers headers);

  /** Makes one on the worker. */
  @FunctionalInterface
  interface Maker extends Serializable {
    RecordClock make();
  }
}
