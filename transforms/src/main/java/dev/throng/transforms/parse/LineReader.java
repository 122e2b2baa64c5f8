package dev.throng.transforms.parse;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines that start in one split of a file, as bytes. Line ends are LF or CR LF; the last one
 * needs none. A byte order mark (UTF-8) at the file's start is skipped. Memory is bounded by the
 * longest line that is allowed.
 */
final class LineReader implements Closeable {

  private static final int BUFFER = 1 << 18;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Input input;
  private final long end;
  private final int maxBytes;
  private byte[] buffer;

  /** Where the buffer's first byte stands in the file. */
  private long base;

  private int next;
  private int limit;
  private boolean exhausted;
  private boolean done;

  private long offset;
  private int from;
  private int to;
  private boolean tooLarge;
  private boolean corrupt;

  private LineReader(Input input, long end, int maxBytes) {
    this.input = input;
    this.end = end;
    this.maxBytes = maxBytes;
    buffer = new byte[Math.min(BUFFER, maxBytes + 2)];
    base = input.position();
  }

  /**
   * A reader of the lines that start in {@code [start, end)}, where {@code input} was opened at
   * {@link #position}. All lines of a compressed file belong to the split that starts at 0.
   */
  static LineReader of(Input input, long start, long end, int maxBytes) throws IOException {
    LineReader lines = new LineReader(input, input.compressed() ? Long.MAX_VALUE : end, maxBytes);
    if (start > 0) {
      if (input.compressed()) {
        lines.done = true;
      } else {
        lines.skipLine();
      }
    }
    return lines;
  }

  /**
   * Where to open the file: one byte before the split, as it tells whether the split starts with a
   * line.
   */
  static long position(long start) {
    return Math.max(0, start - 1);
  }

  /** Goes to the next line; false where there is none. */
  boolean next() throws IOException {
    offset = base + next;
    if (done || offset >= end) {
      done = true;
      return false;
    }
    tooLarge = false;
    try {
      return find();
    } catch (Input.Corrupt e) {
      corrupt = true;
      done = true;
      return true;
    }
  }

  private boolean find() throws IOException {
    int searched = next;
    while (true) {
      int found = Swar.indexOf(buffer, searched, limit, '\n');
      if (found < limit) {
        line(found);
        next = found + 1;
        return true;
      }
      searched = limit;
      if (limit - next > maxBytes + 1 + bom(next, limit)) {
        tooLarge = true;
        skipLine();
        return true;
      }
      int moved = next;
      boolean more = fill();
      searched -= moved - next;
      if (!more) {
        done = true;
        if (next == limit || limit - next == bom(next, limit)) {
          return false;
        }
        line(limit);
        next = limit;
        return true;
      }
    }
  }

  private void line(int lineEnd) {
    from = next + bom(next, lineEnd);
    to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    tooLarge = to - from > maxBytes;
  }

  private int bom(int start, int lineEnd) {
    boolean marked =
        offset == 0
            && lineEnd - start >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                buffer,
                start,
                start + BYTE_ORDER_MARK.length,
                BYTE_ORDER_MARK,
                0,
                BYTE_ORDER_MARK.length);
    return marked ? BYTE_ORDER_MARK.length : 0;
  }

  /** Goes behind the next line end, keeping nothing of what is before it. */
  private void skipLine() throws IOException {
    while (true) {
      int found = Swar.indexOf(buffer, next, limit, '\n');
      if (found < limit) {
        next = found + 1;
        return;
      }
      next = limit;
      if (!fill()) {
        done = true;
        return;
      }
    }
  }

  /** Reads more behind what is left, which moves to the buffer's start; false at the end. */
  private boolean fill() throws IOException {
    if (exhausted) {
      return false;
    }
    if (limit == buffer.length) {
      int left = limit - next;
      if (next == 0) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxBytes + 8L));
      } else {
        System.arraycopy(buffer, next, buffer, 0, left);
        base += next;
        next = 0;
        limit = left;
      }
    }
    int read = input.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      exhausted = true;
      return false;
    }
    limit += read;
    return true;
  }

  /** Where the line starts in the uncompressed file. */
  long offset() {
    return offset;
  }

  /** Whether the line is longer than allowed; then it cannot be had. */
  boolean tooLarge() {
    return tooLarge;
  }

  /** Whether, instead of a line, there is the rest of a compressed file that cannot be decoded. */
  boolean corrupt() {
    return corrupt;
  }

  /** The line, where it can be had. */
  Optional<byte[]> copy() {
    return tooLarge || corrupt || to <= from
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(buffer, from, to));
  }

  /** What holds the line until the next one. */
  byte[] bytes() {
    return buffer;
  }

  /** The line's first byte. */
  int from() {
    return from;
  }

  /** How many bytes the line has, its end aside. */
  int length() {
    return to - from;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
