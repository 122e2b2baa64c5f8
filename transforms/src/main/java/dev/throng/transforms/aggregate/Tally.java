package dev.throng.transforms.aggregate;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one measure knows of one group. Adding and merging commute: the bytes and the value depend
 * on what was added alone. Single-threaded.
 */
abstract class Tally {
  /** The bytes of a tally to which nothing was added. */
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final byte VERSION = 1;

  /** Adds an event of the group; returns the growth in bytes. Tallies of sessions ignore events. */
  int add(EventFacts facts) {
    return 0;
  }

  /** Adds a session of the group. Tallies of events ignore sessions. */
  void add(Session session) {}

  /** Adds all of another tally of the same measure, which stays as it is. */
  abstract void merge(Tally other);

  abstract boolean isEmpty();

  abstract void write(ByteArrayDataOutput out);

  abstract void read(ByteBuffer in);

  /** The number as decimal text; null where there is none, as of a ratio to nothing. */
  abstract @Nullable String value();

  final ByteBuffer toBytes() {
    if (isEmpty()) {
      return NOTHING.duplicate();
    }
    ByteArrayDataOutput out = ByteStreams.newDataOutput();
    out.writeByte(VERSION);
    write(out);
    return ByteBuffer.wrap(out.toByteArray());
  }

  /** Adds what {@link #toBytes} of the same measure gave. */
  final void merge(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      read(open(bytes, VERSION));
    }
  }

  /**
   * F20: state and shuffles are read under whatever code stands there, so the form has a number.
   */
  static ByteBuffer open(ByteBuffer bytes, byte version) {
    ByteBuffer in = bytes.duplicate();
    if (in.get() != version) {
      throw new IllegalStateException("a tally was written by another version of Throng");
    }
    return in;
  }
}
