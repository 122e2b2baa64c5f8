package dev.throng.transforms.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of one block of an Avro file, decompressed in memory that is reused and bounded. */
final class AvroBlock {

  /** The most bytes that a block may have, compressed or not. */
  static final int MOST_BYTES = 64 << 20;

  private byte[] inflated = new byte[1 << 16];
  private byte[] bytes = inflated;
  private int from;
  private int length;

  /**
   * Takes a block as it stands in a file.
   *
   * @throws IOException if it cannot be decompressed, or gives more than 64 MB
   */
  void take(AvroCodec codec, byte[] source, int offset, int count) throws IOException {
    if (codec == AvroCodec.NULL) {
      bytes = source;
      from = offset;
      length = count;
      return;
    }
    length = 0;
    try (InputStream in = codec.open(new ByteArrayInputStream(source, offset, count))) {
      inflate(in);
    }
    bytes = inflated;
    from = 0;
  }

  private void inflate(InputStream in) throws IOException {
    while (true) {
      if (length == MOST_BYTES) {
        // One more is asked for, to tell the end from a bomb.
        if (in.read() < 0) {
          return;
        }
        throw new IOException("the block is too large");
      }
      if (length == inflated.length) {
        inflated = Arrays.copyOf(inflated, Math.min(MOST_BYTES, 2 * length));
      }
      int read = in.read(inflated, length, inflated.length - length);
      if (read < 0) {
        return;
      }
      length += read;
    }
  }

  /** Lets {@code in} read the block, until the next one is taken. */
  void into(AvroBytes in) {
    in.reset(bytes, from, from + length);
  }
}
