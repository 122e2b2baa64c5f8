package dev.throng.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON (RFC 8259) as bytes in one buffer that is used again: no tree, no intermediate string. It
 * writes what it is told in that order; that the whole is an object is the duty of whoever calls.
 */
final class JsonText implements Closeable {
  private static final int FLUSH_AT = 1 << 16;
  private static final int LONGEST_ESCAPE = 6;
  private static final int LONGEST_LONG = 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEAST_LONG =
      "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] PLAIN = new boolean[128];
  private static final byte[] SHORT_ESCAPES = new byte[128];

  static {
    for (int c = ' '; c < PLAIN.length; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
    SHORT_ESCAPES['"'] = '"';
    SHORT_ESCAPES['\\'] = '\\';
    SHORT_ESCAPES['\n'] = 'n';
    SHORT_ESCAPES['\r'] = 'r';
    SHORT_ESCAPES['\t'] = 't';
  }

  private final WritableByteChannel channel;
  private byte[] bytes = new byte[FLUSH_AT + 4096];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int at;

  JsonText(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Bytes as they are, such as a prepared name with its punctuation. */
  void raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, at, text.length);
    at += text.length;
  }

  void raw(char ascii) {
    room(1);
    bytes[at++] = (byte) ascii;
  }

  /** How much is gathered since the last {@link #endLine}, or since one before it. */
  int length() {
    return at;
  }

  /** A copy of what was gathered since there were {@code length} bytes, on the same line. */
  byte[] from(int length) {
    return Arrays.copyOfRange(bytes, length, at);
  }

  /** A quoted string; what is half a surrogate pair becomes U+FFFD, as UTF-8 cannot say it. */
  void string(String text) {
    int length = text.length();
    room(length * LONGEST_ESCAPE + 2);
    byte[] to = bytes;
    int end = at;
    to[end++] = '"';
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 128 || !PLAIN[c]) {
        break;
      }
      to[end++] = (byte) c;
      i++;
    }
    at = end;
    if (i < length) {
      rest(text, i);
    }
    bytes[at++] = '"';
  }

  private void rest(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        ascii(c);
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        threeBytes(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        fourBytes(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        threeBytes('\uFFFD');
      }
    }
  }

  private void ascii(char c) {
    if (PLAIN[c]) {
      bytes[at++] = (byte) c;
      return;
    }
    bytes[at++] = '\\';
    if (SHORT_ESCAPES[c] != 0) {
      bytes[at++] = SHORT_ESCAPES[c];
      return;
    }
    bytes[at++] = 'u';
    bytes[at++] = '0';
    bytes[at++] = '0';
    bytes[at++] = HEX[c >> 4];
    bytes[at++] = HEX[c & 15];
  }

  private void threeBytes(char c) {
    bytes[at++] = (byte) (0xE0 | (c >> 12));
    bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    bytes[at++] = (byte) (0x80 | (c & 0x3F));
  }

  private void fourBytes(int c) {
    bytes[at++] = (byte) (0xF0 | (c >> 18));
    bytes[at++] = (byte) (0x80 | ((c >> 12) & 0x3F));
    bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    bytes[at++] = (byte) (0x80 | (c & 0x3F));
  }

  void number(long value) {
    room(LONGEST_LONG);
    if (value == Long.MIN_VALUE) {
      raw(LEAST_LONG);
      return;
    }
    if (value < 0) {
      bytes[at++] = '-';
    }
    long rest = Math.abs(value);
    int digits = 1;
    for (long left = rest; left >= 10; left /= 10) {
      digits++;
    }
    at += digits;
    int end = at;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** Ends a line; now and then what is gathered goes to the channel. */
  void endLine() throws IOException {
    raw('\n');
    if (at >= FLUSH_AT) {
      flush();
    }
  }

  private void room(int more) {
    if (bytes.length - at < more) {
      byte[] larger = new byte[Math.max(bytes.length * 2, at + more)];
      System.arraycopy(bytes, 0, larger, 0, at);
      bytes = larger;
      view = ByteBuffer.wrap(larger);
    }
  }

  private void flush() throws IOException {
    view.clear().limit(at);
    while (view.hasRemaining()) {
      channel.write(view);
    }
    at = 0;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
