package dev.throng.pipeline.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** A growing array of bytes with just the writers that events need: no JSON library, no garbage. */
final class Bytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MILLIS_OF_DAY = 86_400_000;
  private byte[] array = new byte[1 << 16];
  private int length;
  private long day = Long.MIN_VALUE;
  private final byte[] date = new byte[10];

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Text of ASCII alone, which must need no escaping. */
  Bytes ascii(String text) {
    int size = text.length();
    room(size);
    for (int i = 0; i < size; i++) {
      array[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Any text that needs no escaping. */
  Bytes utf8(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Bytes bytes(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, array, length, text.length);
    length += text.length;
    return this;
  }

  Bytes part(Bytes other, int from, int to) {
    room(to - from);
    System.arraycopy(other.array, from, array, length, to - from);
    length += to - from;
    return this;
  }

  /** A whole number of 0 or more. */
  Bytes number(long value) {
    return padded(value, digits(value));
  }

  /** The last {@code width} digits of a number of 0 or more, with zeros in front. */
  Bytes padded(long value, int width) {
    room(width);
    long rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      array[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
    return this;
  }

  /** The lowest {@code digits} digits to the base of 16. */
  Bytes hex(long bits, int digits) {
    room(digits);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      array[length++] = HEX[(int) (bits >>> shift) & 0xF];
    }
    return this;
  }

  /** The form of a random UUID (version 4). */
  Bytes uuid(long high, long low) {
    hex(high >>> 32, 8).ascii("-").hex(high >>> 16, 4).ascii("-4").hex(high, 3).ascii("-");
    return hex(8 | (low >>> 62), 1).hex(low >>> 48, 3).ascii("-").hex(low, 12);
  }

  /** An instant of the years 0 to 9999 as ISO-8601 with milliseconds, UTC. */
  Bytes instant(long millis) {
    long today = Math.floorDiv(millis, MILLIS_OF_DAY);
    if (today != day) {
      day = today;
      byte[] text = LocalDate.ofEpochDay(today).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, date, 0, date.length);
    }
    int rest = Math.floorMod(millis, MILLIS_OF_DAY);
    bytes(date).ascii("T").padded(rest / 3_600_000, 2).ascii(":");
    padded(rest / 60_000 % 60, 2).ascii(":").padded(rest / 1000 % 60, 2);
    return ascii(".").padded(rest % 1000, 3).ascii("Z");
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(array, 0, length);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void room(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
    }
  }
}
