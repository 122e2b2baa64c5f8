package dev.throng.transforms.parse;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** A part of a file in memory, which moves towards the file's end and grows on demand. */
final class Window implements Closeable {

  private static final int BUFFER = 1 << 18;

  private final Input input;
  private byte[] buffer = new byte[BUFFER];

  /** Where the buffer's first byte stands in the file. */
  private long base;

  private int at;
  private int limit;
  private boolean exhausted;
  private boolean corrupt;

  /** A window at the input's position. */
  Window(Input input) {
    this.input = input;
    base = input.position();
  }

  /** Whether the bytes end early, as the file is compressed and damaged. */
  boolean corrupt() {
    return corrupt;
  }

  boolean compressed() {
    return input.compressed();
  }

  byte[] bytes() {
    return buffer;
  }

  /** Where in {@link #bytes} the window stands. */
  int at() {
    return at;
  }

  /** Where in the file the window stands. */
  long position() {
    return base + at;
  }

  /** How many bytes are in memory from there on. */
  int available() {
    return limit - at;
  }

  /**
   * Has so many bytes in memory; false if the file ends before. Moves what {@link #bytes} holds.
   */
  boolean ensure(int count) throws IOException {
    while (limit - at < count) {
      if (exhausted) {
        return false;
      }
      if (buffer.length - at < count) {
        if (at > 0) {
          System.arraycopy(buffer, at, buffer, 0, limit - at);
          base += at;
          limit -= at;
          at = 0;
        }
        if (buffer.length < count) {
          // Doubled as bytes arrive: a length that is only claimed costs nothing.
          int enough = limit == buffer.length ? 2 * buffer.length : buffer.length;
          buffer = Arrays.copyOf(buffer, Math.min(enough, Math.max(count, BUFFER)));
        }
      }
      fill();
    }
    return true;
  }

  private void fill() throws IOException {
    try {
      int read = input.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        exhausted = true;
      } else {
        limit += read;
      }
    } catch (Input.Corrupt e) {
      exhausted = true;
      corrupt = true;
    }
  }

  /** Moves on by so many of the bytes in memory. */
  void advance(int count) {
    at += count;
  }

  /** Moves on to a byte of the file, or to its end. */
  void moveTo(long target) throws IOException {
    if (target <= base + limit) {
      at = (int) (target - base);
      return;
    }
    long skipped = target - base - limit;
    base = target;
    at = 0;
    limit = 0;
    try {
      input.skip(skipped);
    } catch (Input.Corrupt e) {
      exhausted = true;
      corrupt = true;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
