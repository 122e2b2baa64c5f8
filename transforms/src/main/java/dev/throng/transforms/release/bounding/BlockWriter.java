package dev.throng.transforms.release.bounding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Slim rows of one bucket, gathered into one block of bytes that stands by itself; {@link
 * BlockReader} reads it. Single-threaded.
 *
 * <pre>
 * block:  version (1), fingerprint of the reports (4), rows
 * row:    report (varint), window (zigzag varint, less the last row's), unit (8),
 *         a word a dimension, an amount (zigzag varint) a quantity, and the time of the latest event
 *         since the window's start (zigzag varint) where the most recent groups are chosen
 * word:   varint: the number of an earlier word; or one more, then length and UTF-8
 * </pre>
 */
final class BlockWriter {
  /** F20: shuffles and state are read under whatever code stands there. */
  static final byte VERSION = 1;

  private static final int MOST_VARINT_BYTES = 10;
  private static final int FIRST = 1024;

  /** A rough price in memory of one more word, for bounds. */
  private static final int WORD_BYTES = 100;

  private static final byte[] NONE = {};

  private final int fingerprint;
  private byte[] bytes = NONE;
  private int size;
  private long lastWindow;
  private Map<String, Integer> codes = Map.of();

  BlockWriter(int fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** Bytes of the block so far. */
  int size() {
    return size;
  }

  /** What it holds in memory, roughly. */
  int held() {
    return bytes.length + codes.size() * WORD_BYTES;
  }

  void row(int report, long window, long unit, String[] group, long[] amounts) {
    if (size == 0) {
      open();
    }
    reserve(2 * MOST_VARINT_BYTES + Long.BYTES + amounts.length * MOST_VARINT_BYTES);
    varint(report);
    zigzag(window - lastWindow);
    lastWindow = window;
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (unit >>> (8 * i));
    }
    for (String value : group) {
      word(value);
    }
    reserve(amounts.length * MOST_VARINT_BYTES);
    for (long amount : amounts) {
      zigzag(amount);
    }
  }

  /** Gives the block away and begins another. */
  byte[] take() {
    byte[] block = Arrays.copyOf(bytes, size);
    bytes = NONE;
    size = 0;
    lastWindow = 0;
    codes = Map.of();
    return block;
  }

  private void word(String word) {
    Integer code = codes.get(word);
    if (code != null) {
      reserve(MOST_VARINT_BYTES);
      varint(code);
      return;
    }
    codes.put(word, codes.size() + 1);
    byte[] text = word.getBytes(StandardCharsets.UTF_8);
    reserve(2 * MOST_VARINT_BYTES + text.length);
    varint(codes.size());
    varint(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  private void open() {
    bytes = new byte[FIRST];
    codes = new HashMap<>();
    bytes[0] = VERSION;
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[1 + i] = (byte) (fingerprint >>> (8 * i));
    }
    size = 1 + Integer.BYTES;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  private void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }
}
