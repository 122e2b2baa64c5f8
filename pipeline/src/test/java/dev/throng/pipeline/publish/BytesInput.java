package dev.throng.pipeline.publish;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Bytes as what Parquet reads from. */
final class BytesInput implements InputFile {
  private final byte[] bytes;

  BytesInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Bytes in = new Bytes(ByteBuffer.wrap(bytes));
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() {
        return in.buffer.position();
      }

      @Override
      public void seek(long position) throws IOException {
        if (position > bytes.length) {
          throw new EOFException();
        }
        in.buffer.position((int) position);
      }
    };
  }

  private static final class Bytes extends InputStream {
    private final ByteBuffer buffer;

    private Bytes(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) {
      if (!buffer.hasRemaining()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(to, from, count);
      return count;
    }
  }
}
