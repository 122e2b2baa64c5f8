package dev.throng.transforms.parse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952) of any number of members, one behind the other. The one of java.util.zip
 * asks {@code available()} whether another member follows, and takes a damaged one for the end.
 */
final class GzipInput extends InputStream {

  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] compressed = new byte[1 << 16];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private int at;
  private int limit;
  private boolean inMember;
  private boolean anyMember;
  private boolean damaged;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException where the stream is damaged or cut; what comes before is given first
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!inMember && !begin()) {
        return -1;
      }
      int read = inflate(target, offset, length);
      crc.update(target, offset, read);
      if (read > 0) {
        return read;
      }
      end();
    }
  }

  /** Gives 0 at the end of the member. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    while (!damaged) {
      long before = inflater.getBytesWritten();
      try {
        int read = inflater.inflate(target, offset, length);
        if (read > 0 || inflater.finished()) {
          return read;
        }
        if (inflater.needsDictionary()) {
          break;
        }
      } catch (DataFormatException e) {
        damaged = true;
        int read = (int) (inflater.getBytesWritten() - before);
        if (read > 0) {
          return read;
        }
        break;
      }
      if (at == limit && !fill()) {
        throw new EOFException("gzip stream is cut");
      }
      inflater.setInput(compressed, at, limit - at);
      at = limit;
    }
    throw new ZipException("gzip stream is damaged");
  }

  /** Checks what stands behind a member. */
  private void end() throws IOException {
    at = limit - inflater.getRemaining();
    if (fourBytes() != (int) crc.getValue() || fourBytes() != (int) inflater.getBytesWritten()) {
      throw new ZipException("gzip stream does not have its checksum");
    }
    inflater.reset();
    crc.reset();
    inMember = false;
    anyMember = true;
  }

  /** Reads the header of the next member; false at the end, where zeroes are padding. */
  private boolean begin() throws IOException {
    headerCrc.reset();
    int first = next();
    while (anyMember && first == 0) {
      first = next();
    }
    if (first < 0) {
      return false;
    }
    headerCrc.update(first);
    if (first != 0x1f || needed() != 0x8b || needed() != 8) {
      throw new ZipException("gzip stream has no header");
    }
    int flags = needed();
    if ((flags & FLAGS_RESERVED) != 0) {
      throw new ZipException("gzip stream has an unknown flag");
    }
    skip(6); // time, compression level, system
    if ((flags & FLAG_EXTRA) != 0) {
      skip(needed() | needed() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      int expected = (int) headerCrc.getValue() & 0xffff;
      if ((needed() | needed() << 8) != expected) {
        throw new ZipException("gzip stream does not have its checksum");
      }
    }
    inMember = true;
    return true;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      needed();
    }
  }

  private void skipText() throws IOException {
    while (needed() != 0) {
      // up to its end
    }
  }

  private int fourBytes() throws IOException {
    return needed() | needed() << 8 | needed() << 16 | needed() << 24;
  }

  private int needed() throws IOException {
    int next = next();
    if (next < 0) {
      throw new EOFException("gzip stream is cut");
    }
    headerCrc.update(next);
    return next;
  }

  private int next() throws IOException {
    if (at == limit && !fill()) {
      return -1;
    }
    return compressed[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    int read = in.read(compressed, 0, compressed.length);
    at = 0;
    limit = Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
