package dev.throng.transforms.release.mechanisms;

import java.util.Arrays;
import java.util.List;

/**
 * The bytes that a code is computed of: fields, each with its length in four bytes before it, so
 * that no two lists of fields have the same bytes. Texts are taken as their UTF-16 code units, of
 * which, unlike of UTF-8, any string has some of its own. Used again and again; for one thread.
 */
final class Message {
  private byte[] bytes = new byte[256];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  Message begin(String use) {
    size = 0;
    return text(use);
  }

  Message text(String text) {
    int length = text.length();
    reserve(Integer.BYTES + 2 * length);
    number(2 * length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      bytes[size++] = (byte) (c >>> 8);
      bytes[size++] = (byte) c;
    }
    return this;
  }

  Message texts(List<String> texts) {
    whole(texts.size());
    for (String text : texts) {
      text(text);
    }
    return this;
  }

  Message whole(long value) {
    reserve(Integer.BYTES + Long.BYTES);
    number(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  Message octets(byte[] octets) {
    reserve(Integer.BYTES + octets.length);
    number(octets.length);
    System.arraycopy(octets, 0, bytes, size, octets.length);
    size += octets.length;
    return this;
  }

  private void number(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
