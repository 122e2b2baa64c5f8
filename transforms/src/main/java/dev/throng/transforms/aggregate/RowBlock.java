package dev.throng.transforms.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slim rows of one bucket, gathered into one block of bytes that stands by itself; {@link
 * RowColumns} reads it. Single-threaded.
 *
 * <pre>
 * block: version (1), fingerprint of the reports (4), rows
 * row:   marks (varint), key (8), time (zigzag varint, less the last row's),
 *        person (8, unless it is the key), company (8, if any), where (varint: a bit a report),
 *        event type and fields (a word each)
 * word:  varint: 0 is unknown; the number of an earlier word; or one more, then length and UTF-8
 * </pre>
 */
final class RowBlock {
  /** F20: shuffles and state are read under whatever code stands there. */
  static final byte VERSION = 1;

  /** The person is known by a key of the day only. */
  static final int DAY_BOUND = 1;

  static final int HAS_COMPANY = 2;
  static final int PERSON_IS_KEY = 4;

  /** Above these marks stand the purposes that the event may serve. */
  static final int PURPOSES_SHIFT = 3;

  /** A row without words is no longer than this. */
  private static final int MOST_ROW_BYTES = 5 + 8 + 10 + 8 + 8 + 10;

  private static final int MOST_VARINT_BYTES = 5;
  private static final int FIRST = 1024;

  /** A rough price in memory of one more word, for bounds. */
  private static final int WORD_BYTES = 100;

  private static final byte[] NONE = {};

  private final int fingerprint;
  private byte[] bytes = NONE;
  private int size;
  private long lastTime;
  private Map<String, Integer> codes = Map.of();

  RowBlock(int fingerprint) {
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

  /** Begins a row; its words follow. */
  void row(int marks, long key, EventFacts facts, long where) {
    if (size == 0) {
      open();
    }
    reserve(MOST_ROW_BYTES);
    Long company = facts.event.getCompanyHash();
    int all =
        marks
            | (facts.dayBound ? DAY_BOUND : 0)
            | (company == null ? 0 : HAS_COMPANY)
            | (facts.person == key ? PERSON_IS_KEY : 0);
    varint(all);
    fixed(key);
    long later = facts.time - lastTime;
    varint((later << 1) ^ (later >> 63));
    lastTime = facts.time;
    if (facts.person != key) {
      fixed(facts.person);
    }
    if (company != null) {
      fixed(company);
    }
    varint(where);
  }

  /** Adds a word to the last row; null is unknown. */
  void word(@Nullable String word) {
    if (word == null) {
      reserve(1);
      bytes[size++] = 0;
      return;
    }
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

  /** Gives the block away and begins another. */
  byte[] take() {
    byte[] block = Arrays.copyOf(bytes, size);
    bytes = NONE;
    size = 0;
    lastTime = 0;
    codes = Map.of();
    return block;
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

  private void fixed(long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
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
