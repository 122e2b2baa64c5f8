package dev.throng.transforms.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one bucket, read from their {@link RowBlock}s into a column a field. */
final class RowColumns {
  private static final int FIRST = 1024;

  int size;
  long[] keys = new long[FIRST];
  long[] times = new long[FIRST];
  long[] people = new long[FIRST];

  /** Of a person without a company, a company of their own. */
  long[] companies = new long[FIRST];

  long[] passing = new long[FIRST];
  int[] marks = new int[FIRST];

  private final int fingerprint;
  private final int width;
  private int[] words;
  private final List<@Nullable String> texts = new ArrayList<>();
  private final List<Integer> kinds = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private byte[] block = {};
  private int at;

  /** Rows of that many fields besides the event's type. */
  RowColumns(int fingerprint, int fields) {
    this.fingerprint = fingerprint;
    width = fields + 1;
    words = new int[FIRST * width];
    texts.add(null);
    kinds.add(0);
  }

  /** The event's type. */
  @Nullable String type(int row) {
    return texts.get(words[row * width]);
  }

  /** What kind of event it is, in bits of {@link EventFacts}. */
  int kind(int row) {
    return kinds.get(words[row * width]);
  }

  /** The value of a field; null is unknown. Equal values are one object. */
  @Nullable String value(int row, int field) {
    return texts.get(words[row * width + 1 + field]);
  }

  /**
   * Adds the rows of a block.
   *
   * @throws IllegalStateException where it was not written by this version for these reports
   */
  void read(byte[] rows) {
    block = rows;
    at = 0;
    try {
      readAll();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalStateException("a block of session rows is damaged");
    }
  }

  private void readAll() {
    if (block[at++] != RowBlock.VERSION) {
      throw new IllegalStateException("session rows were written by another version of Throng");
    }
    int written = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      written |= (block[at++] & 0xff) << (8 * i);
    }
    if (written != fingerprint) {
      throw new IllegalStateException("session rows were written for other reports");
    }
    int[] local = new int[64];
    int known = 0;
    long time = 0;
    while (at < block.length) {
      if (size == keys.length) {
        grow();
      }
      int row = size++;
      int mark = (int) varint();
      marks[row] = mark;
      keys[row] = fixed();
      long zigzag = varint();
      time += (zigzag >>> 1) ^ -(zigzag & 1);
      times[row] = time;
      people[row] = (mark & RowBlock.PERSON_IS_KEY) != 0 ? keys[row] : fixed();
      companies[row] =
          (mark & RowBlock.HAS_COMPANY) != 0 ? fixed() : EventFacts.companyOf(people[row]);
      passing[row] = varint();
      for (int i = 0; i < width; i++) {
        int code = (int) varint();
        if (code > known) {
          known = code;
          if (known == local.length) {
            local = Arrays.copyOf(local, 2 * known);
          }
          local[known] = number(text());
        }
        words[row * width + i] = local[code];
      }
    }
  }

  private String text() {
    int length = (int) varint();
    if (length < 0 || length > block.length - at) {
      throw new IllegalStateException("a block of session rows is damaged");
    }
    String text = new String(block, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private int number(String text) {
    Integer known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    kinds.add(EventFacts.kindOf(text));
    return texts.size() - 1;
  }

  private void grow() {
    int length = 2 * keys.length;
    keys = Arrays.copyOf(keys, length);
    times = Arrays.copyOf(times, length);
    people = Arrays.copyOf(people, length);
    companies = Arrays.copyOf(companies, length);
    passing = Arrays.copyOf(passing, length);
    marks = Arrays.copyOf(marks, length);
    words = Arrays.copyOf(words, Math.multiplyExact(length, width));
  }

  private long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (block[at++] & 0xffL) << (8 * i);
    }
    return value;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = block[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("a block of session rows is damaged");
  }
}
