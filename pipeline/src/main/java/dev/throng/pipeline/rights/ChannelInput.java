package dev.throng.pipeline.rights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of Beam's as what Parquet reads from; one that cannot seek is taken into memory. */
record ChannelInput(ResourceId file, long length) implements InputFile {

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    ReadableByteChannel channel = FileSystems.open(file);
    if (channel instanceof SeekableByteChannel seekable) {
      return new Seekable(Channels.newInputStream(seekable), seekable);
    }
    try (InputStream in = Channels.newInputStream(channel)) {
      Bytes bytes = new Bytes(in.readAllBytes());
      return new Seekable(Channels.newInputStream(bytes), bytes);
    }
  }

  private static final class Seekable extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    private Seekable(InputStream in, SeekableByteChannel channel) {
      super(in);
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position > channel.size()) {
        throw new EOFException();
      }
      channel.position(position);
    }
  }

  /** Bytes in memory, to be read. */
  private static final class Bytes implements SeekableByteChannel {
    private final ByteBuffer bytes;

    private Bytes(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    public int read(ByteBuffer to) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(to.remaining(), bytes.remaining());
      to.put(to.position(), bytes, bytes.position(), count);
      to.position(to.position() + count);
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      bytes.position((int) position);
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
