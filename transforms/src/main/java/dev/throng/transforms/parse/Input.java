package dev.throng.transforms.parse;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The uncompressed bytes of a file, from a position on. */
final class Input implements Closeable {

  /** The stream is compressed, and damaged or cut: nothing more can be had of it. */
  static final class Corrupt extends IOException {
    private static final long serialVersionUID = 1L;

    Corrupt() {
      super("the compressed stream is damaged or cut");
    }
  }

  private final ReadableByteChannel channel;
  private final Source source;
  private final InputStream in;
  private final Compression compression;
  private long position;

  /** What {@link #head()} took and was not yet read again. */
  private byte[] head = {};

  private int headAt;
  private boolean corrupt;

  private Input(
      ReadableByteChannel channel,
      Source source,
      InputStream in,
      Compression compression,
      long position) {
    this.channel = channel;
    this.source = source;
    this.in = in;
    this.compression = compression;
    this.position = position;
  }

  /**
   * Opens a channel that stands at its file's start, and goes to {@code position} of the file, or
   * to its end if that comes first. A compressed file is read from its start, wherever the position
   * is: {@link #position()} tells.
   */
  static Input at(ReadableByteChannel channel, long position) throws IOException {
    InputStream bytes = Channels.newInputStream(channel);
    byte[] head = bytes.readNBytes(Compression.HEAD_BYTES);
    Compression compression = Compression.of(head, head.length);
    Source source = new Source(new SequenceInputStream(new ByteArrayInputStream(head), bytes));
    if (compression != Compression.NONE) {
      return new Input(channel, source, compression.open(source), compression, 0);
    }
    Input input = new Input(channel, source, source, compression, position);
    long behind = Math.min(position, head.length);
    source.skipNBytes(behind);
    input.skip(position - behind);
    return input;
  }

  /**
   * The file's first four uncompressed bytes, or fewer if it has no more; they are read again.
   * Allowed once, of an input at 0 of which nothing was read.
   */
  byte[] head() throws IOException {
    byte[] bytes = new byte[Compression.HEAD_BYTES];
    int length = 0;
    try {
      for (int read = 0; read >= 0 && length < bytes.length; length += Math.max(0, read)) {
        read = read(bytes, length, bytes.length - length);
      }
    } catch (Corrupt e) {
      corrupt = true;
    }
    head = Arrays.copyOf(bytes, length);
    return head.clone();
  }

  /** Goes on from 0 to a byte of the file, where it is read first; if it is compressed, stays. */
  void moveTo(long target) throws IOException {
    if (!compressed()) {
      skip(target);
      position = target;
    }
  }

  /** The byte of the uncompressed file that is read first. */
  long position() {
    return position;
  }

  /** Whether the file is compressed, so that all of it belongs to the split at its start. */
  boolean compressed() {
    return compression != Compression.NONE;
  }

  /**
   * Reads at least one byte, -1 at the end.
   *
   * @throws Corrupt if the file is compressed and the rest of it cannot be decoded
   * @throws IOException if the channel fails
   */
  int read(byte[] target, int offset, int length) throws IOException {
    if (headAt < head.length) {
      int count = Math.min(length, head.length - headAt);
      System.arraycopy(head, headAt, target, offset, count);
      headAt += count;
      return count;
    }
    if (corrupt) {
      throw new Corrupt();
    }
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      // A channel that fails is tried again by the runner; a damaged file would fail for ever.
      if (source.failure != null || compression == Compression.NONE) {
        throw e;
      }
      throw new Corrupt();
    }
  }

  /**
   * Goes so many bytes further, or to the end, which is free where the channel can be positioned.
   */
  void skip(long count) throws IOException {
    int again = (int) Math.min(count, head.length - headAt);
    headAt += again;
    long left = count - again;
    if (left > 0
        && compression == Compression.NONE
        && channel instanceof SeekableByteChannel seekable) {
      seekable.position(seekable.position() + left);
      return;
    }
    byte[] buffer = new byte[1 << 16];
    while (left > 0) {
      int read = read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      in.close();
    }
  }

  /** Remembers that it was the channel that failed. */
  private static final class Source extends FilterInputStream {
    private @Nullable IOException failure;

    private Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
