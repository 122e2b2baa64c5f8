package dev.throng.transforms.release;

import java.util.Comparator;
import java.util.List;

/** The order of lists of words by their UTF-8 bytes, value by value, without encoding them. */
public final class ByteOrder implements Comparator<List<String>> {
  /** The one order. */
  public static final ByteOrder OF_VALUES = new ByteOrder();

  private ByteOrder() {}

  @Override
  public int compare(List<String> left, List<String> right) {
    int shared = Math.min(left.size(), right.size());
    for (int i = 0; i < shared; i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** UTF-8 sorts by code point; UTF-16 does too, but for surrogates before U+E000 and above. */
  static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
