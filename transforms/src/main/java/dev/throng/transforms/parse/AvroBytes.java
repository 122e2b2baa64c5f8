package dev.throng.transforms.parse;

import dev.throng.transforms.step.RejectReason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes Avro's binary encoding apart. Nothing is believed of a length before it is there. */
final class AvroBytes {

  private final Rejected undecodable = new Rejected().as(RejectReason.UNREADABLE_BLOCK, "");

  private byte[] bytes = new byte[0];
  private ByteBuffer numbers = ByteBuffer.wrap(bytes);
  private int at;
  private int to;

  /** Starts with other bytes. */
  void reset(byte[] source, int from, int until) {
    if (source != bytes) {
      bytes = source;
      numbers = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
    }
    at = from;
    to = until;
  }

  /** What is thrown where the encoding makes no sense. */
  Rejected undecodable() {
    return undecodable;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The byte that is read next. */
  int at() {
    return at;
  }

  /** How many bytes are left. */
  int left() {
    return to - at;
  }

  /** Reads an int or a long: up to ten bytes of seven bits each, the lowest first, zig-zag. */
  long varint() throws Rejected {
    if (at < to && bytes[at] >= 0) {
      long only = bytes[at++];
      return (only >>> 1) ^ -(only & 1);
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == to) {
        throw undecodable;
      }
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw undecodable;
  }

  /** Goes behind the next byte if it is that one. */
  boolean passes(int octet) {
    if (at < to && bytes[at] == octet) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads the length of bytes that follow. */
  int length() throws Rejected {
    long length = varint();
    if (length < 0 || length > left()) {
      throw undecodable;
    }
    return (int) length;
  }

  boolean bool() throws Rejected {
    if (at == to || (bytes[at] & ~1) != 0) {
      throw undecodable;
    }
    return bytes[at++] == 1;
  }

  float float32() throws Rejected {
    skip(Float.BYTES);
    return numbers.getFloat(at - Float.BYTES);
  }

  double float64() throws Rejected {
    skip(Double.BYTES);
    return numbers.getDouble(at - Double.BYTES);
  }

  /** Skips so many bytes. */
  void skip(int count) throws Rejected {
    if (count > left()) {
      throw undecodable;
    }
    at += count;
  }

  /**
   * Reads how many items the next block of an array or a map has, 0 at its end. Where a byte size
   * is given with it, it is not needed.
   */
  long items() throws Rejected {
    long count = varint();
    if (count < 0) {
      length();
      count = -count;
      if (count < 0) {
        throw undecodable;
      }
    }
    return count;
  }
}
