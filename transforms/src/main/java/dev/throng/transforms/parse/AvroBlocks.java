package dev.throng.transforms.parse;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/**
 * The blocks that start in one split of an Avro container file.
 *
 * <p>A block starts behind the header and behind every place where the sync marker stands, and is
 * sound if its own header, its bytes and the next marker fit exactly. That is a matter of the place
 * alone, so that damaged and malicious files too give the same blocks however they are split.
 */
final class AvroBlocks implements Closeable {

  private static final int MARKER = AvroHeader.MARKER_BYTES;
  private static final int MOST_HEADER_BYTES = 20;

  private final Window window;
  private final AvroHeader header;
  private final int rare;
  private final long end;
  private final AvroBytes numbers = new AvroBytes();

  private final AvroBlock block = new AvroBlock();
  private long records;
  private long offset;
  private boolean sound;
  private boolean done;

  private AvroBlocks(Window window, AvroHeader header, long end) {
    this.window = window;
    this.header = header;
    this.rare = rare(header.marker());
    this.end = end;
  }

  /** The blocks that start in {@code [start, end)}; of a compressed file, all, from 0 only. */
  static AvroBlocks of(Window window, long start, long end) throws IOException {
    AvroHeader header = AvroHeader.read(window);
    boolean whole = window.compressed();
    AvroBlocks blocks = new AvroBlocks(window, header, whole ? Long.MAX_VALUE : end);
    // The window stands at a marker, behind which a block starts, if any.
    long first = Math.max(window.position(), whole ? 0 : start);
    if (first > window.position()) {
      window.moveTo(first - MARKER);
      blocks.done = !blocks.toMarker();
    } else {
      window.moveTo(first - MARKER);
    }
    blocks.done |= whole && start > 0;
    return blocks;
  }

  AvroHeader header() {
    return header;
  }

  /** Goes to the next block; false where there is none. */
  boolean next() throws IOException {
    offset = window.position() + MARKER;
    if (done || offset >= end) {
      done = true;
      return false;
    }
    if (!window.ensure(MARKER + 1)) {
      done = true;
      sound = false;
      return window.corrupt();
    }
    sound = read();
    if (!sound) {
      window.advance(1);
      done = !toMarker();
    }
    return true;
  }

  private boolean read() throws IOException {
    window.ensure(MARKER + MOST_HEADER_BYTES);
    int start = window.at() + MARKER;
    numbers.reset(window.bytes(), start, window.at() + window.available());
    long count;
    long size;
    try {
      count = numbers.varint();
      size = numbers.varint();
    } catch (Rejected e) {
      return false;
    }
    if (count < 0 || size < 0 || size > AvroBlock.MOST_BYTES) {
      return false;
    }
    int data = MARKER + numbers.at() - start;
    int next = data + (int) size;
    if (!window.ensure(next + MARKER)) {
      return false;
    }
    // From here on the marker is looked for within the block, its own last bytes included.
    if (marker(window.at() + 1, window.at() + next + MARKER) != window.at() + next) {
      return false;
    }
    boolean decoded = decompress(window.at() + data, (int) size);
    records = count;
    if (decoded) {
      window.advance(next);
    }
    return decoded;
  }

  private boolean decompress(int data, int size) {
    try {
      block.take(header.codec(), window.bytes(), data, size);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Goes to where the marker next stands; false where it does not. */
  private boolean toMarker() throws IOException {
    while (window.ensure(MARKER)) {
      int limit = window.at() + window.available();
      int found = marker(window.at(), limit);
      if (found < limit) {
        window.advance(found - window.at());
        return true;
      }
      window.advance(window.available() - MARKER + 1);
    }
    return false;
  }

  /** Where the marker stands whole between two places in memory, or {@code to}. */
  private int marker(int start, int to) {
    byte[] bytes = window.bytes();
    int end = Math.max(start, to - MARKER + 1) + rare;
    for (int at = start + rare; ; at++) {
      at = Swar.indexOf(bytes, at, end, header.marker()[rare]);
      int found = at - rare;
      if (at == end) {
        return to;
      }
      if (Arrays.equals(bytes, found, found + MARKER, header.marker(), 0, MARKER)) {
        return found;
      }
    }
  }

  /** Which byte of the marker is looked for first: one that no text of ASCII holds, if any. */
  private static int rare(byte[] marker) {
    for (int i = 0; i < MARKER; i++) {
      if (marker[i] < 0) {
        return i;
      }
    }
    return 0;
  }

  /** Whether the block can be read; if not, it is one thing that cannot. */
  boolean sound() {
    return sound;
  }

  /** Where the block starts in the file. */
  long offset() {
    return offset;
  }

  /** How many records the block says it has. */
  long records() {
    return records;
  }

  /** Puts the block's bytes into {@code in}, which has them until the next block. */
  void into(AvroBytes in) {
    block.into(in);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
