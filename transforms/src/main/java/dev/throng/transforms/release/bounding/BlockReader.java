package dev.throng.transforms.release.bounding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of blocks that {@link BlockWriter} wrote, one after the other. */
final class BlockReader {
  private final List<Bounds> reports;
  private final int fingerprint;

  private byte[] block = {};
  private int at;
  private long lastWindow;
  private final List<String> words = new ArrayList<>();

  int report;
  long window;
  long unit;
  String[] group = {};
  long[] amounts = {};

  BlockReader(List<Bounds> reports, int fingerprint) {
    this.reports = reports;
    this.fingerprint = fingerprint;
  }

  /**
   * Opens a block.
   *
   * @throws IllegalStateException where it was not written by this version for these reports
   */
  void open(byte[] rows) {
    block = rows;
    at = 0;
    lastWindow = 0;
    words.clear();
    if (rows.length <= Integer.BYTES || block[at++] != BlockWriter.VERSION) {
      throw new IllegalStateException("rows of people were written by another version of Throng");
    }
    int written = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      written |= (block[at++] & 0xff) << (8 * i);
    }
    if (written != fingerprint) {
      throw new IllegalStateException("rows of people were written for other reports");
    }
  }

  /** Reads the next row into the fields; the group is a new array, the amounts are not. */
  boolean next() {
    if (at == block.length) {
      return false;
    }
    try {
      report = (int) varint();
      window = lastWindow + zigzag();
      lastWindow = window;
      unit = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        unit |= (block[at++] & 0xffL) << (8 * i);
      }
      Bounds bounds = reports.get(report);
      group = new String[bounds.dimensions()];
      for (int i = 0; i < group.length; i++) {
        group[i] = word();
      }
      if (amounts.length != bounds.numbers()) {
        amounts = new long[bounds.numbers()];
      }
      for (int i = 0; i < amounts.length; i++) {
        amounts[i] = zigzag();
      }
      return true;
    } catch (IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  private String word() {
    int code = (int) varint();
    if (code == words.size() + 1) {
      int length = (int) varint();
      if (length < 0 || length > block.length - at) {
        throw damaged();
      }
      words.add(new String(Arrays.copyOfRange(block, at, at + length), StandardCharsets.UTF_8));
      at += length;
    }
    return words.get(code - 1);
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
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
    throw damaged();
  }

  private static IllegalStateException damaged() {
    return new IllegalStateException("a block of rows of people is damaged");
  }
}
